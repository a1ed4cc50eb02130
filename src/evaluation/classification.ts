import { type Estimate, proportion, Z } from './interval.ts';
import { type VerifiedCase, weightOf } from './scored-case.ts';

/** Cases at or above a cut count as flagged. Counts are sums of weights. */
export type Confusion = {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
};

export function confusionAt(cases: readonly VerifiedCase[], cut: number): Confusion {
  const sum = (flagged: boolean, outcome: boolean) =>
    weightOf(cases.filter((one) => one.score >= cut === flagged && one.outcome === outcome));
  return {
    truePositives: sum(true, true),
    falsePositives: sum(true, false),
    falseNegatives: sum(false, true),
    trueNegatives: sum(false, false),
  };
}

export type Classification = {
  cut: number;
  confusion: Confusion;
  sensitivity: Estimate | null;
  specificity: Estimate | null;
  /** Overall correct predictions, at the sample's own base rate. */
  accuracy: Estimate | null;
  /** Among the cases of this sample: only as good as its base rate is like the local one. */
  positivePredictive: Estimate | null;
  negativePredictive: Estimate | null;
};

/** What a cut gets right and wrong. With weights, intervals treat the weighted counts as the cases' number. */
export function classifyAt(cases: readonly VerifiedCase[], cut: number): Classification {
  const confusion = confusionAt(cases, cut);
  return { cut, confusion, ...ratesOf(confusion) };
}

export function ratesOf(confusion: Confusion): Omit<Classification, 'cut' | 'confusion'> {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = confusion;
  return {
    sensitivity: proportion(tp, tp + fn),
    specificity: proportion(tn, tn + fp),
    accuracy: proportion(tp + tn, tp + tn + fp + fn),
    positivePredictive: proportion(tp, tp + fp),
    negativePredictive: proportion(tn, tn + fn),
  };
}

export type PredictiveValues = { baseRate: number; positive: Estimate | null; negative: Estimate | null };

/**
 * What a flag, and no flag, mean where this share of cases is positive (Bayes). The intervals are those of the
 * likelihood ratios on the log scale (Simel, Samsa, Matchar 1991); null where a count is 0 and there is no such ratio.
 */
export function predictiveValuesAt(confusion: Confusion, baseRate: number): PredictiveValues {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = confusion;
  const [positives, negatives] = [tp + fn, fp + tn];
  const odds = baseRate / (1 - baseRate);
  const forFlag = likelihoodRatio([tp, positives], [fp, negatives]);
  const forNone = likelihoodRatio([fn, positives], [tn, negatives]);
  return {
    baseRate,
    positive: forFlag && through(forFlag, (ratio) => share(ratio * odds)),
    negative: forNone && through(forNone, (ratio) => 1 - share(ratio * odds)),
  };
}

type Part = readonly [part: number, whole: number];

/** How much likelier a result is among positives than among negatives. */
function likelihoodRatio([a, positives]: Part, [b, negatives]: Part): Estimate | null {
  if (positives === 0 || negatives === 0 || (a === 0 && b === 0)) return null;
  const value = a / positives / (b / negatives);
  if (a === 0 || b === 0) return { value, low: a === 0 ? 0 : value, high: b === 0 ? Infinity : value };
  const error = Math.sqrt(1 / a - 1 / positives + 1 / b - 1 / negatives);
  return { value, low: value * Math.exp(-Z * error), high: value * Math.exp(Z * error) };
}

function share(odds: number): number {
  return odds === Infinity ? 1 : odds / (1 + odds);
}

function through({ value, low, high }: Estimate, change: (ratio: number) => number): Estimate {
  const [one, other] = [change(low), change(high)];
  return { value: change(value), low: Math.min(one, other), high: Math.max(one, other) };
}
