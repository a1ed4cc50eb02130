import { areProbabilities, type Calibration, calibrationOf } from './calibration.ts';
import {
  type Classification,
  classifyAt,
  type PredictiveValues,
  predictiveValuesAt,
} from './classification.ts';
import { type DecisionPoint, decisionCurve } from './decision-curve.ts';
import { areaUnderCurve } from './discrimination.ts';
import type { Estimate } from './interval.ts';
import { type RocPoint, rocCurve } from './roc-curve.ts';
import { groupByScore, type ScoreGroup } from './score-groups.ts';
import { isVerified, type ScoredCase, type VerifiedCase, weightOf } from './scored-case.ts';
import { type Subgroups, subgroupsOf } from './subgroups.ts';
import { type Verification, verificationOf } from './verification.ts';

/** `cut`: from which score on a case is flagged; without it, the one with the best balance in this very sample. */
export type EvaluationOptions = { cut?: number | undefined; baseRates?: readonly number[] | undefined };

/** What recorded outcomes say of a score. Shares are 0 to 1, intervals 95 %. */
export type Evaluation = {
  cases: number;
  positives: number;
  baseRate: number;
  area: Estimate | null;
  classification: Classification & { cutChosenHere: boolean };
  predictive: PredictiveValues[];
  /** From no case flagged to all. */
  roc: RocPoint[];
  groups: ScoreGroup[];
  /** Null where the scores are no probabilities. */
  calibration: Calibration | null;
  decisions: DecisionPoint[] | null;
  verification: Verification;
  subgroups: Subgroups | null;
};

/** Where nobody says which base rate is the local one. Source: the rates at which published instruments are discussed. */
const BASE_RATES = [0.05, 0.1, 0.2];

/** Null where no outcome is known, or only one kind: nothing can be validated on them. */
export function evaluateScore(
  all: readonly ScoredCase[],
  options: EvaluationOptions = {},
): Evaluation | null {
  const cases = all.filter(isVerified);
  const positives = weightOf(cases.filter(({ outcome }) => outcome));
  const total = weightOf(cases);
  if (positives === 0 || positives === total) return null;
  const cut = options.cut ?? bestCut(cases);
  const classification = classifyAt(cases, cut);
  const asProbabilities = areProbabilities(all);
  return {
    cases: total,
    positives,
    baseRate: positives / total,
    area: areaUnderCurve(cases),
    classification: { ...classification, cutChosenHere: options.cut === undefined },
    predictive: (options.baseRates ?? BASE_RATES).map((rate) =>
      predictiveValuesAt(classification.effective, rate),
    ),
    roc: rocCurve(cases),
    groups: groupByScore(all),
    calibration: asProbabilities ? calibrationOf(cases) : null,
    decisions: asProbabilities ? decisionCurve(cases) : null,
    verification: verificationOf(all, cut),
    subgroups: subgroupsOf(all, cut),
  };
}

/** The highest sum of sensitivity and specificity (Youden 1950); of equal ones the lowest cut, which misses fewer. */
function bestCut(cases: readonly VerifiedCase[]): number {
  const sorted = [...cases].sort((a, b) => b.score - a.score);
  const positives = weightOf(cases.filter(({ outcome }) => outcome));
  const negatives = weightOf(cases) - positives;
  let [best, cut, found, wrong] = [-Infinity, sorted[0]!.score, 0, 0];
  sorted.forEach(({ score, outcome, weight }, i) => {
    if (outcome) found += weight;
    else wrong += weight;
    if (sorted[i + 1]?.score === score) return;
    const balance = found / positives - wrong / negatives;
    if (balance >= best) [best, cut] = [balance, score];
  });
  return cut;
}
