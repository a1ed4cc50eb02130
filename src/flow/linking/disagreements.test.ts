import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { addPerson, type PersonActor } from '../../access/index.ts';
import { historyOfPairs, personRecordsOf, standingOf, type Verdict } from '../../linking/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { judgePair, linkPeople, readReview, takeJudgementBack } from '../index.ts';

let db: TestStore;
let people: PersonActor[];
let pairs: { one: number; other: number }[];
before(async () => {
  db = await testStore();
  const person = (name: string, role: 'analyst' | 'supervisor') =>
    addPerson(db.store.db, { name, roles: [role] });
  people = [
    await person('One', 'analyst'),
    await person('Two', 'analyst'),
    await person('Three', 'supervisor'),
  ];
  const parties = [{ role: 'suspect' as const, names: ['Robin Heron'], dateOfBirth: '1981-04-27' }];
  const ids = await plant(
    db.store,
    [1, 2, 3].map(() => ({ content: contentWith({ parties }) })),
  );
  await linkPeople(db.store, ids);
  const [a, b, c] = (await personRecordsOf(db.store.db, ids)).map(({ id }) => id).toSorted((x, y) => x - y);
  pairs = [
    { one: a!, other: b! },
    { one: b!, other: c! },
  ];
});
after(() => db.drop());

const REASON = { same: 'same-details', different: 'different-details', unsure: 'cannot-tell' } as const;

type Said = { who: number; pair: number; what: Verdict | 'undo' };
const someSaid: fc.Arbitrary<Said> = fc.record({
  who: fc.nat({ max: 2 }),
  pair: fc.nat({ max: 1 }),
  what: fc.constantFrom('same', 'different', 'same', 'different', 'unsure', 'undo'),
});

async function say({ who, pair, what }: Said): Promise<void> {
  const [person, asked] = [people[who]!, pairs[pair]!];
  if (what !== 'undo') {
    await judgePair(db.store, person, { ...asked, verdict: what, reason: REASON[what] });
    return;
  }
  await takeJudgementBack(db.store, person, asked).catch((failure: { code: string }) =>
    assert.equal(failure.code, 'linking.nothing-to-undo'),
  );
}

/** By everything that was ever said. */
async function disagreedByHistory(): Promise<string[]> {
  const found = [];
  for (const { one, other } of pairs) {
    const history = await historyOfPairs(db.store.db, [{ a: one, b: other }]);
    if (standingOf(history.toReversed()).disagree.length > 0) found.push(`${one} ${other}`);
  }
  return found;
}

/** By the query with which the migration fills the table. */
async function disagreedByMigration(): Promise<string[]> {
  const file = path.join(import.meta.dirname, '../../store/migrations/0026-linking-disagreements.sql');
  const query = /^with held as [^;]*/m.exec(await readFile(file, 'utf8'))![0];
  return (await rows(db.store.db, sql<{ a: number; b: number }>`${sql.raw(query)}`))
    .map(({ a, b }) => `${a} ${b}`)
    .toSorted();
}

test('after whatever people say, review lists exactly the pairs on which they disagree', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someSaid, { minLength: 1, maxLength: 6 }), async (all) => {
      for (const one of all) await say(one);
      const { disagreements } = await readReview(db.store, people[2]!);
      const listed = disagreements.map(({ a, b }) => `${a.id} ${b.id}`).toSorted();
      const expected = (await disagreedByHistory()).toSorted();
      assert.deepEqual(listed, expected);
      assert.deepEqual(await disagreedByMigration(), expected);
    }),
    { numRuns: 25, seed: 20_261_122 },
  );
});
