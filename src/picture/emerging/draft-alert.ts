import { riseAt } from '../detect/slow-rise.ts';
import type { Series } from '../series/series.ts';
import { pointsUntil, ratioOfRise, upperOf } from './alert-points.ts';
import type { StoredAlert } from './alert-records.ts';
import type { Rising } from './follow-rises.ts';

type Figures = Pick<
  StoredAlert,
  'count' | 'earlier' | 'expected' | 'upper' | 'chance' | 'lowRatio' | 'highRatio' | 'points'
>;

/** The figures of a rise as an alert keeps them: of the latest period in which it was up, with all its chart shows. */
export function figuresOfRise(rising: Rising, series: Series): Figures {
  const { method, reading, judgedUntil } = rising;
  const points = pointsUntil(series, judgedUntil, method);
  const common = { count: reading.count, expected: reading.expected, chance: reading.chance, points };
  const rise =
    method === 'farrington'
      ? null
      : riseAt(series.counts, series.starts.indexOf(reading.period), 'month', true);
  if (rise) {
    const { low, high } = ratioOfRise(rise);
    return { ...common, earlier: rise.earlier, upper: upperOf(rise), lowRatio: low, highRatio: high };
  }
  const limit = points.find(({ start }) => start === reading.period)?.upper ?? reading.expected;
  return { ...common, earlier: null, upper: limit, lowRatio: null, highRatio: null };
}
