import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson, type PersonActor } from '../access/index.ts';
import { placeOf } from '../assessment/index.ts';
import { contentOf } from '../matching/index.ts';
import { foldedMembers, type ReferralContent, referralHeader } from '../referral/index.ts';
import { contentWith, type Planted, plant } from '../referral/test-referrals.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { declineFold, deriveReferrals, foldDuplicate, openReferral, unfoldDuplicate } from './index.ts';
import { fileOf } from './test-joining.ts';

let db: TestStore;
let analyst: PersonActor;
before(async () => {
  db = await testStore();
  analyst = await addPerson(db.store.db, { name: 'A. Analyst', roles: ['analyst'] });
});
after(() => db.drop());

let reports = 0;

/** Reports under one reference of a clearing house, derived one after the other. */
async function underOneReference(
  ...parts: (Partial<ReferralContent> & Pick<Planted, 'sourceId'>)[]
): Promise<string[]> {
  reports += 1;
  const references = [{ scheme: 'ncmec', value: `${5_000 + reports}` }];
  const ids = await plant(
    db.store,
    parts.map(({ sourceId = 'platform-one', ...part }) => ({
      content: contentWith({ references, ...part }),
      sourceId,
    })),
  );
  for (const id of ids) await deriveReferrals(db.store, [id]);
  return ids;
}

const standing = async (id: string) => {
  const { state, foldedInto } = await referralHeader(db.store.db, id);
  return [state, foldedInto];
};

test('a report that was sent twice is folded into the first, stays on record and is counted once', async () => {
  const [first, again] = await underOneReference({ files: [fileOf('twice')] }, { files: [fileOf('twice')] });
  assert.deepEqual(await standing(again!), ['folded', first]);
  const [content] = await contentOf(db.store.db, first!);
  assert.deepEqual([content?.referrals, content?.incidents], [2, 1]);
  assert.equal(await placeOf(db.store.db, again!), null);
  assert.equal((await placeOf(db.store.db, first!))?.folded, 1);
});

test('a second report that tells of more harm is offered to a person and keeps its own place', async () => {
  const [first, graver] = await underOneReference({}, { facts: { immediateDanger: 'yes' } });
  assert.deepEqual(await standing(graver!), ['open', null]);
  const { joined } = await openReferral(db.store, analyst, graver!, 'triage');
  assert.deepEqual(
    joined.proposals.map(({ into, reason }) => [into.id, reason]),
    [[first, 'same-reference']],
  );
  await foldDuplicate(db.store, analyst, { id: graver!, into: first!, reason: 'same-reference' });
  const place = await placeOf(db.store.db, first!);
  assert.deepEqual(
    [place?.band, place?.floors],
    ['very-high', ['immediate-danger']],
    'the head takes the worst of its members',
  );
});

test('an unfolded referral stands on its own again and is not folded there a second time', async () => {
  const [first, again] = await underOneReference(
    { files: [fileOf('undone')] },
    { files: [fileOf('undone')] },
  );
  await unfoldDuplicate(db.store, analyst, again!);
  await deriveReferrals(db.store, [first!, again!]);
  assert.deepEqual(await standing(again!), ['open', null]);
  assert.equal((await contentOf(db.store.db, first!))[0]?.incidents, 2);
  assert.notEqual(await placeOf(db.store.db, again!), null);
});

test('a declined proposal is not made again', async () => {
  const [first, other] = await underOneReference({}, { flags: ['sextortion'] });
  await declineFold(db.store, analyst, { id: other!, into: first! });
  await deriveReferrals(db.store, [first!, other!]);
  const { joined } = await openReferral(db.store, analyst, other!, 'triage');
  assert.deepEqual(joined.proposals, []);
  await assert.rejects(declineFold(db.store, analyst, { id: other!, into: first! }), {
    code: 'linking.not-proposed',
  });
});

test('what was folded into a duplicate goes with it, so that no report hides behind two steps', async () => {
  const [first] = await underOneReference({});
  const [second, third] = await underOneReference({}, {});
  assert.deepEqual(await standing(third!), ['folded', second]);
  await foldDuplicate(db.store, analyst, { id: second!, into: first!, reason: 'same-incident' });
  assert.deepEqual((await foldedMembers(db.store.db, first!)).sort(), [second!, third!].sort());
});

test('a referral is not folded into itself, nor under an unknown reason, nor by everybody', async () => {
  const [first, second] = await underOneReference({}, {});
  const fold = (actor: PersonActor, id: string, into: string, reason = 'same-incident') =>
    foldDuplicate(db.store, actor, { id, into, reason });
  await assert.rejects(fold(analyst, first!, second!), { code: 'linking.fold-into-itself' });
  await assert.rejects(fold(analyst, first!, second!, 'because'), { code: 'linking.unknown-reason' });
  const officer = await addPerson(db.store.db, {
    name: 'O. Officer',
    roles: ['force-officer'],
    compartment: 'kent',
  });
  await assert.rejects(fold(officer, first!, second!), { code: 'access.not-allowed' });
});

test('the same account with the same files is offered as one report', async () => {
  const part = {
    files: [fileOf('offered')],
    parties: [{ role: 'suspect' as const, accounts: [{ service: 'kite', username: 'offer' }] }],
  };
  const ids = await plant(db.store, [
    { content: contentWith(part) },
    { content: contentWith(part), sourceId: 'hotline' },
  ]);
  await deriveReferrals(db.store, ids);
  assert.deepEqual(await standing(ids[1]!), ['open', null]);
  const { joined } = await openReferral(db.store, analyst, ids[0]!, 'triage');
  assert.deepEqual(
    joined.proposals.map(({ referral, reason }) => [referral.id, reason]),
    [[ids[1], 'same-account-and-files']],
  );
});
