import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { linkSummaries } from '../linking/index.ts';
import { rows, sql } from '../shared/db.ts';
import {
  acknowledgeConflict,
  deriveReferrals,
  disseminateReferral,
  guardReferral,
  openReferral,
  seeConflicts,
  whatWaits,
} from './index.ts';
import { exampleContent, plantReferral, type TestBureau, testBureau } from './test-dissemination.ts';

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.drop());

let referrals = 0;

/** A referral about an account, sent to a unit. */
async function sentTo(unitId: string, username: string, sensitivity = 'ordinary'): Promise<string> {
  referrals += 1;
  const parties = [{ role: 'suspect' as const, accounts: [{ service: 'kite', username }] }];
  const references = [{ scheme: 'ncmec', value: `${9_000 + referrals}` }];
  const id = await plantReferral(bureau, { content: exampleContent({ parties, references }) });
  await rows(bureau.ownerDb, sql`update referral set sensitivity = ${sensitivity} where id = ${id}`);
  const packages = [{ unitId, purpose: 'suspect', reason: 'told-by-force' }] as const;
  await disseminateReferral(bureau.store, bureau.supervisor, { referralId: id, packages }, bureau.signer);
  return id;
}

const toldOf = async (actor: TestBureau['analyst'], id: string) =>
  (await seeConflicts(bureau.store, actor, { purpose: 'investigation' }))
    .filter(({ otherReferralId }) => otherReferralId === id)
    .map(({ otherUnit }) => otherUnit);

test('two forces that hold linked referrals are told of each other, and each acknowledges for itself', async () => {
  const { store, kentOfficer, essexOfficer } = bureau;
  const kents = await sentTo('kent', 'first.kite');
  const essexs = await sentTo('essex', 'First.Kite');
  assert.equal((await toldOf(kentOfficer, essexs)).length, 1);
  assert.equal((await toldOf(essexOfficer, kents)).length, 1);
  const [alert] = await seeConflicts(store, kentOfficer, { purpose: 'investigation', openOnly: true });
  await assert.rejects(acknowledgeConflict(store, essexOfficer, alert!.id), {
    code: 'linking.unknown-conflict',
  });
  await acknowledgeConflict(store, kentOfficer, alert!.id);
  assert.deepEqual(await seeConflicts(store, kentOfficer, { purpose: 'investigation', openOnly: true }), []);
  assert.equal(
    (await seeConflicts(store, essexOfficer, { purpose: 'investigation', openOnly: true })).length,
    1,
  );
  assert.equal((await linkSummaries(store.db, [kents])).get(kents)?.conflicts, 1);
});

test('deriving again tells nobody twice, and each telling is an entry that names the unit', async () => {
  const kents = await sentTo('kent', 'second.kite');
  const essexs = await sentTo('essex', 'second.kite');
  await deriveReferrals(bureau.store, [kents, essexs]);
  assert.equal((await toldOf(bureau.kentOfficer, essexs)).length, 1);
  const told = await rows(
    bureau.store.db,
    sql`select verb, recipient from ledger_entry where action = 'conflict-alert' and ${kents}::uuid = any(subjects) order by recipient`,
  );
  assert.deepEqual(told, [
    { verb: 'disclosed', recipient: 'essex' },
    { verb: 'disclosed', recipient: 'kent' },
  ]);
});

test('of a covert referral only its own force is told', async () => {
  const kents = await sentTo('kent', 'third.kite');
  const covert = await sentTo('essex', 'third.kite', 'covert');
  assert.equal((await toldOf(bureau.essexOfficer, kents)).length, 1);
  assert.deepEqual(await toldOf(bureau.kentOfficer, covert), []);
});

test('once a case is guarded no more, the other force is told of it', async () => {
  const kents = await sentTo('kent', 'thaw.kite');
  const essexs = await sentTo('essex', 'thaw.kite', 'covert');
  assert.deepEqual(await toldOf(bureau.kentOfficer, essexs), []);
  await guardReferral(bureau.store, bureau.supervisor, {
    referralId: essexs,
    sensitivity: 'ordinary',
    reason: 'no-longer-needed',
  });
  assert.equal((await toldOf(bureau.kentOfficer, essexs)).length, 1);
  assert.equal((await toldOf(bureau.essexOfficer, kents)).length, 1);
});

test('of a case that is guarded later, the other force is not told again while it is', async () => {
  const { store, supervisor, kentOfficer, essexOfficer } = bureau;
  const kents = await sentTo('kent', 'frost.kite');
  const essexs = await sentTo('essex', 'frost.kite');
  const guard = (sensitivity: 'covert' | 'ordinary') =>
    guardReferral(store, supervisor, {
      referralId: essexs,
      sensitivity,
      reason: sensitivity === 'covert' ? 'covert-work' : 'no-longer-needed',
    });
  const alerts = await seeConflicts(store, kentOfficer, { purpose: 'investigation' });
  const { id } = alerts.find(({ otherReferralId }) => otherReferralId === essexs)!;
  const { conflicts: waiting } = await whatWaits(store, kentOfficer);
  await guard('covert');
  assert.deepEqual(await toldOf(kentOfficer, essexs), []);
  assert.deepEqual((await whatWaits(store, kentOfficer)).conflicts, waiting! - 1);
  await assert.rejects(acknowledgeConflict(store, kentOfficer, id), { code: 'linking.unknown-conflict' });
  assert.equal((await toldOf(essexOfficer, kents)).length, 1, 'its owner still is');
  await guard('ordinary');
  assert.equal((await toldOf(kentOfficer, essexs)).length, 1);
});

test('two covert referrals are brought together by a supervisor, and nobody else sees that', async () => {
  const { analyst, supervisor, kentOfficer, essexOfficer } = bureau;
  const kents = await sentTo('kent', 'fourth.kite', 'covert');
  const essexs = await sentTo('essex', 'fourth.kite', 'covert');
  const toldOfEither = async (actor: TestBureau['analyst']) =>
    (await toldOf(actor, kents)).length + (await toldOf(actor, essexs)).length;
  assert.equal(await toldOfEither(supervisor), 1);
  for (const actor of [analyst, kentOfficer, essexOfficer]) assert.equal(await toldOfEither(actor), 0);
});

test('a page counts what its reader may not see, and names nothing of it', async () => {
  const open = await sentTo('kent', 'fifth.kite');
  const covert = await sentTo('essex', 'fifth.kite', 'covert');
  const { joined } = await openReferral(bureau.store, bureau.analyst, open, 'triage');
  assert.ok(joined.hidden >= 1);
  assert.ok(!JSON.stringify(joined).includes(covert));
  await assert.rejects(openReferral(bureau.store, bureau.analyst, covert, 'triage'), {
    code: 'access.not-allowed',
  });
  const seen = await openReferral(bureau.store, bureau.supervisor, open, 'supervision');
  assert.ok(seen.joined.links.some(({ referral }) => referral.id === covert));
});
