import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { NormalValue } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import { bestLevel } from '../model/compare-records.ts';
import type { LinkAttribute, LinkSpec } from '../model/link-spec.ts';
import { KeyHasher } from './attribute-keys.ts';
import { countVectors } from './compare-pairs.ts';
import { formPairs } from './form-pairs.ts';
import { HashedKeys, type KeyedAttribute, wantedKeys } from './hashed-keys.ts';
import { factsOf, holdHere } from './held-values.ts';
import { keepOneToOne } from './one-to-one.ts';
import { type GroupingTask, groupRows } from './row-groups.ts';
import type { RowTables } from './table-rows.ts';
import { accuracyOfClusters, accuracyOfPairs, truthOf } from './truth.ts';

const WORDS = ['ann', 'anne', 'bob', 'rob', 'carl'];
const spec: LinkSpec = {
  name: 's',
  version: '1',
  attributes: [
    { name: 'one', kind: 'identifier', columns: { value: 'one' } },
    { name: 'two', kind: 'category', columns: { value: 'two' } },
  ],
  blocking: [['one.code'], ['two.value', 'one.start']],
};

type KnownValues = { attribute: LinkAttribute; valueAt: Int32Array; values: NormalValue[][] };

function interned(rows: readonly (readonly [number, number])[]): KnownValues[] {
  return spec.attributes.map((attribute, i) => ({
    attribute,
    valueAt: Int32Array.from(rows, (row) => row[i]!),
    values: WORDS.map((word) => [KINDS[attribute.kind].normalise({ value: word })!]),
  }));
}

function keyed(rows: readonly (readonly [number, number])[]): KeyedAttribute[] {
  return interned(rows).map(({ attribute, valueAt, values }) => {
    const keys = new KeyHasher(KINDS[attribute.kind], wantedKeys(spec)(attribute.name), values.length);
    for (const value of values) keys.add(value);
    return { valueAt, keys: keys.all() };
  });
}

const rowsOf = fc.array(fc.tuple(fc.integer({ min: -1, max: 4 }), fc.integer({ min: -1, max: 4 })), {
  minLength: 2,
  maxLength: 30,
});

function tablesOf(rows: number, firstOfB: number): RowTables {
  return { tables: [], mode: firstOfB < rows ? 'link' : 'dedupe', rows, firstOfB };
}

const FORMING = {
  isGiven: true,
  isLone: true,
  groupRows: async (task: GroupingTask) => groupRows(task),
  onRule: () => undefined,
};

test('candidates are exactly the pairs that share a key, each once, within one table or across two', async () => {
  await fc.assert(
    fc.asyncProperty(rowsOf, fc.boolean(), async (rows, across) => {
      const half = across ? Math.ceil(rows.length / 2) : rows.length;
      const tables = tablesOf(rows.length, half);
      const keys = new HashedKeys(spec, keyed(rows));
      const { pairs } = await formPairs(keys, {
        ...FORMING,
        tables,
        limits: { cap: 100, pairsPerRow: 20 },
      });
      const expected: string[] = [];
      for (const [a, [one, two]] of rows.entries())
        for (const [b, [otherOne, otherTwo]] of rows.entries()) {
          if (a >= b || (across && !(a < half && b >= half))) continue;
          const start = (word: number) => WORDS[word]!.slice(0, 4);
          const alike = one >= 0 && otherOne >= 0 && one === otherOne;
          const joint =
            two >= 0 && two === otherTwo && one >= 0 && otherOne >= 0 && start(one) === start(otherOne);
          if (alike || joint) expected.push(`${a} ${b}`);
        }
      assert.deepEqual([...pairs.from].map((a, i) => `${a} ${pairs.to[i]}`).sort(), expected.sort());
    }),
  );
});

test('a key that more rows share than the cap finds nobody, and its pairs are counted', async () => {
  const rows = Array.from({ length: 6 }, () => [0, -1] as const);
  const { pairs, rules } = await formPairs(new HashedKeys(spec, keyed(rows)), {
    ...FORMING,
    tables: tablesOf(6, 6),
    limits: { cap: 5, pairsPerRow: 20 },
  });
  assert.equal(pairs.from.length, 0);
  assert.deepEqual(
    [rules[0]!.overCommon, rules[0]!.skippedPairs, rules[0]!.mostRows, rules[0]!.pairs],
    [1, 15, 6, 0],
  );
});

test('in a small table of lone attributes more rows may share a key, unless a cap is given', async () => {
  const rows = Array.from({ length: 80 }, () => [0, -1] as const);
  const formed = (cap?: number, isLone = true) =>
    formPairs(new HashedKeys(spec, keyed(rows)), {
      ...FORMING,
      isLone,
      tables: tablesOf(80, 80),
      limits: { cap, pairsPerRow: 20 },
    });
  const [free, given] = [await formed(), await formed(60)];
  assert.deepEqual([free.cap, free.pairs.from.length], [128, 3160]);
  assert.deepEqual([given.cap, given.pairs.from.length], [60, 0]);
  assert.equal((await formed(undefined, false)).cap, 60);
});

test('columns hold the level of every pair of values, and of a value with itself', async () => {
  await fc.assert(
    fc.asyncProperty(rowsOf, async (rows) => {
      const [one] = interned(rows) as [KnownValues];
      const all = rows.flatMap((_, a) => rows.map((__, b) => [a, b] as const));
      const pairs = { from: Uint32Array.from(all, ([a]) => a), to: Uint32Array.from(all, ([, b]) => b) };
      const written = { columns: ['one'], count: WORDS.length, packed: [WORDS.join('\u001e')] };
      const facts = factsOf(one.attribute, { ...written, writtenAt: one.valueAt.slice() }, spec);
      const levels = await holdHere(facts).compare(pairs);
      all.forEach(([a, b], i) => {
        const lists = [a, b].map((row) => (one.valueAt[row]! < 0 ? [] : one.values[one.valueAt[row]!]!));
        assert.equal(levels[i], bestLevel(KINDS.identifier, lists[0]!, lists[1]!));
      });
    }),
  );
});

test('the counts of the vectors add up, and each pair has the vector of its levels', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(255), fc.nat(2)), { maxLength: 60 }), (levels) => {
      const columns = [0, 1, 2].map((i) => Uint8Array.from(levels, (row) => row[i]!));
      const pairs = { from: new Uint32Array(levels.length), to: new Uint32Array(levels.length) };
      const { vectors, vectorOf } = countVectors(pairs, columns);
      assert.equal(
        vectors.reduce((sum, { count }) => sum + count, 0),
        levels.length,
      );
      assert.equal(new Set(vectors.map(({ levels: one }) => one.join())).size, vectors.length);
      for (const [i, row] of levels.entries()) assert.deepEqual([...vectors[vectorOf[i]!]!.levels], row);
    }),
  );
});

test('one to one: no row twice, and no single pair or exchange would score higher', () => {
  const pair = fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: -20, max: 40 }));
  fc.assert(
    fc.property(fc.uniqueArray(pair, { selector: ([a, b]) => a * 5 + b, maxLength: 20 }), (made) => {
      const pairs = {
        from: Uint32Array.from(made, ([a]) => a),
        to: Uint32Array.from(made, ([, b]) => b + 5),
        bits: Float32Array.from(made, ([, , bits]) => bits),
      };
      const kept = keepOneToOne(pairs, 10, 0);
      const rows = [...kept].flatMap((at) => [pairs.from[at]!, pairs.to[at]!]);
      assert.equal(new Set(rows).size, rows.length);
      made.forEach(([a, b, bits]) => {
        const against = [...kept].filter((at) => pairs.from[at] === a || pairs.to[at] === b + 5);
        if (bits >= 0) assert.ok(against.reduce((sum, at) => sum + pairs.bits[at]!, 0) >= bits);
      });
    }),
  );
});

test('precision and recall of pairs and groups are those of counting by hand', () => {
  const tables = { rows: 5, firstOfB: 5, mode: 'dedupe' } as const;
  const truth = truthOf(['x', 'x', 'x', 'y', null], tables);
  assert.equal(truth.pairs, 3);
  const pairs = {
    from: Uint32Array.of(0, 0, 2, 3),
    to: Uint32Array.of(1, 2, 3, 4),
    bits: Float32Array.of(9, 1, 5, -3),
  };
  const { at50, at95, best } = accuracyOfPairs(pairs, truth);
  assert.deepEqual([at50.found, at50.right, at95.found, at95.right], [3, 2, 2, 1]);
  assert.equal(best.f1, at50.f1);
  const groups = accuracyOfClusters(Int32Array.of(0, 0, 0, 0, 4), truth, tables);
  assert.deepEqual([groups.found, groups.right, groups.recall], [6, 3, 1]);
});
