import { type Season, seasonOf } from './season.ts';

// The Theta method: Assimakopoulos and Nikolopoulos 2000, International Journal of Forecasting 16(4) 521-530, in the
// form that Hyndman and Billah 2003 showed it to have: exponential smoothing with half the slope of the trend as drift.

/** A series as the method sees it. `error`: standard deviation of one step, without season. */
export type Theta = {
  length: number;
  level: number;
  smoothing: number;
  drift: number;
  error: number;
  season: Season | null;
};

/** Fewer periods have no trend worth extending. Chosen. */
export const FEWEST_PERIODS = 6;
const [LEAST_SMOOTHING, MOST_SMOOTHING] = [0.0001, 0.9999];
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** `aYear`: periods in a year. There must be `FEWEST_PERIODS` counts or more, each of them known. */
export function fitTheta(counts: Float64Array, aYear: number): Theta {
  const season = seasonOf(counts, aYear);
  const level = season ? counts.map((count, i) => count / season[i % aYear]!) : counts;
  const smoothing = bestSmoothing(level);
  const smoothed = smooth(level, smoothing);
  return {
    length: counts.length,
    level: smoothed.level,
    smoothing,
    drift: slopeOf(level) / 2,
    error: Math.sqrt(smoothed.squares / Math.max(1, level.length - 2)),
    season,
  };
}

/** The count expected `ahead` periods after the last known one; 1 is the next. Never below 0. */
export function expectAhead({ length, level, smoothing, drift, season }: Theta, ahead: number): number {
  const sinceStart = (1 - (1 - smoothing) ** length) / smoothing;
  const plain = Math.max(0, level + drift * (ahead - 1 + sinceStart));
  return plain * factorAt(season, length + ahead - 1);
}

/** Standard deviation of the sum of the next `ahead` counts, if the smoothing is right. */
export function errorOfSum({ length, smoothing, error, season }: Theta, ahead: number): number {
  let variance = 0;
  for (let step = 1; step <= ahead; step += 1) {
    // An error of one step stays, smoothed, in every later one.
    let weight = factorAt(season, length + step - 1);
    for (let later = step + 1; later <= ahead; later += 1)
      weight += smoothing * factorAt(season, length + later - 1);
    variance += (weight * error) ** 2;
  }
  return Math.sqrt(variance);
}

function factorAt(season: Season | null, place: number): number {
  return season ? season[place % season.length]! : 1;
}

/**
 * Exponential smoothing from the starting level with the least squares: each error is linear in where smoothing starts,
 * `share` of which is left after each step. `squares`: sum of the squared one-step errors.
 */
function smooth(counts: Float64Array, smoothing: number): { level: number; squares: number } {
  let [level, share] = [0, 1];
  let [own, mixed, start] = [0, 0, 0];
  for (const count of counts) {
    const miss = count - level;
    own += miss * miss;
    mixed += miss * share;
    start += share * share;
    level += smoothing * miss;
    share *= 1 - smoothing;
  }
  const from = mixed / start;
  return { level: level + share * from, squares: Math.max(0, own - mixed * from) };
}

/** Golden-section search: the squares have one low point in practice. */
function bestSmoothing(counts: Float64Array): number {
  let [low, high] = [LEAST_SMOOTHING, MOST_SMOOTHING];
  const squaresAt = (smoothing: number) => smooth(counts, smoothing).squares;
  while (high - low > 1e-5) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (squaresAt(left) <= squaresAt(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

function slopeOf(counts: Float64Array): number {
  const middle = (counts.length - 1) / 2;
  let [together, alone] = [0, 0];
  counts.forEach((count, i) => {
    together += (i - middle) * count;
    alone += (i - middle) ** 2;
  });
  return alone === 0 ? 0 : together / alone;
}
