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
 * serves new categories too. Null where too little came before. `isDispersed`: counts that vary by more than counting
 * does, as reports that come in batches do, are taken for so many fewer.
 */
export function riseAt(counts: Float64Array, at: number, unit: Unit, isDispersed = false): Rise | null {
  const { aYear } = UNITS[unit];
  const recentLength = Math.max(1, Math.round(RECENT_YEARS * aYear));
  const from = at + 1 - recentLength;
  const before = counts.slice(Math.max(0, from - Math.round(EARLIER_YEARS * aYear)), Math.max(0, from));
  const [recent, earlier] = [known(counts.slice(Math.max(0, from), at + 1)), known(before)];
  if (recent.periods === 0 || earlier.periods < Math.max(2, FEWEST_EARLIER_YEARS * aYear)) return null;
  const share = recent.periods / (recent.periods + earlier.periods);
  const dispersion = isDispersed ? dispersionOf(before) : 1;
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

/** Below this, counts vary as counting does. Source: the wording rules of the picture's design, 2026-11. */
const LEAST_DISPERSION = 1.2;

/**
 * From the differences between one period and the next, so that a trend does not count as chance. Source: von Neumann
 * 1941, the mean square successive difference.
 */
function dispersionOf(counts: Float64Array): number {
  const pairs = Array.from(counts, (count, i) => [counts[i - 1] ?? Number.NaN, count] as const);
  const known = pairs.filter(([before, after]) => !Number.isNaN(before + after));
  const mean = known.reduce((sum, [before, after]) => sum + (before + after) / 2, 0) / known.length;
  const variance =
    known.reduce((sum, [before, after]) => sum + (after - before) ** 2, 0) / (2 * known.length);
  return mean > 0 && variance / mean > LEAST_DISPERSION ? variance / mean : 1;
}

function known(counts: Float64Array): { sum: number; periods: number } {
  const given = counts.filter((count) => !Number.isNaN(count));
  return { sum: given.reduce((sum, count) => sum + count, 0), periods: given.length };
}

/** Of `trials`, so many or more. */
function atLeast(successes: number, trials: number, share: number): number {
  return successes === 0 ? 1 : betaCdf(share, successes, trials - successes + 1);
}
