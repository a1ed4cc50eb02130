import { type Estimate, proportion, Z } from './interval.ts';
import { effectiveCount, type VerifiedCase, weightOf } from './scored-case.ts';

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
  /** The same shares of positives and of negatives, in as many cases as the weighed ones are worth: for intervals. */
  effective: Confusion;
  sensitivity: Estimate | null;
  specificity: Estimate | null;
  /** Overall correct predictions, at the sample's own base rate. */
  accuracy: Estimate | null;
  /** Among the cases of this sample: only as good as its base rate is like the local one. */
  positivePredictive: Estimate | null;
  negativePredictive: Estimate | null;
};

/** What a cut gets right and wrong. */
export function classifyAt(cases: readonly VerifiedCase[], cut: number): Classification {
  const confusion = confusionAt(cases, cut);
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = confusion;
  const worth = (isAmong: (one: VerifiedCase) => boolean) => effectiveCount(cases.filter(isAmong));
  const [positives, negatives] = [worth(({ outcome }) => outcome), worth(({ outcome }) => !outcome)];
  return {
    cut,
    confusion,
    effective: {
      truePositives: partOf(positives, tp, fn),
      falseNegatives: partOf(positives, fn, tp),
      falsePositives: partOf(negatives, fp, tn),
      trueNegatives: partOf(negatives, tn, fp),
    },
    sensitivity: proportion(tp, tp + fn, positives),
    specificity: proportion(tn, tn + fp, negatives),
    accuracy: proportion(tp + tn, tp + tn + fp + fn, effectiveCount(cases)),
    positivePredictive: proportion(
      tp,
      tp + fp,
      worth(({ score }) => score >= cut),
    ),
    negativePredictive: proportion(
      tn,
      tn + fn,
      worth(({ score }) => score < cut),
    ),
  };
}

function partOf(count: number, part: number, rest: number): number {
  return part === 0 ? 0 : (count * part) / (part + rest);
}

export type PredictiveValues = { baseRate: number; positive: Estimate | null; negative: Estimate | null };

/**
 * What a flag, and no flag, mean where this share of cases is positive (Bayes). The intervals are those of the
 * likelihood ratios on the log scale (Simel, Samsa, Matchar 1991). `confusion`: of weighed cases the effective one.
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
  const [low, high] =
    a === 0 || b === 0
      ? onLogScale([a + 0.5, positives + 1], [b + 0.5, negatives + 1])
      : onLogScale([a, positives], [b, negatives]);
  return { value, low: a === 0 ? 0 : low, high: b === 0 ? Infinity : high };
}

/** Where a count is 0 the ratio has no logarithm: half a case is added to each (Haldane 1956), and one end stays open. */
function onLogScale([a, positives]: Part, [b, negatives]: Part): [low: number, high: number] {
  const ratio = a / positives / (b / negatives);
  const error = Math.sqrt(1 / a - 1 / positives + 1 / b - 1 / negatives);
  return [ratio * Math.exp(-Z * error), ratio * Math.exp(Z * error)];
}

function share(odds: number): number {
  return odds === Infinity ? 1 : odds / (1 + odds);
}

function through({ value, low, high }: Estimate, change: (ratio: number) => number): Estimate {
  const [one, other] = [change(low), change(high)];
  return { value: change(value), low: Math.min(one, other), high: Math.max(one, other) };
}
