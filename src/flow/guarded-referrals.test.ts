import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson } from '../access/index.ts';
import { rows, sql } from '../shared/db.ts';
import {
  approveEnquiry,
  askEnquiry,
  closeReferral,
  disseminateReferral,
  foldDuplicate,
  groupPackages,
  guardReferral,
  listOperationPackages,
  openOperation,
  openPackageEvidence,
  readOperations,
  readPackage,
  readPriority,
  readQueue,
  reassessReferral,
  recordOutcome,
  refusePackage,
  withdrawPackage,
} from './index.ts';
import { packageWithKent, plantReferral, type TestBureau, testBureau } from './test-dissemination.ts';
import { tablesAsText } from './test-joining.ts';

// Attacks the guard of covert and professional-standards referrals: an analyst who does not work on one reaches it by no way.

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.drop());

async function covertPackage(): Promise<{ referralId: string; packageId: string }> {
  const sent = await packageWithKent(bureau);
  const { referralId } = sent;
  await guardReferral(bureau.store, bureau.supervisor, {
    referralId,
    sensitivity: 'covert',
    reason: 'covert-work',
  });
  return sent;
}

test('a supervisor guards a referral, for a stated reason; an analyst does not, and it leaves the analyst’s queue', async () => {
  const { store, analyst, supervisor } = bureau;
  const referralId = await plantReferral(bureau);
  const guard = { referralId, sensitivity: 'professional-standards', reason: 'police-suspect' } as const;
  await assert.rejects(guardReferral(store, analyst, guard), { code: 'access.not-allowed' });
  const untold = { ...guard, reason: 'a name' as never };
  await assert.rejects(guardReferral(store, supervisor, untold), { code: 'referral.unknown-guard' });
  const sees = async (person: typeof analyst) =>
    (await readQueue(store, person, { limit: 500 })).lines.some((line) => line.referralId === referralId);
  assert.deepEqual([await sees(analyst), await sees(supervisor)], [true, true]);
  await guardReferral(store, supervisor, guard);
  assert.deepEqual([await sees(analyst), await sees(supervisor)], [false, true]);
});

test('a package about a covert referral is not read by way of its evidence', async () => {
  const { store, analyst, supervisor, kentOfficer } = bureau;
  const { packageId } = await covertPackage();
  const item = { packageId, evidenceId: 'e1' };
  await assert.rejects(readPackage(store, analyst, { packageId, purpose: 'dissemination' }), {
    code: 'access.not-allowed',
  });
  await assert.rejects(openPackageEvidence(store, analyst, item), { code: 'access.not-allowed' });
  for (const person of [supervisor, kentOfficer]) assert.ok(await openPackageEvidence(store, person, item));
});

test('a covert referral is neither assessed again nor grouped by somebody who may not see it', async () => {
  const { store, analyst } = bureau;
  const { referralId, packageId } = await covertPackage();
  await assert.rejects(reassessReferral(store, analyst, referralId), { code: 'access.not-allowed' });
  const operation = await openOperation(store, analyst, 'Attempt');
  await assert.rejects(groupPackages(store, analyst, { operation, packageIds: [packageId] }), {
    code: 'access.not-allowed',
  });
});

test('the list of operations counts and names only what its reader may see', async () => {
  const { store, analyst, supervisor } = bureau;
  const { packageId: covert } = await covertPackage();
  const { packageId: ordinary } = await packageWithKent(bureau);
  const operation = await openOperation(store, supervisor, 'Lantern');
  await groupPackages(store, supervisor, { operation, packageIds: [covert] });
  const lantern = async (actor: typeof analyst) =>
    (await readOperations(store, actor)).find(({ id }) => id === operation)!;
  assert.deepEqual([(await lantern(analyst)).packages, (await lantern(analyst)).units], [0, []]);
  await groupPackages(store, supervisor, { operation, packageIds: [ordinary] });
  assert.deepEqual([(await lantern(analyst)).packages, (await lantern(analyst)).units], [1, ['kent']]);
  assert.deepEqual([(await lantern(supervisor)).packages, (await lantern(supervisor)).units], [2, ['kent']]);
  assert.equal((await listOperationPackages(store, analyst, operation)).hidden, 1);
});

test('a covert report is not folded into one that everybody reads, nor the other way round', async () => {
  const { store, supervisor, ownerDb } = bureau;
  const [covert, ordinary] = [await plantReferral(bureau), await plantReferral(bureau)];
  await rows(ownerDb, sql`update referral set sensitivity = 'covert' where id = ${covert}`);
  for (const [id, into] of [
    [covert, ordinary],
    [ordinary, covert],
  ] as const)
    await assert.rejects(foldDuplicate(store, supervisor, { id, into, reason: 'same-incident' }), {
      code: 'linking.fold-not-possible',
    });
});

test('nothing is asked of a provider any more about a referral that was closed or taken back', async () => {
  const { store, analyst, supervisor } = bureau;
  const referralId = await plantReferral(bureau);
  const asked = { sort: 'connection', ip: '203.0.113.7', port: 40_123, at: '2026-02-20T18:30:05Z' } as const;
  const { id } = await askEnquiry(store, analyst, {
    referralId,
    kind: 'subscriber',
    provider: 'Example Net',
    authority: 'ipa-2016-part-3',
    asked,
    askedAgain: asked,
  });
  await closeReferral(store, analyst, { referralId, reasonCode: 'no-crime' });
  await assert.rejects(approveEnquiry(store, supervisor, id), { code: 'referral.action-not-possible' });
});

test('who may not see a referral is not told why', async () => {
  const { store, analyst } = bureau;
  const { referralId } = await covertPackage();
  await assert.rejects(readPriority(store, analyst, referralId), (problem: Error) => {
    assert.doesNotMatch(JSON.stringify(problem), /covert|standards/);
    return true;
  });
});

test('words of one’s own in the place of a code are refused, and stand nowhere', async () => {
  const { store, analyst, signer, kentOfficer, ownerDb } = bureau;
  const words = 'Marlowe Quietotter lives there';
  const referralId = await plantReferral(bureau);
  const send = (part: object) => {
    const packages = [{ unitId: 'kent', purpose: 'suspect', reason: 'told-by-force', ...part } as never];
    return disseminateReferral(store, analyst, { referralId, packages }, signer);
  };
  await assert.rejects(send({ reason: words }), { code: 'dissemination.unknown-code' });
  await assert.rejects(send({ purpose: words }), { code: 'dissemination.unknown-code' });
  const { packageId } = await packageWithKent(bureau, { acknowledged: true });
  const status = 'constructor' as never;
  await assert.rejects(recordOutcome(store, kentOfficer, { packageId, status }), {
    code: 'dissemination.outcome-invalid',
  });
  const refusal = { packageId, reason: words } as never;
  await assert.rejects(refusePackage(store, kentOfficer, refusal), { code: 'dissemination.unknown-code' });
  await assert.rejects(withdrawPackage(store, analyst, refusal), { code: 'dissemination.unknown-code' });
  const printed = [...(await tablesAsText(ownerDb)).values()].flat().join('\n');
  assert.doesNotMatch(printed, /Quietotter/);
});

test('nobody of a receiving unit has a role of the bureau', async () => {
  const both = { name: 'B. Both', roles: ['force-officer', 'analyst'] as const, compartment: 'kent' };
  await assert.rejects(addPerson(bureau.store.db, both), { code: 'access.role-of-the-bureau' });
  await assert.rejects(addPerson(bureau.store.db, { ...both, roles: ['supervisor'] }), {
    code: 'access.role-of-the-bureau',
  });
});
