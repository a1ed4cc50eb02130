import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { addPerson, type PersonActor, registerSource, type Source } from '../access/index.ts';
import { openAlarms } from '../assessment/index.ts';
import { packageById, packagesOf } from '../dissemination/index.ts';
import { databaseReader, sealEverything, verifyLedger } from '../ledger/index.ts';
import { latestFoldSteps } from '../linking/index.ts';
import { referralHeaders } from '../referral/index.ts';
import { rows, sql } from '../shared/db.ts';
import { claimJobs, completeJobs } from '../shared/job-leases.ts';
import { Problem } from '../shared/problem.ts';
import {
  acknowledgeAlarm,
  acknowledgePackage,
  closeReferral,
  decidePriority,
  declineFold,
  deriveReferrals,
  disposeQuarantined,
  disseminateReferral,
  foldDuplicate,
  type Intake,
  openIntake,
  proveConservation,
  receiveDocument,
  recordOutcome,
  refreshPicture,
  refusePackage,
  repairDocument,
  replayQuarantined,
  reroutePackage,
  retractDocument,
  takeReferral,
  unfoldDuplicate,
  withdrawPackage,
} from './index.ts';
import { type TestBureau, testBureau } from './test-dissemination.ts';

// Attacks invariants 3 and 6 over the real flow: whatever is done in whatever order, nothing disappears, the queue
// holds what is open and nothing else, imminent danger stands first, and every stage counts the same receipts.

let bureau: TestBureau;
let intake: Intake;
let duty: PersonActor;
let senders: Source[];
before(async () => {
  bureau = await testBureau();
  intake = openIntake(bureau.store);
  duty = await addPerson(bureau.store.db, { name: 'D. Duty', roles: ['duty-officer'] });
  const system = { kind: 'system', part: 'test' } as const;
  senders = await Promise.all(
    ['platform-a', 'platform-b'].map((id) =>
      registerSource(bureau.store, system, { id, name: id, kind: 'platform' }),
    ),
  );
});
after(() => bureau.drop());

/** Few values of each, so that receipts share references, accounts and files; `round` keeps one run from another. */
function documentOf(round: number, pick: number): object {
  const [reference, account, file] = [pick % 3, (pick >> 2) % 3, (pick >> 4) % 3];
  return {
    incidentType: 'other',
    facts: { immediateDanger: pick % 5 === 0 ? 'yes' : 'unknown' },
    references: [{ scheme: 'partner', value: `R-${round}-${reference}` }],
    parties: [{ role: 'suspect', accounts: [{ service: 'Kite', username: `kite.${round}.${account}` }] }],
    files: [{ hashes: [{ kind: 'md5', value: createHash('md5').update(`${round} ${file}`).digest('hex') }] }],
    narrative: `report ${round} ${pick}`,
  };
}

type Receipts = { id: string; source: Source }[];
type Act = (at: { receipts: Receipts; round: number; pick: number; other: number }) => Promise<unknown>;

const NOBODY = '00000000-0000-7000-8000-000000000000';
const idAt = (receipts: Receipts, pick: number) =>
  receipts[pick % Math.max(1, receipts.length)]?.id ?? NOBODY;

/** Of everything sent in this run, so that most picks hit something. */
async function packageAt(receipts: Receipts, pick: number): Promise<string> {
  const packages = await Promise.all(receipts.map(({ id }) => packagesOf(bureau.store.db, id)));
  return packages.flat().at(pick % Math.max(1, packages.flat().length))?.id ?? NOBODY;
}

async function quarantinedAt(receipts: Receipts, pick: number): Promise<string> {
  const headers = await referralHeaders(
    bureau.store.db,
    receipts.map(({ id }) => id),
  );
  const held = headers.filter(({ state }) => state === 'quarantined').map(({ id }) => id);
  return held[pick % Math.max(1, held.length)] ?? NOBODY;
}

/** Declines the first fold that is proposed to a person. */
async function declineOne(receipts: Receipts): Promise<void> {
  const steps = await latestFoldSteps(
    bureau.store.db,
    receipts.map(({ id }) => id),
  );
  const proposed = steps.find(({ step }) => step === 'proposed');
  await declineFold(bureau.store, bureau.analyst, {
    id: proposed?.referralId ?? NOBODY,
    into: proposed?.intoId ?? NOBODY,
  });
}

async function receive(receipts: Receipts, source: Source, text: string): Promise<void> {
  const [receipt] = await receiveDocument(intake, source, {
    raw: Buffer.from(text),
    channel: 'api',
    mediaType: 'application/json',
  });
  if (receipt && receipts.every(({ id }) => id !== receipt.id)) receipts.push({ id: receipt.id, source });
}

async function joinUp(): Promise<void> {
  for (;;) {
    const jobs = await claimJobs(bureau.store.db, { kind: 'derive-referral', most: 50, leaseSeconds: 60 });
    if (jobs.length === 0) return;
    await deriveReferrals(
      bureau.store,
      jobs.map(({ subject }) => subject),
    );
    await completeJobs(bureau.store.db, jobs);
  }
}

const unit = { unitId: 'kent', purpose: 'suspect', reason: 'told-by-force', supplement: true } as const;

const ACTS: Record<string, Act> = {
  receive: ({ receipts, round, pick, other }) =>
    receive(receipts, senders[other % 2]!, JSON.stringify(documentOf(round, pick))),
  invalid: ({ receipts, round, pick, other }) =>
    receive(receipts, senders[other % 2]!, JSON.stringify(documentOf(round, pick)).slice(0, -3)),
  join: joinUp,
  fold: ({ receipts, pick, other }) =>
    foldDuplicate(bureau.store, bureau.analyst, {
      id: idAt(receipts, pick),
      into: idAt(receipts, other),
      reason: 'same-incident',
    }),
  decline: ({ receipts }) => declineOne(receipts),
  unfold: ({ receipts, pick }) => unfoldDuplicate(bureau.store, bureau.analyst, idAt(receipts, pick)),
  take: ({ receipts, pick, other }) =>
    takeReferral(bureau.store, bureau.analyst, {
      referralId: idAt(receipts, pick),
      handBack: other % 2 === 0,
    }),
  accept: ({ receipts, pick }) =>
    decidePriority(bureau.store, bureau.analyst, { referralId: idAt(receipts, pick), accept: true }),
  lower: ({ receipts, pick }) =>
    decidePriority(bureau.store, duty, {
      referralId: idAt(receipts, pick),
      band: 'low',
      reasonCode: 'risk-is-lower',
    }),
  send: async ({ receipts, pick, other }) => {
    const referralId = idAt(receipts, pick);
    if (other % 4 > 0) await decidePriority(bureau.store, bureau.analyst, { referralId, accept: true });
    const asked = { referralId, packages: [unit] };
    await disseminateReferral(bureau.store, bureau.analyst, asked, bureau.signer);
  },
  acknowledge: async ({ receipts, pick }) =>
    acknowledgePackage(bureau.store, bureau.kentOfficer, { packageId: await packageAt(receipts, pick) }),
  refuse: async ({ receipts, pick }) =>
    refusePackage(bureau.store, bureau.kentOfficer, {
      packageId: await packageAt(receipts, pick),
      reason: 'wrong-area',
    }),
  reroute: async ({ receipts, pick, other }) => {
    const packageId = await packageAt(receipts, pick);
    if (other % 4 > 0)
      await refusePackage(bureau.store, bureau.kentOfficer, { packageId, reason: 'wrong-area' });
    const asked = { packageId, unitId: 'essex', reason: 'told-by-force' } as const;
    await reroutePackage(bureau.store, bureau.analyst, asked, bureau.signer);
  },
  withdraw: async ({ receipts, pick }) =>
    withdrawPackage(bureau.store, bureau.analyst, {
      packageId: await packageAt(receipts, pick),
      reason: 'superseded',
    }),
  outcome: async ({ receipts, pick }) => {
    const packageId = await packageAt(receipts, pick);
    const { state } = await packageById(bureau.store.db, packageId);
    if (state === 'sent') await acknowledgePackage(bureau.store, bureau.kentOfficer, { packageId });
    await recordOutcome(bureau.store, bureau.kentOfficer, { packageId, status: 'ongoing' });
  },
  close: ({ receipts, pick }) =>
    closeReferral(bureau.store, bureau.analyst, {
      referralId: idAt(receipts, pick),
      reasonCode: 'no-crime',
    }),
  retract: ({ receipts, pick }) => {
    const { id, source } = receipts[pick % Math.max(1, receipts.length)] ?? {
      id: NOBODY,
      source: senders[0]!,
    };
    return retractDocument(bureau.store, source, id);
  },
  repair: async ({ receipts, round, pick, other }) =>
    repairDocument(intake, bureau.analyst, await quarantinedAt(receipts, pick), {
      raw: Buffer.from(JSON.stringify(documentOf(round, other))),
      reason: 'bracket added',
      adapter: 'native-json',
    }),
  replay: () => replayQuarantined(intake, bureau.analyst),
  dispose: async ({ receipts, pick }) =>
    disposeQuarantined(bureau.store, bureau.analyst, await quarantinedAt(receipts, pick), 'not-a-referral'),
  answerAlarms: async () => {
    for (const { id } of await openAlarms(bureau.store.db)) await acknowledgeAlarm(bureau.store, duty, id);
  },
};

/** Much of the rest needs these to have happened. */
const OFTEN = ['send', 'send', 'send', 'receive', 'receive'];

const done = new Map<string, number>();

/** What cannot be done is refused with a code; anything else that is thrown is a bug. */
async function tryAct(name: string, at: Parameters<Act>[0]): Promise<void> {
  try {
    await ACTS[name]!(at);
    done.set(name, (done.get(name) ?? 0) + 1);
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
  }
}

/** Named lists of what is amiss, each of them empty if all is well. */
const AMISS: Record<string, ReturnType<typeof sql>> = {
  'open and not in the queue, or in it and not open': sql`
    select r.id, r.state from referral r full join queue_place q on q.referral_id = r.id
    where (r.state = 'open') is distinct from (q.referral_id is not null)`,
  'folded into what was folded itself, or taken back': sql`
    select r.id from referral r join referral h on h.id = r.folded_into where h.state in ('folded', 'retracted', 'disposed')`,
  'in imminent danger and not first': sql`
    select h.id from referral r join referral h on h.id = coalesce(r.folded_into, r.id)
    join referral_content c on c.referral_id = r.id and c.version = r.version
    join queue_place q on q.referral_id = h.id
    where c.facts->'answers'->>'immediateDanger' = 'yes' and q.tier <> 0
      and not exists (select from decision d where d.referral_id = h.id and d.kind = 'override'
        and (r.id = h.id or d.decided_at >= r.state_since))`,
  'in imminent danger without an alarm': sql`
    select r.id from referral r join referral_content c on c.referral_id = r.id and c.version = r.version
    where c.facts->'answers'->>'immediateDanger' = 'yes' and r.state <> 'retracted'
      and not exists (select from alarm a where a.referral_id = r.id)`,
  'closed while an alarm was unanswered': sql`
    select r.id from referral r join alarm a on a.referral_id = r.id
    where r.state = 'closed' and not exists (select from alarm_acknowledgement k where k.alarm_id = a.id)`,
  'counted under another incident': sql`
    select m.referral_id from matched_referral m join referral r on r.id = m.referral_id
    where m.incident_id <> coalesce(r.folded_into, r.id) and m.withdrawn_at is null`,
  'linked under another incident': sql`
    select l.referral_id from linked_referral l join referral r on r.id = l.referral_id
    where l.incident_id <> coalesce(r.folded_into, r.id) and l.withdrawn_at is null`,
  'taken back and still counted or linked': sql`
    select r.id from referral r left join matched_referral m on m.referral_id = r.id
    left join linked_referral l on l.referral_id = r.id
    where r.state = 'retracted'
      and ((m.referral_id is not null and m.withdrawn_at is null) or (l.referral_id is not null and l.withdrawn_at is null))`,
  'tallied otherwise than it was seen': sql`
    with seen as (
      select distinct g.group_id, m.referral_id, m.reporter, (m.received_at at time zone 'UTC')::date as day, m.incident_id
      from file_sighting s join matched_referral m on m.referral_id = s.referral_id and m.version = s.version
      join content_membership g on g.kind = s.kind and g.value = s.value and g.valid_to is null
      where m.withdrawn_at is null),
    counted as (
      select group_id, reporter, day, count(*) as referrals from seen group by 1, 2, 3)
    select * from counted full join (select group_id, reporter, day, referrals from content_tally) t
      using (group_id, reporter, day) where counted.referrals is distinct from t.referrals`,
  'disposed of with a key': sql`select id from referral where state = 'disposed' and wrapped_key is not null`,
};

const PICTURE_AMISS = sql`
  select r.id, r.state, p.state as shown from referral r full join picture_fact p on p.referral_id = r.id
  where p.state is distinct from r.state`;

test('whatever is done in whatever order, nothing disappears and every stage counts the same', async () => {
  const acts = fc.array(
    fc.record({ act: fc.constantFrom(...Object.keys(ACTS), ...OFTEN), pick: fc.nat(60), other: fc.nat(60) }),
    { minLength: 15, maxLength: 40 },
  );
  let round = 0;
  await fc.assert(
    fc.asyncProperty(acts, async (tried) => {
      round += 1;
      const receipts: Receipts = [];
      for (const pick of [0, 3, 21, 5]) await tryAct('receive', { receipts, round, pick, other: pick });
      await joinUp();
      for (const { act, ...at } of tried) {
        bureau.store.clock.set(new Date(bureau.store.clock.now().getTime() + 60_000));
        await tryAct(act, { receipts, round, ...at });
      }
      await joinUp();
      const amiss: Record<string, unknown[]> = {};
      for (const [what, query] of Object.entries(AMISS)) amiss[what] = await rows(bureau.ownerDb, query);
      assert.deepEqual(amiss, Object.fromEntries(Object.keys(AMISS).map((what) => [what, []])));
      const { holds, discrepancies } = await proveConservation(bureau.store);
      assert.deepEqual({ holds, discrepancies }, { holds: true, discrepancies: [] });
    }),
    {
      seed: 8,
      numRuns: 25,
      endOnFailure: true,
    },
  );
  for (const act of Object.keys(ACTS)) assert.ok((done.get(act) ?? 0) > 0, `${act} was never possible`);
});

test('after all of it the ledger verifies, and the picture shows every receipt as it stands', async () => {
  const { store, signer, ownerDb } = bureau;
  // Tests beside this one hold back what can be sealed and followed.
  for (let tries = 0; tries < 100; tries += 1) {
    await sealEverything(store, signer);
    await refreshPicture(store);
    if ((await rows(ownerDb, PICTURE_AMISS)).length === 0) break;
    await setTimeout(50);
  }
  assert.deepEqual(await rows(ownerDb, PICTURE_AMISS), []);
  const publicKey = signer.publicKey.toString('hex');
  assert.deepEqual((await verifyLedger(databaseReader(store.db), { publicKey })).faults, []);
});
