import { Dice } from '../../shared/dice.ts';
import type { Estimate } from '../interval.ts';
import { sum } from './cohen-kappa.ts';
import type { GradeCounts } from './fleiss-kappa.ts';

/** How different two grades are: different or not, or by how many grades given lie between them. */
export type Metric = 'nominal' | 'ordinal';

/** Enough for the ends of a percentile interval to settle to two digits. Chosen. */
const RESAMPLES = 2_000;

/**
 * Krippendorff's alpha: agreement of any number of graders with any grades missing; null where no case has two grades or
 * all grades are one. Interval: percentiles of seeded resamples of cases. Source: Krippendorff, Content Analysis, 4th ed.
 */
export function krippendorffAlpha(cases: readonly GradeCounts[], metric: Metric, seed = 1): Estimate | null {
  const paired = cases.filter((counts) => sum(counts) > 1);
  const value = alphaOf(paired, metric);
  if (value === null) return null;
  const dice = new Dice(seed).fork('krippendorff');
  const resampled = Array.from({ length: RESAMPLES }, () =>
    alphaOf(
      paired.map(() => dice.pick(paired)),
      metric,
    ),
  )
    .filter((one) => one !== null)
    .sort((a, b) => a - b);
  const at = (share: number) =>
    resampled[Math.min(resampled.length - 1, Math.floor(share * resampled.length))]!;
  return { value, low: at(0.025), high: at(0.975) };
}

function alphaOf(paired: readonly GradeCounts[], metric: Metric): number | null {
  if (paired.length === 0) return null;
  const grades = paired[0]!.length;
  const totals = Array.from({ length: grades }, (_, grade) => sum(paired.map((counts) => counts[grade]!)));
  const all = sum(totals);
  const apart = distances(totals, metric);
  const between = (of: (a: number, b: number) => number) =>
    sum(apart.flatMap((row, a) => row.map((distance, b) => (a === b ? 0 : distance * of(a, b)))));
  const seen = sum(paired.map((counts) => between((a, b) => counts[a]! * counts[b]!) / (sum(counts) - 1)));
  const chance = between((a, b) => totals[a]! * totals[b]!) / (all - 1);
  return chance === 0 ? null : 1 - seen / chance;
}

/** Squared, for every pair of grades. */
function distances(totals: readonly number[], metric: Metric): number[][] {
  return totals.map((_, a) =>
    totals.map((_, b) => {
      if (metric === 'nominal') return a === b ? 0 : 1;
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      return (sum(totals.slice(from, to + 1)) - (totals[from]! + totals[to]!) / 2) ** 2;
    }),
  );
}
