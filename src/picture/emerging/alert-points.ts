import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import { ratioLimits } from '../change.ts';
import { expectWeek } from '../detect/farrington.ts';
import { type Rise, riseAt } from '../detect/slow-rise.ts';
import type { Series } from '../series/series.ts';
import { ALARM_AT, type AlertMethod } from './judge-series.ts';

/** One period of an alert's chart: what was counted and what was to be expected; null where that is not known. */
export type AlertPoint = {
  start: string;
  count: number | null;
  expected: number | null;
  upper: number | null;
};

/** As much as one looks at: a year of weeks and a bit, three years of months. Chosen. */
const POINTS = { week: 60, month: 36 } as const;

/** The latest periods of a series up to one, each as it would have been judged when it ended. */
export function pointsUntil(series: Series, period: string, method: AlertMethod): AlertPoint[] {
  const end = series.starts.indexOf(period) + 1;
  const from = Math.max(0, end - POINTS[method === 'farrington' ? 'week' : 'month']);
  return series.starts.slice(from, end).map((start, i) => {
    const count = series.counts[from + i]!;
    const { expected, upper } =
      method === 'farrington' ? weekAt(series, from + i) : monthAt(series, from + i);
    return { start, count: Number.isNaN(count) ? null : count, expected, upper };
  });
}

function weekAt(series: Series, at: number): Pick<AlertPoint, 'expected' | 'upper'> {
  if (Number.isNaN(series.counts[at]!)) return { expected: null, upper: null };
  const found = expectWeek(series, at, ALARM_AT.chanceOfAlarm);
  return { expected: found?.mean ?? null, upper: found?.upper ?? null };
}

/** Of one month: its share of what three are expected to have, and may have. */
function monthAt({ counts }: Series, at: number): Pick<AlertPoint, 'expected' | 'upper'> {
  const rise = riseAt(counts, at, 'month', true);
  if (!rise) return { expected: null, upper: null };
  return { expected: rise.expected / rise.recentPeriods, upper: upperOf(rise) / rise.recentPeriods };
}

/** The most that the latest periods may have had together without an alarm. */
export function upperOf({ earlier, dispersion, recentPeriods, earlierPeriods, expected }: Rise): number {
  const share = recentPeriods / (recentPeriods + earlierPeriods);
  const isAlarm = (recent: number) =>
    recent > 0 && betaCdf(share, recent / dispersion, earlier / dispersion + 1) <= ALARM_AT.chanceOfAlarm;
  let [low, high] = [0, Math.ceil(expected + 10)];
  while (!isAlarm(high)) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isAlarm(middle)) high = middle;
    else low = middle;
  }
  return low;
}

/** How many times what was to be expected the latest periods had: 95 % limits, as wide as the counts vary. */
export function ratioOfRise({ recent, earlier, recentPeriods, earlierPeriods, dispersion }: Rise) {
  const times = earlierPeriods / recentPeriods;
  const { low, high } = ratioLimits(earlier, recent);
  const ratio = earlier === 0 ? null : (recent / earlier) * times;
  const away = (limit: number | null) => {
    if (limit === null || ratio === null || ratio === 0) return limit === null ? null : limit * times;
    return ratio * ((limit * times) / ratio) ** Math.sqrt(dispersion);
  };
  return { ratio, low: away(low), high: away(high) };
}
