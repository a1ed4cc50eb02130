import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { areProbabilities, calibrationOf } from './calibration.ts';
import { decisionCurve } from './decision-curve.ts';
import { casesOf, many } from './test-cases.ts';

/** Outcomes drawn at the log odds that `truth` makes of those of the score. */
function drawn(count: number, truth: (logOdds: number) => number) {
  const next = xoroshiro128plus(7);
  const uniform = () => ((next.next() >>> 0) + 0.5) / 2 ** 32;
  return casesOf(
    ...Array.from({ length: count }, () => {
      const logOdds = 6 * uniform() - 3;
      const outcome = uniform() < 1 / (1 + Math.exp(-truth(logOdds)));
      return [1 / (1 + Math.exp(-logOdds)), outcome] as const;
    }),
  );
}

test('outcomes drawn at the stated probabilities find them calibrated', () => {
  const { shift, line, brier, brierOfBaseRate, observedToExpected } = calibrationOf(drawn(20_000, (x) => x));
  for (const [estimate, perfect] of [
    [shift!, 0],
    [line!.intercept, 0],
    [line!.slope, 1],
  ] as const)
    assert.ok(estimate.low < perfect && perfect < estimate.high);
  assert.ok(Math.abs(observedToExpected! - 1) < 0.03);
  assert.ok(brier < brierOfBaseRate);
});

test('scores that are twice too extreme have a slope of one half', () => {
  const { slope } = calibrationOf(drawn(20_000, (x) => x / 2)).line!;
  assert.ok(slope.low < 0.5 && 0.5 < slope.high && slope.high < 0.6);
});

test('scores that are too low shift upwards by what they lack', () => {
  const { shift } = calibrationOf(drawn(20_000, (x) => x + 1));
  assert.ok(Math.abs(shift!.value - 1) < 0.05 && shift!.low > 0.9 && shift!.high < 1.1);
});

test('where a score tells all apart there is no line, and it is said', () => {
  assert.equal(calibrationOf(casesOf(...many(5, 0.9, true), ...many(5, 0.1, false))).line, null);
});

test('certain scores that are wrong keep everything finite', () => {
  const { brier, shift } = calibrationOf(casesOf([0, true], [1, false], [0.5, true], [0.5, false]));
  assert.equal(brier, 0.625);
  assert.ok(shift && Number.isFinite(shift.value));
});

test('whole numbers are points or bands, not probabilities', () => {
  assert.equal(areProbabilities([{ score: 0 }, { score: 1 }]), false);
  assert.equal(areProbabilities([{ score: 0.2 }, { score: 1 }]), true);
  assert.equal(areProbabilities([{ score: 0.2 }, { score: 1.1 }]), false);
});

test('acting on every case is worth nothing where the threshold is the base rate', () => {
  const cases = casesOf(...many(20, 0.3, true), ...many(80, 0.1, false));
  const { ofAll, ofScore } = decisionCurve(cases).find(({ threshold }) => threshold === 0.2)!;
  assert.ok(Math.abs(ofAll) < 1e-12);
  assert.ok(Math.abs(ofScore - 0.2) < 1e-12);
});

test('cases that stand for many move the line no surer than their own number', () => {
  const seen = drawn(300, (x) => x + 0.5);
  const [few, weighty] = [seen, seen.map((one) => ({ ...one, weight: 50 }))].map(calibrationOf);
  for (const end of ['value', 'low', 'high'] as const) {
    assert.ok(Math.abs(few!.line!.slope[end] - weighty!.line!.slope[end]) < 1e-9);
    assert.ok(Math.abs(few!.shift![end] - weighty!.shift![end]) < 1e-9);
  }
});

test('a score that is mostly certain, and often wrong then, has its shift and line all the same', () => {
  const scores = [0, 1, 1e-12, 0.5];
  const cases = casesOf(...Array.from({ length: 40 }, (_, i) => [scores[i % 4]!, i % 3 !== 0] as const));
  const { line, shift } = calibrationOf(cases);
  assert.ok(Math.abs(line!.slope.value) < 0.2);
  assert.ok(shift!.low < shift!.value && shift!.value < shift!.high && shift!.value < 25);
});
