import { riseAt } from '../detect/slow-rise.ts';
import type { Series } from '../series/series.ts';
import { pointsUntil, ratioOfRise, upperOf } from './alert-points.ts';
import type { StoredAlert } from './alert-records.ts';
import type { Rising } from './follow-rises.ts';

type Figures = Pick<
  StoredAlert,
  'count' | 'earlier' | 'expected' | 'upper' | 'chance' | 'lowRatio' | 'highRatio' | 'points'
>;

/**
 * The figures of a rise as an alert keeps them: of the latest period in which it was up, with all its chart shows. Null
 * where that period can be judged no more, as after a break in counting: the alert keeps what it was found by.
 */
export function figuresOfRise(rising: Rising, series: Series): Figures | null {
  const { method, reading, judgedUntil } = rising;
  const at = series.starts.indexOf(reading.period);
  const points = pointsUntil(series, judgedUntil, method);
  const common = { count: reading.count, expected: reading.expected, chance: reading.chance, points };
  if (method !== 'farrington') {
    const rise = riseAt(series.counts, at, 'month', true);
    if (!rise) return null;
    const { low, high } = ratioOfRise(rise);
    return { ...common, earlier: rise.earlier, upper: upperOf(rise), lowRatio: low, highRatio: high };
  }
  const limit = points.find(({ start }) => start === reading.period)?.upper ?? null;
  return limit === null ? null : { ...common, earlier: null, upper: limit, lowRatio: null, highRatio: null };
}
