import { type Actor, ensureMay } from '../../access/index.ts';
import {
  type CountingBreak,
  countingBreaks,
  type Figures,
  type Forecast,
  type ForecastTable,
  forecastYear,
  INDICATORS,
  type IndicatorId,
  lastDay,
  type Series,
  wholePeriods,
} from '../../picture/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Db } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { seesExactCounts } from '../picture/protect-picture.ts';
import { forecastFor } from './protect-figure-forecast.ts';

/** The main figures, whose year is forecast. All are counts: a share has no total. */
const FORECAST_FIGURES = [
  'receipts-received',
  'image-reports',
  'exploitation-reports',
  'transnational-reports',
  'imminent-danger',
] as const satisfies readonly IndicatorId[];
export type ForecastFigure = (typeof FORECAST_FIGURES)[number];

/** `lastMonth`: of the year, 12, or 3 for a financial year. `asOf`: forecast with what was known after this month, YYYY-MM. */
export type AskedForecast = { lastMonth?: number | undefined; asOf?: string | undefined };

/** `forecast`: null where too little is known. `actual`: what the forecast periods came to, where all are over. */
export type FigureForecast = {
  id: ForecastFigure;
  title: string;
  forecast: Forecast | null;
  actual: number | null;
  series: Series;
};

export type Forecasts = {
  lastMonth: number;
  /** The last whole month that it was made from, YYYY-MM; null where not one is over. */
  madeFrom: string | null;
  /** Whole months known, and from which one on; those that may be asked for. */
  monthsKnown: number;
  asked: string | null;
  choices: string[];
  figures: FigureForecast[];
  backtest: ForecastTable['backtest'] | null;
  breaks: CountingBreak[];
  /** Whether counts are as an edition would print them: small ones left out, the others rounded. */
  isRounded: boolean;
};

export type ForecastSource = { figures: Figures; clock: Clock; db: Db };

const YEAR_ENDS = 12;
/** Months to choose from. Chosen: two years. */
const CHOICES = 24;

/** How the year of the main figures will end, from their whole months. Throws `picture.invalid-year-end`. */
export async function readForecasts(
  source: ForecastSource,
  actor: Actor,
  { lastMonth = YEAR_ENDS, asOf }: AskedForecast = {},
): Promise<Forecasts> {
  ensureMay(actor, 'see-picture');
  ensureAskable(lastMonth, asOf);
  const covered = await source.figures.coverage();
  const today = source.clock.now().toISOString().slice(0, 10);
  const all = covered ? wholePeriods(covered, today, 'month') : [];
  const starts = asOf === undefined ? all : all.filter((start) => start.slice(0, 7) <= asOf);
  const breaks = (await countingBreaks(source.db)).filter(({ series }) => series === null);
  const whole = await monthlySeries(source.figures, all, breaks);
  const known = whole.map((series) => upTo(series, starts.length));
  const [first, ...others] = known;
  const table = starts.length > 0 ? forecastYear([first!, ...others], { lastMonth }) : null;
  return {
    lastMonth,
    madeFrom: starts.at(-1)?.slice(0, 7) ?? null,
    monthsKnown: starts.length,
    asked: asOf ?? null,
    choices: all
      .slice(-CHOICES)
      .map((start) => start.slice(0, 7))
      .toReversed(),
    figures: FORECAST_FIGURES.map((id, i) => {
      const forecast = table?.forecasts.find(({ series }) => series === id) ?? null;
      const title = INDICATORS[id].title;
      const actual = actualOf(whole[i]!, forecast);
      return forecastFor(actor, { id, title, forecast, actual, series: known[i]! });
    }),
    backtest: table?.backtest ?? null,
    breaks,
    isRounded: !seesExactCounts(actor),
  };
}

function ensureAskable(lastMonth: number, asOf: string | undefined): void {
  const isMonth = Number.isInteger(lastMonth) && lastMonth >= 1 && lastMonth <= 12;
  if (!isMonth || (asOf !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(asOf)))
    throw new Problem('picture.invalid-year-end');
}

/**
 * One series a figure over all whole months. Before its first report a figure is not known rather than 0: nobody may have
 * asked for it, and a forecast from nothing says nothing.
 */
async function monthlySeries(
  figures: Figures,
  starts: readonly string[],
  breaks: readonly CountingBreak[],
): Promise<Series[]> {
  const empty = (name: string): Series => ({ name, unit: 'month', starts, counts: new Float64Array(0) });
  if (starts.length === 0) return FORECAST_FIGURES.map(empty);
  const period = { from: starts[0]!, to: lastDay(starts.at(-1)!, 'month') };
  const measured = await figures.measure(FORECAST_FIGURES, period, 'month');
  return FORECAST_FIGURES.map((id) => {
    const counts = new Map(measured.get(id)!.map(({ group, numerator }) => [group.slice(0, 7), numerator]));
    const all = starts.map((start) => counts.get(start.slice(0, 7)) ?? 0);
    const first = all.findIndex((count) => count > 0);
    const isKnown = (i: number) => first >= 0 && i >= first && !isBroken(starts[i]!, breaks);
    return { ...empty(id), counts: Float64Array.from(all, (count, i) => (isKnown(i) ? count : Number.NaN)) };
  });
}

/** The month in which counting changed is of neither time. */
function isBroken(start: string, breaks: readonly CountingBreak[]): boolean {
  return breaks.some(({ fromDay }) => (fromDay.endsWith('-01') ? start < fromDay : start <= fromDay));
}

function upTo(series: Series, length: number): Series {
  return { ...series, starts: series.starts.slice(0, length), counts: series.counts.slice(0, length) };
}

/** What was counted up to the end that was forecast; null while it is not over. */
function actualOf({ starts, counts }: Series, forecast: Forecast | null): number | null {
  const last = forecast?.periods.at(-1);
  if (!forecast || !last || starts.at(-1)! < last.start) return null;
  const from = starts.indexOf(forecast.periods[0]!.start);
  const to = starts.indexOf(last.start);
  return forecast.known + counts.slice(from, to + 1).reduce((sum, count) => sum + count, 0);
}
