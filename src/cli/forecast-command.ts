import { type FigureForecast, readForecasts, refreshPicture } from '../flow/index.ts';
import { periodName } from '../picture/index.ts';
import type { Acting, Result } from './command.ts';
import { percent, whole } from './shown-figures.ts';
import { tableLines } from './table.ts';

/** `everydot forecast`: how the year of the main figures will end. Throws `picture.invalid-year-end`. */
export async function forecastHereCommand(
  { opened, person }: Acting,
  { yearEnds, asOf }: { yearEnds: number; asOf?: string },
): Promise<Result> {
  const { store, figures } = opened;
  await refreshPicture(store);
  await figures.follow();
  const source = { figures, clock: store.clock, db: store.db };
  const found = await readForecasts(source, person, { lastMonth: yearEnds, asOf });
  const end = found.figures.find(({ forecast }) => forecast)?.forecast?.periods.at(-1)?.start;
  return {
    json: found,
    lines: [
      end
        ? `Made from months up to ${found.madeFrom}, to the end of ${periodName(end, 'month')}.`
        : `${found.monthsKnown} whole months are known: too few to forecast a year.`,
      ...tableLines(
        ['figure', 'counted so far', 'at the end', '95 % from', 'to', 'came to'],
        found.figures.map(rowOf),
      ),
      ...backtestLine(found.backtest),
      ...(found.isRounded ? ['Counts are rounded to five, and small ones are left out.'] : []),
    ],
  };
}

function rowOf({ title, forecast, actual }: FigureForecast): string[] {
  if (!forecast) return [title, 'too little is known'];
  const { known, total, low, high } = forecast;
  const limit = (value: number | null) => (value === null ? 'not known' : whole(value));
  return [title, whole(known), whole(total), limit(low), limit(high), actual === null ? '' : whole(actual)];
}

function backtestLine(backtest: Awaited<ReturnType<typeof readForecasts>>['backtest']): string[] {
  if (!backtest) return [];
  const { tried, learned, learnedFrom } = backtest;
  return learned === null
    ? [`${tried} earlier forecasts could be tried: too few to say how often such limits hold.`]
    : [
        `Tried on ${tried} earlier forecasts: limits of this kind held ${percent(learned)} of ${learnedFrom}.`,
      ];
}
