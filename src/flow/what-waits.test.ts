import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rows, sql } from '../shared/db.ts';
import { askEnquiry, whatWaits } from './index.ts';
import { ASKED, plantReferral, type TestBureau, testBureau } from './test-dissemination.ts';

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.drop());

test('what waits is counted for whoever may do it, without what is guarded', async () => {
  const { store, analyst, supervisor, ownerDb } = bureau;
  const referralId = await plantReferral(bureau);
  const { id } = await askEnquiry(store, analyst, {
    referralId,
    kind: 'subscriber',
    provider: 'Example Net',
    authority: 'ipa-2016-part-3',
    asked: ASKED,
    askedAgain: ASKED,
  });
  assert.equal((await whatWaits(store, supervisor)).approvals, 1);
  assert.equal((await whatWaits(store, analyst)).approvals, undefined);
  await rows(ownerDb, sql`update enquiry set state = 'expired' where id = ${id}`);
  assert.equal((await whatWaits(store, analyst)).lateEnquiries, 1);
  await rows(ownerDb, sql`update referral set sensitivity = 'covert' where id = ${referralId}`);
  assert.equal((await whatWaits(store, analyst)).lateEnquiries, 0);
  assert.equal((await whatWaits(store, supervisor)).lateEnquiries, 1);
});

test('a unit is told of its own conflicts and questions, and a program of nothing', async () => {
  const { store, kentOfficer } = bureau;
  assert.deepEqual(await whatWaits(store, kentOfficer), { conflicts: 0, removalQuestions: 0 });
  assert.deepEqual(await whatWaits(store, { kind: 'system', part: 'test' }), {});
});
