import { nextStart, type Series, UNITS } from '../series/series.ts';
import { type Backtest, forecastSum, holdAgainst, missesOf, widthFrom } from './backtest.ts';
import { FEWEST_PERIODS } from './theta.ts';

// How a year will end: what is counted of it stands, the rest is forecast.

/** `lastMonth`: of the year, 1 to 12; March for a financial year. `ahead`: so many periods instead of to the year's end. */
export type ForecastOptions = { lastMonth: number; ahead?: number | undefined };

export type Forecast = {
  series: string;
  /** Counted already in the same year; 0 where a number of periods was asked for. */
  known: number;
  /** Known and forecast together. */
  total: number;
  /** 95 % limits as wide as earlier misses show to be needed; null where there are too few of them. */
  low: number | null;
  high: number | null;
  periods: { start: string; expected: number }[];
  hasSeason: boolean;
};

/** `unforecast`: series of which too little is known, or whose latest period is not. */
export type ForecastTable = {
  unit: Series['unit'];
  forecasts: Forecast[];
  unforecast: string[];
  backtest: Backtest;
};

type KnownEnd = { series: Series; counts: Float64Array };

/** All series of a table together: how wide the limits must be is learned from all of them. */
export function forecastYear(all: readonly [Series, ...Series[]], options: ForecastOptions): ForecastTable {
  const { unit, starts } = all[0];
  const rest = restOfYear(all[0], options);
  const known = all.map((series) => ({ series, counts: knownEnd(series.counts) }));
  const enough = known.filter(({ counts }) => counts.length >= FEWEST_PERIODS);
  const misses = enough.flatMap(({ counts }) =>
    missesOf(counts, UNITS[unit].aYear, rest.length, starts.length - counts.length),
  );
  const width = widthFrom(misses);
  const already = options.ahead === undefined ? countedPeriods(starts, rest[0]!, options.lastMonth) : 0;
  return {
    unit,
    forecasts: enough.map((one) => forecastOne(one, rest, { already, width })),
    unforecast: known.filter((one) => !enough.includes(one)).map(({ series }) => series.name),
    backtest: holdAgainst(misses),
  };
}

function forecastOne(
  { series, counts }: KnownEnd,
  rest: readonly string[],
  { already, width }: { already: number; width: number | null },
): Forecast {
  const { total, error, expected, hasSeason } = forecastSum(counts, UNITS[series.unit].aYear, rest.length);
  const known = counts
    .slice(counts.length - Math.min(already, counts.length))
    .reduce((sum, one) => sum + one, 0);
  const half = width === null ? null : width * error;
  return {
    series: series.name,
    known,
    total: known + total,
    // What is counted is certain.
    low: half === null ? null : known + Math.max(0, total - half),
    high: half === null ? null : known + total + half,
    periods: rest.map((start, i) => ({ start, expected: expected[i]! })),
    hasSeason,
  };
}

/** The counts after the last one that is not known. */
function knownEnd(counts: Float64Array): Float64Array {
  return counts.slice(counts.findLastIndex((count) => Number.isNaN(count)) + 1);
}

/** The periods to forecast: those asked for, or those that begin before the year ends. A year that has just ended is followed by the next. */
function restOfYear({ starts, unit }: Series, { lastMonth, ahead }: ForecastOptions): string[] {
  const rest = [nextStart(starts.at(-1)!, unit)];
  const isLast = () =>
    ahead === undefined
      ? yearOf(nextStart(rest.at(-1)!, unit), lastMonth) !== yearOf(rest[0]!, lastMonth)
      : rest.length >= ahead;
  while (!isLast()) rest.push(nextStart(rest.at(-1)!, unit));
  return rest;
}

/** How many of the known periods belong to the year that is forecast. */
function countedPeriods(starts: readonly string[], first: string, lastMonth: number): number {
  return starts.filter((start) => yearOf(start, lastMonth) === yearOf(first, lastMonth)).length;
}

/** The calendar year in which the year that holds this day ends. */
function yearOf(day: string, lastMonth: number): number {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return month > lastMonth ? year + 1 : year;
}
