import type { Estimate } from './interval.ts';
import { fitLine, fitShift, type Line, type Point } from './logistic-line.ts';
import { type VerifiedCase, weightOf } from './scored-case.ts';

/** How far probabilities can be taken at their word. Perfect: shift 0, intercept 0 and slope 1, ratio 1. */
export type Calibration = {
  /** Mean squared error (Brier 1950); `ofBaseRate`: what saying the base rate each time would have had. */
  brier: number;
  brierOfBaseRate: number;
  /** Positives there were / positives that the scores add up to. */
  observedToExpected: number | null;
  /** Calibration in the large, in log odds: above 0, the scores are too low. */
  shift: Estimate | null;
  /** Cox's recalibration line (1958); a slope below 1 says that the scores are too extreme. Null where none exists. */
  line: Line | null;
};

/** Keeps the log odds of 0 and 1 finite. */
const NEAREST_TO_CERTAIN = 1e-9;

/** Scores are probabilities where all of them lie within 0 and 1, and not all are whole. */
export function areProbabilities(cases: readonly { score: number }[]): boolean {
  return (
    cases.every(({ score }) => score >= 0 && score <= 1) &&
    cases.some(({ score }) => !Number.isInteger(score))
  );
}

export function calibrationOf(cases: readonly VerifiedCase[]): Calibration {
  const total = weightOf(cases);
  const positives = weightOf(cases.filter(({ outcome }) => outcome));
  const expected = cases.reduce((sum, { score, weight }) => sum + score * weight, 0);
  const baseRate = positives / total;
  return {
    brier:
      cases.reduce((sum, { score, outcome, weight }) => sum + weight * (score - Number(outcome)) ** 2, 0) /
      total,
    brierOfBaseRate: baseRate * (1 - baseRate),
    observedToExpected: expected > 0 ? positives / expected : null,
    shift: fitShift(cases.map((one) => ({ ...pointOf(one), x: 0, offset: logOdds(one.score) }))),
    line: fitLine(cases.map(pointOf)),
  };
}

function pointOf({ score, outcome, weight }: VerifiedCase): Point {
  return { x: logOdds(score), outcome, weight, offset: 0 };
}

function logOdds(probability: number): number {
  const held = Math.min(1 - NEAREST_TO_CERTAIN, Math.max(NEAREST_TO_CERTAIN, probability));
  return Math.log(held / (1 - held));
}
