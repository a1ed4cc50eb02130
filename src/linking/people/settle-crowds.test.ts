import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { addPerson } from '../../access/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { inTransaction, rows, sql, type Tx } from '../../shared/db.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import type { Verdict } from '../clusters/edges.ts';
import { membershipsOf } from './cluster-rows.ts';
import { crowdedAmong, everyCrowded } from './crowd-rows.ts';
import { dropEdgesOf } from './edge-rows.ts';
import { countingAmong } from './every-record.ts';
import { groupsAmongSeen } from './group-among.ts';
import { componentsInBatches } from './hanging-together.ts';
import { insertJudgement } from './judgement-rows.ts';
import { groupsIn, rearrange } from './rearrange.ts';
import { leaveRecords } from './record-rows.ts';

/** Small, so that few records are a crowd. */
const MOST = 4;
const RECORDS = 14;
const ALL = Array.from({ length: RECORDS }, (_, i) => i);
/** Of the run that is on; records are named by their position among them. */
let ids: number[] = [];

let bureau: TestStore;
let referralId: string;
let personId: string;
before(async () => {
  bureau = await testStore();
  [referralId] = (await plant(bureau.store, [{ content: contentWith() }])) as [string];
  personId = (await addPerson(bureau.store.db, { name: 'Ash', roles: ['analyst'] })).id;
});
after(() => bureau.drop());

let changes = 0;
/** Every change at a later one, as behind the linking lock: groups are named by their instant. */
function nextInstant(): Date {
  changes += 1;
  return new Date(Date.UTC(2026, 0, 1) + changes);
}

/** Null: the pair goes. */
const BITS = [null, -2, 3, 20];

const someRecord = fc.integer({ min: 0, max: RECORDS - 1 });
const someRecords = fc.uniqueArray(someRecord, { minLength: 1, maxLength: 3 });
const somePair = fc.tuple(someRecord, someRecord, fc.constantFrom(...BITS));
const someStep = fc.oneof(
  { weight: 6, arbitrary: fc.record({ pairs: fc.array(somePair, { minLength: 1, maxLength: 6 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ said: fc.tuple(someRecord, someRecord, fc.constantFrom('same', 'different')) }),
  },
  { weight: 1, arbitrary: fc.record({ leaving: someRecords }) },
  { weight: 1, arbitrary: fc.record({ coming: someRecords }) },
);
type Step = typeof someStep extends fc.Arbitrary<infer T> ? T : never;

test('whatever pairs and records come, change and go, and whatever is said, crowds and groups are as a rebuild has them', async () => {
  const { store } = bureau;
  let [crowds, groups] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(someStep, { minLength: 1, maxLength: 40, size: 'max' }), async (steps) => {
      await startOver();
      for (const step of steps) {
        await inTransaction(store, async (tx) =>
          rearrange(tx, await makeStep(tx, step), nextInstant(), MOST),
        );
        const found = await compared();
        crowds += found.crowded.length;
        groups += found.groups.length;
        assert.deepEqual(found.crowded, found.expectedCrowded);
        assert.deepEqual(found.groups, found.expectedGroups);
      }
    }),
    { numRuns: 8, seed: 5 },
  );
  assert.ok(crowds > 40 && groups > 80, `${crowds} crowded, ${groups} groups`);
});

/** With other records: what was said of the ones before stays said. */
async function startOver(): Promise<void> {
  const { store } = bureau;
  await inTransaction(store, async (tx) => {
    await rows(tx, sql`delete from er_edge`);
    await leaveRecords(tx, ids, nextInstant());
    await rearrange(tx, ids, nextInstant(), MOST);
    const added = await rows(
      tx,
      sql<{
        id: number;
      }>`insert into er_record (referral_id, party, layer, version, spec, keys, terms, sealed)
        select ${referralId}, i, 'suspect', 1, 'test', '{}', '{}', ''
        from generate_series(${ids.length === 0 ? 1 : ids.at(-1)! + 1}::integer, ${(ids.at(-1) ?? 0) + RECORDS}::integer) as i
        order by i returning id`,
    );
    ids = added.map(({ id }) => id);
  });
}

/** Answers with the records that it touched. */
async function makeStep(tx: Tx, step: Step): Promise<number[]> {
  if ('pairs' in step) {
    for (const [one, other, bits] of step.pairs) await setPair(tx, [one, other], bits);
    return step.pairs.flatMap(([one, other]) => [ids[one]!, ids[other]!]);
  }
  if ('said' in step) {
    const [one, other, verdict] = step.said;
    if (one !== other) await say(tx, [Math.min(one, other), Math.max(one, other)], verdict);
    return [ids[one]!, ids[other]!];
  }
  const moving = ('coming' in step ? step.coming : step.leaving).map((one) => ids[one]!);
  if ('coming' in step) {
    await rows(tx, sql`update er_record set left_at = null where id = any(${moving}::bigint[])`);
    return moving;
  }
  const gone = await dropEdgesOf(tx, moving);
  await leaveRecords(tx, moving, nextInstant());
  return [...moving, ...gone.flatMap(({ a, b }) => [a, b])];
}

async function say(tx: Tx, [one, other]: [number, number], verdict: Verdict): Promise<void> {
  const referrals = { aReferral: referralId, bReferral: referralId, personId, at: nextInstant() };
  const [a, b] = [ids[one]!, ids[other]!];
  await insertJudgement(tx, { a, b, verdict, reason: 'same-details', note: null, ...referrals });
}

async function setPair(tx: Tx, pair: [number, number], bits: number | null): Promise<void> {
  const [a, b] = [ids[Math.min(...pair)]!, ids[Math.max(...pair)]!];
  if (a === b || (await countingAmong(tx, [a, b])).length < 2) return;
  await rows(tx, sql`delete from er_edge where a = ${a} and b = ${b}`);
  if (bits !== null)
    await rows(
      tx,
      sql`insert into er_edge (a, b, bits, levels, classes, activation) values (${a}, ${b}, ${bits}, '', '', 1)`,
    );
}

/** What stands, and what everything looked at at once comes to. */
async function compared() {
  const { db } = bureau.store;
  const expectedCrowded: number[] = [];
  const expected: number[][] = [];
  for await (const { ids, crowded } of componentsInBatches(db, MOST)) {
    expectedCrowded.push(...crowded);
    expected.push(...(await groupsIn(db, { ids: await countingAmong(db, ids), crowded })));
  }
  const standing = Map.groupBy(await membershipsOf(db, ids), ({ clusterId }) => clusterId);
  return {
    crowded: (await everyCrowded(db)).sort((a, b) => a - b),
    expectedCrowded: expectedCrowded.sort((a, b) => a - b),
    groups: [...standing.values()].map((members) => members.map(({ record }) => record).join(' ')).sort(),
    expectedGroups: expected.map((members) => members.join(' ')).sort(),
  };
}

test('of a long chain only so much is looked at as tells that it is a crowd', async () => {
  const { store } = bureau;
  await startOver();
  await inTransaction(store, async (tx) => {
    for (let one = 0; one < 10; one += 1) await setPair(tx, [one, one + 1], 20);
    await rearrange(tx, ids, nextInstant(), MOST);
  });
  assert.equal((await crowdedAmong(store.db, ids)).size, 11);
  await inTransaction(store, async (tx) => {
    await setPair(tx, [10, 11], 20);
    const moved = await rearrange(tx, ids.slice(10, 12), nextInstant(), MOST);
    assert.deepEqual(moved, { clusters: [], records: [] });
  });
  assert.ok((await crowdedAmong(store.db, [ids[11]!])).has(ids[11]!));
});

test('whoever sees some records alone is told the groups that there would be if there were no others', async () => {
  const { store } = bureau;
  const somePairs = fc.array(somePair, { minLength: 10, maxLength: 40, size: 'max' });
  let hiddenCrowds = 0;
  await fc.assert(
    fc.asyncProperty(somePairs, fc.uniqueArray(someRecord, { maxLength: 6 }), async (pairs, hidden) => {
      await startOver();
      const isHidden = new Set(hidden.map((one) => ids[one]!));
      const seenAmong = async (some: readonly number[]) => some.filter((id) => !isHidden.has(id));
      const told = async (one: number) =>
        groupsAmongSeen(store.db, [ids[one]!], { seenAmong, most: MOST }).then((groups) => groups.flat());
      const asked = ALL.filter((one) => !hidden.includes(one));
      const change = (some: typeof pairs) =>
        inTransaction(store, async (tx) => {
          for (const [one, other, bits] of some) await setPair(tx, [one, other], bits);
          await rearrange(tx, ids, nextInstant(), MOST);
        });
      await change(pairs);
      const withHidden = await Promise.all(asked.map(told));
      const crowdedWith = await crowdedAmong(store.db, ids);
      await change(
        pairs.flatMap(([a, b]) => (hidden.includes(a) || hidden.includes(b) ? [[a, b, null]] : [])),
      );
      hiddenCrowds += crowdedWith.size - (await crowdedAmong(store.db, ids)).size;
      assert.deepEqual(withHidden, await Promise.all(asked.map(told)));
      const standing = Map.groupBy(await membershipsOf(store.db, ids), ({ clusterId }) => clusterId);
      const groups = [...standing.values()].map((members) => members.map(({ record }) => record));
      assert.deepEqual(
        withHidden,
        asked.map((one) => groups.find((members) => members.includes(ids[one]!)) ?? []),
      );
    }),
    { numRuns: 40, seed: 5 },
  );
  assert.ok(hiddenCrowds > 40, `${hiddenCrowds} were of a crowd by hidden records`);
});
