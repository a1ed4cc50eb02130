import type { OutsidePoint } from './outside-series.ts';

/** Mean of each month of daily points, with the marks of its days; a month without a known day is not known. */
export function meansByMonth(points: readonly OutsidePoint[]): OutsidePoint[] {
  const months = Map.groupBy(points, ({ period }) => period.slice(0, 'YYYY-MM'.length));
  return [...months].map(([period, own]) => ({
    period,
    value: meanOf(own.map(({ value }) => value)),
    low: meanOf(own.map(({ low }) => low)),
    high: meanOf(own.map(({ high }) => high)),
    marks: [...new Set(own.flatMap(({ marks }) => marks))],
  }));
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
