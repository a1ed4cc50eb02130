import { addPerson, type PersonActor, type Role } from '../access/index.ts';
import type { Asked } from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import type { ReferralContent } from '../referral/index.ts';
import { contentWith, plant } from '../referral/test-referrals.ts';
import { memorySigner, type Signer } from '../shared/signer.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import {
  acknowledgePackage,
  approveEnquiry,
  askEnquiry,
  decidePriority,
  deriveReferrals,
  disseminateReferral,
} from './index.ts';

// Fixtures: a bureau with its people, and referrals brought to the point where a test of dissemination begins.

export type TestBureau = TestStore & {
  signer: Signer;
  analyst: PersonActor;
  supervisor: PersonActor;
  kentOfficer: PersonActor;
  essexOfficer: PersonActor;
};

export async function testBureau(): Promise<TestBureau> {
  const db = await testStore();
  const person = (name: string, role: Role, compartment: string | null = null) =>
    addPerson(db.store.db, { name, roles: [role], compartment });
  return {
    ...db,
    signer: memorySigner(),
    analyst: await person('A. Analyst', 'analyst'),
    supervisor: await person('S. Supervisor', 'supervisor'),
    kentOfficer: await person('K. Officer', 'force-officer', 'kent'),
    essexOfficer: await person('E. Officer', 'force-officer', 'essex'),
  };
}

const CONNECTION = {
  ip: '203.0.113.7',
  port: 40_123,
  at: { utc: '2026-02-20T18:30:05Z', offset: 'Z', meaning: 'upload' as const },
  event: 'upload' as const,
};
export const ASKED: Asked = {
  sort: 'connection',
  ip: '203.0.113.7',
  port: 40_123,
  at: '2026-02-20T18:30:05Z',
};

let reports = 0;

/**
 * A report about one account with one connection and one file, told by somebody who must not be named. Each has an
 * account, a file and a reference of its own, so that no two are taken for the same report.
 */
export function exampleContent(part: Partial<ReferralContent> = {}): ReferralContent {
  reports += 1;
  return contentWith({
    references: [{ scheme: 'ncmec', value: String(1_000_000 + reports) }],
    parties: [
      {
        role: 'suspect',
        accounts: [{ service: 'example-chat', username: `blue.kite.${reports}` }],
        connections: [CONNECTION],
      },
      {
        role: 'reporter',
        names: ['Robin Reporter'],
        identifiers: [{ kind: 'email', value: 'robin@example.org' }],
      },
    ],
    files: [
      {
        hashes: [{ kind: 'md5', value: String(reports).padStart(32, '0') }],
        annotations: [],
        heldBy: 'Example Chat Ltd',
        holderReference: 'EC-77',
        preservedUntil: '2027-02-20',
      },
    ],
    evidence: [
      { id: 'e1', kind: 'text', label: 'Additional information', value: 'Three files were uploaded.' },
      { id: 'e2', kind: 'text', label: 'Note about the reporter', value: 'Robin rang twice.' },
    ],
    ...part,
  });
}

export type PlantedReferral = { content?: ReferralContent; decided?: boolean; sourceId?: string };

/** A referral that is received and assessed, and decided unless it is asked not to be. */
export async function plantReferral(
  bureau: TestBureau,
  { content = exampleContent(), decided = true, sourceId = 'platform-one' }: PlantedReferral = {},
): Promise<string> {
  const [id] = await plant(bureau.store, [{ content, sourceId }]);
  const day = bureau.store.clock.now().toISOString().slice(0, 10);
  const detail = { source: sourceId, day, state: 'open' };
  await record(bureau.store.db, [
    {
      verb: 'collected',
      action: 'receive',
      actor: `source:${sourceId}`,
      purpose: 'intake',
      subjects: [id!],
      detail,
    },
  ]);
  await deriveReferrals(bureau.store, [id!]);
  if (decided) await decidePriority(bureau.store, bureau.supervisor, { referralId: id!, accept: true });
  return id!;
}

/** An enquiry of the analyst's that the supervisor approved. */
export async function approvedEnquiry(bureau: TestBureau, referralId: string): Promise<string> {
  const { id } = await askEnquiry(bureau.store, bureau.analyst, {
    referralId,
    kind: 'subscriber',
    provider: 'Example Net',
    authority: 'ipa-2016-part-3',
    asked: ASKED,
    askedAgain: ASKED,
  });
  await approveEnquiry(bureau.store, bureau.supervisor, id);
  return id;
}

/** A package with Kent about a new referral, acknowledged if asked for. */
export async function packageWithKent(
  bureau: TestBureau,
  { referralId, acknowledged = false }: { referralId?: string; acknowledged?: boolean } = {},
): Promise<{ referralId: string; packageId: string }> {
  const id = referralId ?? (await plantReferral(bureau));
  const packages = [{ unitId: 'kent', purpose: 'suspect', reason: 'told-by-force' }] as const;
  const [packageId] = await disseminateReferral(
    bureau.store,
    bureau.analyst,
    { referralId: id, packages },
    bureau.signer,
  );
  if (acknowledged) await acknowledgePackage(bureau.store, bureau.kentOfficer, { packageId: packageId! });
  return { referralId: id, packageId: packageId! };
}
