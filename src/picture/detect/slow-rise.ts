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
};

/** Three months against the two years before. Source: the measured comparison in the project's knowledge base, 2026-11. */
const RECENT_YEARS = 0.25;
const EARLIER_YEARS = 2;
/** With less to compare with, nothing is said. Chosen: half a year. */
const FEWEST_EARLIER_YEARS = 0.5;

/**
 * Given their sum, the recent count is binomial: an exact test of the ratio that needs no past of its own, so that it
 * serves new categories too. Null where too little came before.
 */
export function riseAt(counts: Float64Array, at: number, unit: Unit): Rise | null {
  const { aYear } = UNITS[unit];
  const recentLength = Math.max(1, Math.round(RECENT_YEARS * aYear));
  const from = at + 1 - recentLength;
  const before = counts.slice(Math.max(0, from - Math.round(EARLIER_YEARS * aYear)), Math.max(0, from));
  const [recent, earlier] = [known(counts.slice(Math.max(0, from), at + 1)), known(before)];
  if (recent.periods === 0 || earlier.periods < Math.max(2, FEWEST_EARLIER_YEARS * aYear)) return null;
  const share = recent.periods / (recent.periods + earlier.periods);
  return {
    recent: recent.sum,
    earlier: earlier.sum,
    recentPeriods: recent.periods,
    earlierPeriods: earlier.periods,
    expected: (earlier.sum / earlier.periods) * recent.periods,
    chance: atLeast(recent.sum, recent.sum + earlier.sum, share),
  };
}

function known(counts: Float64Array): { sum: number; periods: number } {
  const given = counts.filter((count) => !Number.isNaN(count));
  return { sum: given.reduce((sum, count) => sum + count, 0), periods: given.length };
}

/** Of `trials`, so many or more. */
function atLeast(successes: number, trials: number, share: number): number {
  return successes === 0 ? 1 : betaCdf(share, successes, trials - successes + 1);
}
