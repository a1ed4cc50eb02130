import type { Series } from './series.ts';

const MONDAY = 1;

/** Days added up to weeks from Monday on. Weeks that are not whole, at either end, are left out; a week with a day that is not known is not known. */
export function toWeeks(series: Series): Series {
  if (series.unit !== 'day') return series;
  const first = series.starts.findIndex((day) => new Date(day).getUTCDay() === MONDAY);
  const whole = first < 0 ? 0 : Math.floor((series.starts.length - first) / 7);
  const starts = Array.from({ length: whole }, (_, week) => series.starts[first + week * 7]!);
  const counts = Float64Array.from(starts, (_, week) => {
    const days = series.counts.slice(first + week * 7, first + week * 7 + 7);
    return days.reduce((sum, count) => sum + count, 0);
  });
  return { ...series, unit: 'week', starts, counts };
}
