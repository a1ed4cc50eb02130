import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson, type PersonActor } from '../access/index.ts';
import { CLOSURE_REASONS } from '../assessment/index.ts';
import { feedbackOf } from '../dissemination/index.ts';
import { contentWith, plant } from '../referral/test-referrals.ts';
import { rows, sql } from '../shared/db.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { closeReferral } from './close-referral.ts';
import { deriveReferrals } from './derive-referrals.ts';
import { foldDuplicate } from './fold-duplicate.ts';

let db: TestStore;
let analyst: PersonActor;
let supervisor: PersonActor;
before(async () => {
  db = await testStore();
  analyst = await addPerson(db.store.db, { name: 'Analyst', roles: ['analyst'] });
  supervisor = await addPerson(db.store.db, { name: 'Supervisor', roles: ['supervisor'] });
});
after(() => db.drop());

async function planted(count = 1): Promise<string[]> {
  const content = contentWith();
  const ids = await plant(
    db.store,
    Array.from({ length: count }, (_, i) => ({ content, sourceId: `sender-${i}` })),
  );
  await deriveReferrals(db.store, ids);
  return ids;
}

const toldOf = async (id: string) =>
  (await feedbackOf(db.store.db, id)).map(({ sourceId, body }) => [
    sourceId,
    body.status,
    body.closureReason,
  ]);

test('whoever reported what the bureau closes is told the reason as a code, folded reports included', async () => {
  const [head, folded] = await planted(2);
  await foldDuplicate(db.store, analyst, { id: folded!, into: head!, reason: 'same-incident' });
  await closeReferral(db.store, analyst, { referralId: head!, reasonCode: 'adult' });
  assert.deepEqual(await toldOf(head!), [['sender-0', 'closed', 'adult']]);
  assert.deepEqual(await toldOf(folded!), [['sender-1', 'closed', 'adult']]);
});

/** Circulating material is no "no crime": the sender is told that the report is closed, and no more. */
const TOLD_WITHOUT_REASON = ['viral-without-intent'];

test('every closure reason has a code by which it is told', async () => {
  for (const reasonCode of Object.keys(CLOSURE_REASONS)) {
    const [id] = await planted();
    await closeReferral(db.store, analyst, { referralId: id!, reasonCode });
    const [told] = await toldOf(id!);
    if (TOLD_WITHOUT_REASON.includes(reasonCode)) assert.deepEqual(told?.slice(1), ['closed', null]);
    else assert.ok(told?.[1] === 'referred' || told?.[2], reasonCode);
  }
});

test('nobody is told of a covert case', async () => {
  const [id] = await planted();
  await rows(db.ownerDb, sql`update referral set sensitivity = 'covert' where id = ${id!}`);
  await closeReferral(db.store, supervisor, { referralId: id!, reasonCode: 'no-crime' });
  assert.deepEqual(await toldOf(id!), []);
});

test('one referral by itself is never closed as part of a group', async () => {
  const [id] = await planted();
  await assert.rejects(closeReferral(db.store, analyst, { referralId: id!, reasonCode: 'circulation' }), {
    code: 'assessment.unknown-code',
  });
});
