import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Estimate } from '../interval.ts';
import { sum } from './cohen-kappa.ts';

/** How often each grade was given to one case: as many numbers as there are grades. */
export type GradeCounts = readonly number[];

/**
 * Agreement of several graders, not always the same ones, beyond chance; null where fewer than two cases have two grades,
 * or all grades are one. Cases graded once say how often each grade is given, and nothing else. Interval: over cases.
 * Source: Fleiss 1971; for missing grades and the standard error, Gwet, Handbook of Inter-Rater Reliability, 4th ed. 2014.
 */
export function fleissKappa(cases: readonly GradeCounts[]): Estimate | null {
  const given = cases.filter((counts) => sum(counts) > 0);
  const several = given.filter((counts) => sum(counts) > 1).length;
  if (several < 2) return null;
  const grades = given[0]!.length;
  const shares = Array.from(
    { length: grades },
    (_, grade) => sum(given.map((counts) => counts[grade]! / sum(counts))) / given.length,
  );
  const expected = sum(shares.map((share) => share * share));
  if (expected >= 1) return null;
  const agreeing = given.map(pairsAgreeing);
  const observed = sum(agreeing.map((one) => one ?? 0)) / several;
  const value = (observed - expected) / (1 - expected);
  const cases_ = given.map((counts, i) => {
    const own =
      agreeing[i] === null ? 0 : ((given.length / several) * (agreeing[i]! - expected)) / (1 - expected);
    const chance = sum(counts.map((count, grade) => (count / sum(counts)) * shares[grade]!));
    return own - (2 * (1 - value) * (chance - expected)) / (1 - expected);
  });
  const variance = sum(cases_.map((one) => (one - value) ** 2)) / (given.length * (given.length - 1));
  const half = tQuantile(0.975, given.length - 1) * Math.sqrt(variance);
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half) };
}

/** Share of the pairs of graders of one case who agree; null where there is no pair. */
function pairsAgreeing(counts: GradeCounts): number | null {
  const graders = sum(counts);
  return graders < 2 ? null : sum(counts.map((count) => count * (count - 1))) / (graders * (graders - 1));
}
