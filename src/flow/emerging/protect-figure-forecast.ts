import type { Actor } from '../../access/index.ts';
import { roundToFive, type Series } from '../../picture/index.ts';
import { isSmall, protectForecast } from '../../publication/index.ts';
import { seesExactCounts } from '../picture/protect-picture.ts';
import type { FigureForecast } from './read-forecasts.ts';

/** A forecast as somebody may see it: whoever may not open what is counted reads what an edition would print. */
export function forecastFor(actor: Actor, figure: FigureForecast): FigureForecast {
  if (seesExactCounts(actor)) return figure;
  const { forecast, actual, series } = figure;
  return {
    ...figure,
    forecast: forecast && protectForecast(forecast),
    actual: actual === null || isSmall(actual) ? null : roundToFive(actual),
    series: protectSeries(series),
  };
}

/** Small counts are left out as not known; the others are rounded. */
function protectSeries(series: Series): Series {
  const counts = series.counts.map((count) => (isSmall(count) ? Number.NaN : roundToFive(count)));
  return { ...series, counts };
}
