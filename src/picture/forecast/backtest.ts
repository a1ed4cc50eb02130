import { errorOfSum, expectAhead, FEWEST_PERIODS, fitTheta } from './theta.ts';

// How far forecasts made at earlier times, from what was known then, have missed. The limits of a forecast are as wide
// as these misses show to be needed (split conformal prediction: Vovk, Gammerman and Shafer 2005), not as theory says.

/** One earlier forecast. `at`: periods known then; `settled`: periods after which its total was known; `size`: in standard errors. */
export type Miss = { at: number; settled: number; size: number };

/** Shares of earlier forecasts whose total lay within the limits; null where too few were made to say. */
export type Backtest = {
  tried: number;
  textbook: number | null;
  learned: number | null;
  learnedFrom: number;
};

const CONFIDENCE = 0.95;
const TEXTBOOK_WIDTH = 1.96;
/** Fewer misses cannot show a 95 % limit: the largest of 19 is one. */
const FEWEST_MISSES = 19;
/** Times gone back to: three years of months. Chosen: what held longer ago tells little. */
const MOST_ORIGINS = 36;

/** The earlier forecasts of the sum of `ahead` periods of one series. `offset`: place of its first count in the table. */
export function missesOf(counts: Float64Array, aYear: number, ahead: number, offset: number): Miss[] {
  const last = counts.length - ahead;
  const first = Math.max(
    FEWEST_PERIODS,
    Math.min(2 * aYear, Math.floor(counts.length / 2)),
    last - MOST_ORIGINS + 1,
  );
  const origins = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return origins.map((origin) => {
    const { total, error } = forecastSum(counts.subarray(0, origin), aYear, ahead);
    const actual = counts.subarray(origin, origin + ahead).reduce((sum, count) => sum + count, 0);
    const at = offset + origin;
    return { at, settled: at + ahead, size: Math.abs(actual - total) / error };
  });
}

/** The sum of the next `ahead` counts with its standard error, which is never less than that of counting. */
export function forecastSum(
  counts: Float64Array,
  aYear: number,
  ahead: number,
): { total: number; error: number; expected: number[]; hasSeason: boolean } {
  const theta = fitTheta(counts, aYear);
  const expected = Array.from({ length: ahead }, (_, i) => expectAhead(theta, i + 1));
  const total = expected.reduce((sum, one) => sum + one, 0);
  const error = Math.max(errorOfSum(theta, ahead), Math.sqrt(total), 1);
  return { total, error, expected, hasSeason: theta.season !== null };
}

/** So many standard errors to each side hold 95 % of the misses, and the next one with that chance; null where too few are known. */
export function widthFrom(misses: readonly Miss[]): number | null {
  if (misses.length < FEWEST_MISSES) return null;
  const place = Math.ceil((misses.length + 1) * CONFIDENCE) - 1;
  return misses.map(({ size }) => size).sort((a, b) => a - b)[Math.min(place, misses.length - 1)]!;
}

/** How often the limits would have held, each learned only from what was settled by then. */
export function holdAgainst(misses: readonly Miss[]): Backtest {
  const judged = [...Map.groupBy(misses, ({ at }) => at)].flatMap(([at, made]) => {
    const width = widthFrom(misses.filter(({ settled }) => settled <= at));
    return width === null ? [] : made.map(({ size }) => size <= width);
  });
  return {
    tried: misses.length,
    textbook: shareOf(misses.map(({ size }) => size <= TEXTBOOK_WIDTH)),
    learned: shareOf(judged),
    learnedFrom: judged.length,
  };
}

function shareOf(held: readonly boolean[]): number | null {
  return held.length < FEWEST_MISSES ? null : held.filter(Boolean).length / held.length;
}
