import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { scoreInterval } from '../shared/score-interval.ts';

/** A figure with its 95 % interval. Null where it cannot be told. */
export type Estimate = { value: number; low: number; high: number };

/** 95 %, two-sided: what every interval here is. */
export const Z = normalQuantile(0.975, 0, 1);

/**
 * Part of a whole with the Wilson score interval (Wilson 1927); null where there is no whole. `n`: as how many cases the
 * whole counts for the interval, where cases are weighed.
 */
export function proportion(part: number, whole: number, n = whole): Estimate | null {
  if (whole <= 0) return null;
  const value = Math.min(1, part / whole);
  const [low, high] = scoreInterval(value, n);
  return { value, low, high };
}

/** A figure that is normal on its own scale, held within bounds. */
export function normalInterval(
  value: number,
  standardError: number,
  [least, most] = [-Infinity, Infinity],
): Estimate {
  const half = Z * standardError;
  return { value, low: Math.max(least, value - half), high: Math.min(most, value + half) };
}
