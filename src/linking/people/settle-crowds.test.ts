import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { inTransaction, rows, sql } from '../../shared/db.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { membershipsOf } from './cluster-rows.ts';
import { crowdedAmong, everyCrowded } from './crowd-rows.ts';
import { countingAmong } from './every-record.ts';
import { componentsInBatches } from './hanging-together.ts';
import { groupsIn, rearrange } from './rearrange.ts';

/** Small, so that few records are a crowd. */
const MOST = 4;
const RECORDS = 20;
const ALL = Array.from({ length: RECORDS }, (_, i) => i + 1);

let bureau: TestStore;
before(async () => {
  bureau = await testStore();
  const [referralId] = await plant(bureau.store, [{ content: contentWith() }]);
  await rows(
    bureau.ownerDb,
    sql`insert into er_record (referral_id, party, layer, version, spec, keys, terms, sealed)
      select ${referralId}, i, 'suspect', 1, 'test', '{}', '{}', '' from unnest(${ALL}::integer[]) as i`,
  );
});
after(() => bureau.drop());

/** Null: the pair goes. */
const BITS = [null, null, -2, 3, 20];

test('whatever pairs come, change and go, crowds and groups are as a rebuild has them', async () => {
  const { store } = bureau;
  const someRecord = fc.integer({ min: 1, max: RECORDS });
  const someStep = fc.record({
    pairs: fc.array(fc.tuple(someRecord, someRecord, fc.constantFrom(...BITS)), {
      minLength: 1,
      maxLength: 4,
    }),
  });
  let [crowds, groups] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(someStep, { minLength: 1, maxLength: 30 }), async (steps) => {
      await inTransaction(store, async (tx) => {
        await rows(tx, sql`delete from er_edge`);
        await rearrange(tx, ALL, store.clock.now(), MOST);
      });
      for (const { pairs } of steps) {
        await inTransaction(store, async (tx) => {
          for (const [one, other, bits] of pairs) await setPair(tx, [one, other], bits);
          await rearrange(
            tx,
            pairs.flatMap((pair) => pair.slice(0, 2) as number[]),
            store.clock.now(),
            MOST,
          );
        });
        const found = await compared();
        crowds += found.crowded.length;
        groups += found.groups.length;
        assert.deepEqual(found.crowded, found.expectedCrowded);
        assert.deepEqual(found.groups, found.expectedGroups);
      }
    }),
    { numRuns: 15, seed: 5 },
  );
  assert.ok(crowds > 40 && groups > 80, `${crowds} crowded, ${groups} groups`);
});

async function setPair(tx: Parameters<typeof rearrange>[0], pair: [number, number], bits: number | null) {
  const [a, b] = [Math.min(...pair), Math.max(...pair)];
  if (a === b) return;
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
  const standing = Map.groupBy(await membershipsOf(db, ALL), ({ clusterId }) => clusterId);
  return {
    crowded: (await everyCrowded(db)).sort((a, b) => a - b),
    expectedCrowded: expectedCrowded.sort((a, b) => a - b),
    groups: [...standing.values()].map((members) => members.map(({ record }) => record).join(' ')).sort(),
    expectedGroups: expected.map((members) => members.join(' ')).sort(),
  };
}

test('of a long chain only so much is looked at as tells that it is a crowd', async () => {
  const { store } = bureau;
  await inTransaction(store, async (tx) => {
    await rows(tx, sql`delete from er_edge`);
    for (const id of ALL.slice(0, 10)) await setPair(tx, [id, id + 1], 20);
    await rearrange(tx, ALL, store.clock.now(), MOST);
  });
  assert.equal((await crowdedAmong(store.db, ALL)).size, 11);
  await inTransaction(store, async (tx) => {
    await setPair(tx, [11, 12], 20);
    const moved = await rearrange(tx, [11, 12], store.clock.now(), MOST);
    assert.deepEqual(moved, { clusters: [], records: [] });
  });
  assert.ok((await crowdedAmong(store.db, [12])).has(12));
});
