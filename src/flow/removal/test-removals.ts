import type { PersonActor } from '../../access/index.ts';
import type { ReferralContent } from '../../referral/index.ts';
import {
  askRelease,
  disseminateReferral,
  draftRemoval,
  putRemovalHost,
  readRemovable,
  recordPreservation,
  sayNobodyInvestigates,
} from '../index.ts';
import { exampleContent, plantReferral, type TestBureau } from '../test-dissemination.ts';

// Fixtures: a host, and referrals that name addresses with it. Nothing listens at these addresses.

export const SYSTEM = { kind: 'system', part: 'test' } as const;
export const ADDRESS = 'https://files.host-one.example/a/SECRET-PATH';
export const SENDER = { baseUrl: 'https://bureau.example', contact: 'removal@bureau.example' };

export async function registerHostOne(
  { store }: TestBureau,
  changes: Partial<Parameters<typeof putRemovalHost>[2]> = {},
): Promise<void> {
  await putRemovalHost(store, SYSTEM, {
    id: 'host-one',
    name: 'Host One',
    kind: 'host',
    domains: ['host-one.example'],
    country: 'NL',
    channel: 'webhook',
    contact: 'https://abuse.host-one.example/notices',
    flaggerNote: null,
    answerWithinHours: null,
    ...changes,
  });
}

let files = 0;

/** A report of one file at an address. */
export function contentNaming(address: string, part: Partial<ReferralContent> = {}): ReferralContent {
  files += 1;
  const base = exampleContent();
  return {
    ...base,
    files: [
      {
        hashes: [{ kind: 'sha256', value: `${String(files).padStart(8, '0')}${'ab'.repeat(28)}` }],
        annotations: [],
        locations: ['e9'],
      },
    ],
    evidence: [...base.evidence, { id: 'e9', kind: 'url', label: 'Web address', value: address }],
    ...part,
  };
}

/** A referral that names an address; `unitId`: sent to that unit. */
export async function referralNaming(
  bureau: TestBureau,
  {
    address = ADDRESS,
    unitId,
    content,
  }: { address?: string; unitId?: string; content?: ReferralContent } = {},
): Promise<string> {
  const referralId = await plantReferral(bureau, { content: content ?? contentNaming(address) });
  if (unitId) {
    const packages = [{ unitId, purpose: 'suspect', reason: 'told-by-force' }] as const;
    await disseminateReferral(bureau.store, bureau.analyst, { referralId, packages }, bureau.signer);
  }
  return referralId;
}

export async function draftFrom(
  { store }: TestBureau,
  actor: PersonActor,
  referralId: string,
): Promise<string> {
  const removable = await readRemovable(store, actor, referralId);
  const [drafted] = await draftRemoval(store, actor, { referralId, keys: removable.map(({ key }) => key) });
  return drafted!.id;
}

export async function preserve({ store, analyst }: TestBureau, noticeId: string): Promise<void> {
  await recordPreservation(store, analyst, {
    noticeId,
    how: 'confirmed-by-provider',
    keptOn: '2026-03-01',
    reference: 'HO-12',
  });
}

/** A notice about a referral that no unit holds, with every gate open. */
export async function readyNotice(bureau: TestBureau, address = ADDRESS): Promise<string> {
  const id = await draftFrom(bureau, bureau.analyst, await referralNaming(bureau, { address }));
  await preserve(bureau, id);
  await sayNobodyInvestigates(bureau.store, bureau.analyst, id);
  return id;
}

/** The same, where Kent holds a package and has been asked. */
export async function askedOfKent(bureau: TestBureau, address = ADDRESS): Promise<string> {
  const id = await draftFrom(
    bureau,
    bureau.analyst,
    await referralNaming(bureau, { address, unitId: 'kent' }),
  );
  await preserve(bureau, id);
  await askRelease(bureau.store, bureau.analyst, id);
  return id;
}
