import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { areaUnderCurve, compareAreas } from './discrimination.ts';
import type { VerifiedCase } from './scored-case.ts';
import { casesOf, many } from './test-cases.ts';

/** By the definition: every positive against every negative. Null where DeLong's variance needs more cases. */
function byDefinition(
  cases: readonly VerifiedCase[],
): { area: number; variance: number; shares: number[][] } | null {
  const [x, y] = [true, false].map((kind) =>
    cases.filter((c) => c.outcome === kind).map(({ score }) => score),
  );
  if (x!.length < 2 || y!.length < 2) return null;
  const beats = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const ofX = x!.map((a) => mean(y!.map((b) => beats(a, b))));
  const ofY = y!.map((b) => mean(x!.map((a) => beats(a, b))));
  const area = mean(ofX);
  const s = (values: number[]) => values.reduce((sum, v) => sum + (v - area) ** 2, 0) / (values.length - 1);
  return { area, variance: s(ofX) / ofX.length + s(ofY) / ofY.length, shares: [ofX, ofY] };
}

const aCase = fc.record({
  score: fc.integer({ min: 0, max: 6 }),
  outcome: fc.boolean(),
  weight: fc.constant(1),
  group: fc.constant(null),
});

test('area and interval are those of the definition, ties and all', () => {
  fc.assert(
    fc.property(fc.array(aCase, { maxLength: 40 }), (cases) => {
      const [found, expected] = [areaUnderCurve(cases), byDefinition(cases)];
      if (!expected) return assert.equal(found, null);
      assert.ok(Math.abs(found!.value - expected.area) < 1e-12);
      const half = 1.959963984540054 * Math.sqrt(expected.variance);
      assert.ok(Math.abs(found!.low - Math.max(0, expected.area - half)) < 1e-9);
      assert.ok(Math.abs(found!.high - Math.min(1, expected.area + half)) < 1e-9);
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('the difference of two scores of the same cases has the covariance of their placements in it', () => {
  const paired = fc.array(fc.tuple(aCase, fc.integer({ min: 0, max: 6 })), { minLength: 4, maxLength: 30 });
  fc.assert(
    fc.property(paired, (given) => {
      const cases = given.map(([one]) => one);
      const others = given.map(([, other]) => other);
      const [a, b] = [byDefinition(cases), byDefinition(cases.map((c, i) => ({ ...c, score: others[i]! })))];
      const found = compareAreas(cases, others);
      if (!a || !b) return assert.equal(found, null);
      const covariance = (u: number[], v: number[]) =>
        u.reduce((sum, value, i) => sum + (value - a.area) * (v[i]! - b.area), 0) / (u.length - 1) / u.length;
      const shared = covariance(a.shares[0]!, b.shares[0]!) + covariance(a.shares[1]!, b.shares[1]!);
      const error = Math.sqrt(Math.max(0, a.variance + b.variance - 2 * shared));
      assert.ok(Math.abs(found!.difference.value - (a.area - b.area)) < 1e-12);
      const half = found!.difference.high - found!.difference.value;
      if (found!.difference.high < 1) assert.ok(Math.abs(half - 1.959963984540054 * error) < 1e-6);
    }),
    { numRuns: 300, seed: 2 },
  );
});

test('a score compared with itself does not differ', () => {
  const cases = casesOf([1, true], [2, true], [0, false], [1, false]);
  const { difference, pValue } = compareAreas(
    cases,
    cases.map(({ score }) => score),
  )!;
  assert.deepEqual([difference.value, pValue], [0, 1]);
});

test('a case with a weight counts like so many cases', () => {
  const weighted = casesOf([1, true, 3], [2, true], [0, false, 2], [2, false]);
  const repeated = casesOf(...many(3, 1, true), [2, true], ...many(2, 0, false), [2, false]);
  assert.ok(Math.abs(areaUnderCurve(weighted)!.value - areaUnderCurve(repeated)!.value) < 1e-12);
});

test('the area is the same on any rising scale', () => {
  const cases = casesOf([1, true], [5, true], [2, true], [0, false], [3, false]);
  const risen = cases.map((one) => ({ ...one, score: Math.exp(one.score) }));
  assert.deepEqual(areaUnderCurve(risen), areaUnderCurve(cases));
});
