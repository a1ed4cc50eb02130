import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../shared/problem.ts';
import { estimateMissing, FEWEST_RETURNED, type ForceReturn } from './estimate-missing.ts';
import { readReturns } from './read-returns.ts';

const force = (i: number, value: number | null, people: number, other = people): ForceReturn => ({
  force: `force ${i}`,
  value,
  sizes: { people, other },
});

test('with every return there is nothing to estimate, and no doubt', () => {
  const { total, low, high, returned } = estimateMissing([1, 2, 3].map((i) => force(i, i * 7, i * 100)))!;
  assert.deepEqual([total, low, high], [42, 42, 42]);
  assert.deepEqual([returned.forces, returned.of], [3, 3]);
});

test('where counts go with size exactly, the missing ones are found exactly', () => {
  const returns = Array.from({ length: 12 }, (_, i) => force(i, i < 8 ? (i + 1) * 2 : null, (i + 1) * 100));
  const { total, low, high, returned } = estimateMissing(returns)!;
  assert.ok(Math.abs(total - 156) < 1e-9 && low <= 156 && high - low < 1e-6);
  assert.equal(returned.total, 72);
});

test('missing is not zero: a force that returned 0 is counted as such', () => {
  const some = Array.from({ length: 6 }, (_, i) => force(i, 10, 100));
  const withZero = estimateMissing([...some, force(6, 0, 100), force(7, null, 100)])!;
  const without = estimateMissing([...some, force(7, null, 100)])!;
  assert.ok(withZero.total < without.total + 10 && withZero.returned.total === without.returned.total);
  assert.equal(without.total, 70);
});

test('the size that predicts the returned ones best is used', () => {
  const returns = Array.from({ length: 10 }, (_, i) =>
    force(i, i === 9 ? null : (i + 1) * 3, 100 + ((i * 37) % 50), i + 1),
  );
  assert.equal(estimateMissing(returns)!.size, 'other');
});

test('if the largest is missing it is said', () => {
  const returns = Array.from({ length: 10 }, (_, i) =>
    force(i, i === 9 ? null : i, i === 9 ? 9000 : 100 + i),
  );
  assert.equal(estimateMissing(returns)!.largestMissing, true);
});

test('too few returns give no estimate rather than a wild one', () => {
  const returns = Array.from({ length: 10 }, (_, i) => force(i, i < FEWEST_RETURNED - 1 ? 5 : null, 100));
  assert.equal(estimateMissing(returns), null);
});

test('an interval is never below what was returned, and holds the estimate', () => {
  const anyForce = fc.record({
    value: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: null, freq: 3 }),
    people: fc.integer({ min: 1, max: 10_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(anyForce, { minLength: 1, maxLength: 50 }), (forces) => {
      const estimate = estimateMissing(forces.map(({ value, people }, i) => force(i, value, people)));
      if (!estimate) return;
      const { total, low, high, returned } = estimate;
      assert.ok(returned.total <= low + 1e-9 && low <= total + 1e-9 && total <= high + 1e-9);
    }),
    { numRuns: 300, seed: 1 },
  );
});

test('a table is read with its symbols and separators; a fault names column and line', () => {
  const columns = { force: 'force', value: 'reports', sizes: ['people'] };
  const read = (text: string) => readReturns(Buffer.from(text), columns);
  assert.deepEqual(
    read('force,reports,people\nA,"1,204",10\nB,[x],20\nC,,30\nD,0,5\n').map(({ value }) => value),
    [1204, null, null, 0],
  );
  for (const [text, path, line] of [
    ['force,reports,people\nA,1,0\n', 'people', 2],
    ['force,reports,people\nA,-1,5\n', 'reports', 2],
    ['force,reports,people\nA,1,5\nA,2,5\n', 'force', 3],
    ['force,reports\nA,1\n', 'people', 1],
  ] as const) {
    assert.throws(
      () => read(text),
      (failure) =>
        failure instanceof Problem && failure.faults[0]!.path === path && failure.faults[0]!.line === line,
    );
  }
});
