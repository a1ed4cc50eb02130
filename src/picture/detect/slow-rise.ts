import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import { UNITS, type Unit } from '../series/series.ts';

/** How the latest periods compare with those before them. `chance`: of a share as high or higher, if nothing changed. */
export type Rise = {
  recent: number;
  earlier: number;
  /** Periods that are known, of each. */
  recentPeriods: number;
  earlierPeriods: number;
  expected: number;
  chance: number;
  /** How many times the variance of plain counting the counts vary by; 1 where that was not asked for. */
  dispersion: number;
};

/** Three months against the two years before. Source: the measured comparison in the project's knowledge base, 2026-11. */
const RECENT_YEARS = 0.25;
const EARLIER_YEARS = 2;
/** With less to compare with, nothing is said. Chosen: half a year. */
const FEWEST_EARLIER_YEARS = 0.5;

/**
 * Given their sum, the recent count is binomial: an exact test of the ratio that needs no past of its own, so that it
 * serves new categories too. Null where too little came before. `dispersed`: counts that vary by more than counting
 * does, as reports that come in batches do, are taken for so many fewer; true: by what came before.
 */
export function riseAt(
  counts: Float64Array,
  at: number,
  unit: Unit,
  dispersed: boolean | number = false,
): Rise | null {
  const { aYear } = UNITS[unit];
  const recentLength = Math.max(1, Math.round(RECENT_YEARS * aYear));
  const from = at + 1 - recentLength;
  const past = counts.slice(0, Math.max(0, from));
  const before = past.slice(-Math.round(EARLIER_YEARS * aYear));
  const [recent, earlier] = [known(counts.slice(Math.max(0, from), at + 1)), known(before)];
  if (recent.periods === 0 || earlier.periods < Math.max(2, FEWEST_EARLIER_YEARS * aYear)) return null;
  const share = recent.periods / (recent.periods + earlier.periods);
  const dispersion = dispersed === true ? dispersionOf(past) : dispersed || 1;
  return {
    recent: recent.sum,
    earlier: earlier.sum,
    recentPeriods: recent.periods,
    earlierPeriods: earlier.periods,
    expected: (earlier.sum / earlier.periods) * recent.periods,
    chance: atLeast(recent.sum / dispersion, (recent.sum + earlier.sum) / dispersion, share),
    dispersion,
  };
}

/**
 * Of series that vary as counting does nine in ten stay below what this allows: a normal quantile, times the standard
 * error of the measure, which is the root of three over the number of differences. Source: von Neumann 1941; the share
 * is chosen, so that hardly any of them is taken for fewer reports and found later.
 */
const NINE_IN_TEN = 1.28;

function leastDispersion(differences: number): number {
  return 1 + NINE_IN_TEN * Math.sqrt(3 / differences);
}

/**
 * From the differences between one period and the next, so that a trend does not count as chance. Source: von Neumann
 * 1941, the mean square successive difference. All that is known is used: of two years alone it varies so much that
 * counts which vary as counting does are found a month later.
 */
function dispersionOf(counts: Float64Array): number {
  const pairs = Array.from(counts, (count, i) => [counts[i - 1] ?? Number.NaN, count] as const);
  const known = pairs.filter(([before, after]) => !Number.isNaN(before + after));
  const mean = known.reduce((sum, [before, after]) => sum + (before + after) / 2, 0) / known.length;
  const variance =
    known.reduce((sum, [before, after]) => sum + (after - before) ** 2, 0) / (2 * known.length);
  return mean > 0 && variance / mean > leastDispersion(known.length) ? variance / mean : 1;
}

function known(counts: Float64Array): { sum: number; periods: number } {
  const given = counts.filter((count) => !Number.isNaN(count));
  return { sum: given.reduce((sum, count) => sum + count, 0), periods: given.length };
}

/** Of `trials`, so many or more. */
function atLeast(successes: number, trials: number, share: number): number {
  return successes === 0 ? 1 : betaCdf(share, successes, trials - successes + 1);
}
