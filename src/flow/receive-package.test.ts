import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson } from '../access/index.ts';
import { overdueReceipts, packageById, unitLoads, unitsHolding } from '../dissemination/index.ts';
import { referralHeader } from '../referral/index.ts';
import { rows, sql } from '../shared/db.ts';
import { memorySigner } from '../shared/signer.ts';
import {
  acknowledgePackage,
  disseminateReferral,
  listPackages,
  listUnitPackages,
  readPackage,
  readQueue,
  recordOutcome,
  refusePackage,
  reroutePackage,
  withdrawPackage,
} from './index.ts';
import { packageWithKent, plantReferral, type TestBureau, testBureau } from './test-dissemination.ts';

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.drop());

test('an officer of another force finds no such package, whatever they try', async () => {
  const { store, essexOfficer, kentOfficer } = bureau;
  const { packageId, referralId } = await packageWithKent(bureau);
  const none = { code: 'dissemination.package-not-found' };
  const tries = [
    () => readPackage(store, essexOfficer, { packageId, purpose: 'investigation' }),
    () => acknowledgePackage(store, essexOfficer, { packageId }),
    () => refusePackage(store, essexOfficer, { packageId, reason: 'wrong-area' }),
    () => recordOutcome(store, essexOfficer, { packageId, status: 'ongoing' }),
  ];
  for (const attempt of tries) await assert.rejects(attempt, none);
  await acknowledgePackage(store, kentOfficer, { packageId });
  for (const attempt of tries) await assert.rejects(attempt, none);
  const listed = await listPackages(store, essexOfficer, referralId);
  assert.deepEqual([listed.shown.length, listed.hidden], [0, 1]);
  const asKent = await listUnitPackages(store, essexOfficer, { unitId: 'kent' });
  assert.ok(asKent.shown.every(({ unitId }) => unitId === 'essex'));
});

test('a receiving officer without a unit sees nothing, rather than everything', async () => {
  const { store } = bureau;
  const { packageId } = await packageWithKent(bureau);
  const stray = await addPerson(store.db, { name: 'N. Nowhere', roles: ['force-officer'] });
  await assert.rejects(readPackage(store, stray, { packageId, purpose: 'investigation' }));
  await assert.rejects(acknowledgePackage(store, stray, { packageId }), {
    code: 'dissemination.package-not-found',
  });
  assert.equal((await listUnitPackages(store, stray)).shown.length, 0);
});

test('a unit of two packages about one referral sees its own and the number of the others', async () => {
  const { store, kentOfficer, analyst, signer } = bureau;
  const { referralId } = await packageWithKent(bureau);
  const packages = [{ unitId: 'essex', purpose: 'child', reason: 'told-by-force' }] as const;
  await disseminateReferral(store, analyst, { referralId, packages }, signer);
  const seen = await listPackages(store, kentOfficer, referralId);
  assert.deepEqual([seen.shown.map(({ unitId }) => unitId), seen.hidden], [['kent'], 1]);
  const held = await unitsHolding(store.db, [referralId]);
  assert.deepEqual(
    held.map(({ unitId }) => unitId),
    ['essex', 'kent'],
  );
});

test('a receipt names exactly what was received; something else is not acknowledged', async () => {
  const { store, kentOfficer } = bureau;
  const { packageId } = await packageWithKent(bureau);
  const { sha256 } = await readPackage(store, kentOfficer, { packageId, purpose: 'investigation' });
  const other = acknowledgePackage(store, kentOfficer, { packageId, receivedSha256: '0'.repeat(64) });
  await assert.rejects(other, { code: 'dissemination.receipt-differs' });
  assert.equal((await packageById(store.db, packageId)).state, 'sent');
  const receipt = await acknowledgePackage(store, kentOfficer, { packageId, receivedSha256: sha256 });
  assert.deepEqual([receipt.by, receipt.sha256], [`person:${kentOfficer.id}`, sha256]);
  await assert.rejects(acknowledgePackage(store, kentOfficer, { packageId }), {
    code: 'dissemination.package-step-not-possible',
  });
});

test('a package that was changed in the database is neither read nor acknowledged', async () => {
  const { store, kentOfficer, ownerDb } = bureau;
  const { packageId } = await packageWithKent(bureau);
  await assert.rejects(
    rows(store.db, sql`update package set signature = document where id = ${packageId}`),
    /permission denied/,
  );
  await rows(
    ownerDb,
    sql`update package set public_key = ${memorySigner().publicKey} where id = ${packageId}`,
  );
  const wrong = { code: 'dissemination.signature-wrong' };
  await assert.rejects(readPackage(store, kentOfficer, { packageId, purpose: 'investigation' }), wrong);
  await assert.rejects(acknowledgePackage(store, kentOfficer, { packageId }), wrong);
});

test('a package put in another’s place does not open', async () => {
  const { store, kentOfficer, ownerDb } = bureau;
  const [one, other] = [await packageWithKent(bureau), await packageWithKent(bureau)];
  await rows(
    ownerDb,
    sql`update package set (document, digest, signature) = (select document, digest, signature from package where id = ${other.packageId})
        where id = ${one.packageId}`,
  );
  const reading = readPackage(store, kentOfficer, { packageId: one.packageId, purpose: 'investigation' });
  await assert.rejects(reading, { code: 'keys.unwrap-failed' });
});

test('a refused package brings its referral back into the queue, unless another unit holds it', async () => {
  const { store, kentOfficer, analyst, signer } = bureau;
  const { referralId, packageId } = await packageWithKent(bureau);
  const refusal = { reason: 'wrong-area', suggestedUnit: 'essex' } as const;
  assert.deepEqual(await refusePackage(store, kentOfficer, { packageId, ...refusal }), { reopened: true });
  assert.equal((await referralHeader(store.db, referralId)).state, 'open');
  const queued = (await readQueue(store, analyst, {})).lines.some((line) => line.referralId === referralId);
  assert.equal(queued, true);
  assert.equal((await packageById(store.db, packageId)).suggestedUnit, 'essex');

  const next = await reroutePackage(
    store,
    analyst,
    { packageId, unitId: 'essex', reason: 'told-by-force' },
    signer,
  );
  const rerouted = await packageById(store.db, next);
  assert.deepEqual(
    [rerouted.state, rerouted.reroutedFrom, rerouted.routeReason],
    ['sent', packageId, 're-routed'],
  );
  assert.equal((await packageById(store.db, packageId)).state, 're-routed');

  const packages = [{ unitId: 'kent', purpose: 'child', reason: 'told-by-force' }] as const;
  const [child] = await disseminateReferral(store, analyst, { referralId, packages }, signer);
  const kept = await refusePackage(store, kentOfficer, { packageId: child!, reason: 'no-capacity' });
  assert.deepEqual(kept, { reopened: false });
  assert.equal((await referralHeader(store.db, referralId)).state, 'disseminated');
});

test('what a unit gave back it lists and does not read any more', async () => {
  const { store, kentOfficer } = bureau;
  const { referralId, packageId } = await packageWithKent(bureau);
  await refusePackage(store, kentOfficer, { packageId, reason: 'duplicate' });
  assert.equal((await listPackages(store, kentOfficer, referralId)).shown[0]!.state, 'refused');
  const reading = readPackage(store, kentOfficer, { packageId, purpose: 'investigation' });
  await assert.rejects(reading, { code: 'dissemination.package-step-not-possible' });
});

test('two units that refuse at the same moment do not lose the referral between them', async () => {
  const { store, kentOfficer, essexOfficer, analyst, signer } = bureau;
  const { referralId, packageId } = await packageWithKent(bureau);
  const packages = [{ unitId: 'essex', purpose: 'child', reason: 'told-by-force' }] as const;
  const [other] = await disseminateReferral(store, analyst, { referralId, packages }, signer);
  const released = await Promise.all([
    refusePackage(store, kentOfficer, { packageId, reason: 'wrong-area' }),
    refusePackage(store, essexOfficer, { packageId: other!, reason: 'wrong-area' }),
  ]);
  assert.equal(released.filter(({ reopened }) => reopened).length, 1);
  assert.equal((await referralHeader(store.db, referralId)).state, 'open');
});

test('a package is withdrawn only while its unit has told no outcome', async () => {
  const { store, kentOfficer, analyst } = bureau;
  const first = await packageWithKent(bureau, { acknowledged: true });
  assert.equal(
    (await withdrawPackage(store, analyst, { packageId: first.packageId, reason: 'sent-in-error' })).reopened,
    true,
  );
  const { packageId } = await packageWithKent(bureau, { acknowledged: true });
  await recordOutcome(store, kentOfficer, { packageId, status: 'ongoing' });
  await assert.rejects(withdrawPackage(store, analyst, { packageId, reason: 'sent-in-error' }), {
    code: 'dissemination.package-step-not-possible',
  });
});

test('a receipt that does not come in time is overdue until it comes', async () => {
  const { store, kentOfficer } = bureau;
  const referralId = await plantReferral(bureau);
  const { packageId } = await packageWithKent(bureau, { referralId });
  const { receiptDueAt } = await packageById(store.db, packageId);
  const overdueAt = async (at: Date) =>
    (await overdueReceipts(store.db, at)).some(({ id }) => id === packageId);
  assert.equal(await overdueAt(receiptDueAt!), false);
  assert.equal(await overdueAt(new Date(receiptDueAt!.getTime() + 1)), true);
  await acknowledgePackage(store, kentOfficer, { packageId });
  assert.equal(await overdueAt(new Date(receiptDueAt!.getTime() + 1)), false);
  const [load] = await unitLoads(store.db, new Date(0), new Date('2100-01-01'));
  assert.ok(load!.sent >= load!.acknowledged);
});
