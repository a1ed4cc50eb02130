import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { components, type KeyedFile, planGroups } from './plan-groups.ts';

const someFiles = fc.array(
  fc.record({
    referralId: fc.constantFrom('a', 'b', 'c'),
    keys: fc.uniqueArray(fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8'), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  { maxLength: 12 },
);

/** Carries the plan out on a map from hash to group. */
function grow(files: readonly KeyedFile[], batches: number): Map<string, number> {
  const groups = new Map<string, number>();
  const size = Math.ceil(files.length / batches) || 1;
  let last = 0;
  for (let at = 0; at < files.length; at += size) {
    const plan = planGroups(files.slice(at, at + size), groups);
    for (const { from, into } of plan.merged)
      for (const [key, group] of groups) if (group === from) groups.set(key, into);
    for (const { key, group } of plan.joined) groups.set(key, group);
    for (const { keys } of plan.fresh) {
      last += 1;
      for (const key of keys) groups.set(key, last);
    }
  }
  return groups;
}

function partition(groups: ReadonlyMap<string, number>): string[] {
  const parts = Map.groupBy(groups.keys(), (key) => groups.get(key)!);
  return [...parts.values()].map((keys) => [...keys].sort().join(' ')).sort();
}

test('however files come in, one by one or together, in any order, they make the same groups', () => {
  fc.assert(
    fc.property(
      someFiles,
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      (files, few, many) => {
        const expected = components(files)
          .map(({ keys }) => keys.sort().join(' '))
          .sort();
        assert.deepEqual(partition(grow(files, few)), expected);
        assert.deepEqual(partition(grow([...files].reverse(), many)), expected);
      },
    ),
    { numRuns: 300, seed: 11 },
  );
});

test('groups that turn out to be one go over to the oldest of them', () => {
  const known = new Map([
    ['a', 7],
    ['b', 3],
  ]);
  const plan = planGroups([{ referralId: 'r', keys: ['a', 'b', 'c'] }], known);
  assert.deepEqual(plan, {
    fresh: [],
    joined: [{ key: 'c', group: 3, because: 'r' }],
    merged: [{ from: 7, into: 3, because: 'r' }],
  });
});
