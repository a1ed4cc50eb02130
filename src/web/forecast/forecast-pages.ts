import { type FigureForecast, type Forecasts, readForecasts } from '../../flow/index.ts';
import { lineChart } from '../../shared/chart/line-chart.ts';
import { formError, formFrom, formValues } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { areaFor } from '../picture/area.ts';

const YEAR_ENDS = [12, 3] as const;

/** How the year of the main figures will end, with what such forecasts were worth beside each. */
export const forecastPages: Pages = (app, desk) => {
  app.get('/picture/forecast', (request, reply) => showForecast(desk, request, reply));
};

async function showForecast({ store, figures }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const person = signedIn(request);
  const reader = readerOf(request, store.clock.now());
  const { words } = reader;
  const query = formFrom(request.query);
  const asked = askedIn(query);
  const source = { figures, clock: store.clock, db: store.db };
  const found = await readForecasts(source, person, asked ?? {});
  const share = heldShare(found);
  return reply.page('forecast/forecast.njk', {
    title: words.forecast.title,
    area: areaFor(person, words, request.url),
    yearEnds: YEAR_ENDS.map((month) => ({
      value: String(month),
      text: words.forecast.ends[month],
      selected: month === found.lastMonth,
    })),
    months: [
      { value: '', text: words.forecast.asOfNow },
      ...found.choices.map((month) => ({
        value: month,
        text: reader.month(month),
        selected: month === found.asked,
      })),
    ],
    madeFrom: madeFrom(found, reader),
    tooShort: words.forecast.tooShort(String(found.monthsKnown)),
    beside: share === null ? words.forecast.besideNot : words.forecast.beside(share),
    rows: found.figures.map((one) => rowOf(one, reader)),
    isRounded: found.isRounded,
    hasActual: found.figures.some(({ actual }) => actual !== null),
    charts: found.figures.filter(({ forecast }) => forecast !== null).map((one) => chartOf(one, reader)),
    backtest: backtestOf(found, reader),
    breaks: found.breaks.map(({ fromDay, what }) => words.forecast.breakLine(reader.day(fromDay), what)),
    ...formValues(asked ? {} : { errors: [formError('yearEnds', words.forecast.badQuestion)] }),
  });
}

/** Null where the address asks for what there is not. */
function askedIn({ yearEnds = '12', asOf = '' }: Record<string, string | undefined>) {
  const lastMonth = YEAR_ENDS.find((month) => String(month) === yearEnds);
  const isMonth = asOf === '' || /^\d{4}-(0[1-9]|1[0-2])$/.test(asOf);
  return lastMonth && isMonth ? { lastMonth, ...(asOf === '' ? {} : { asOf }) } : null;
}

function madeFrom({ madeFrom: month, figures }: Forecasts, reader: Reader): string | null {
  const end = figures.find(({ forecast }) => forecast)?.forecast?.periods.at(-1);
  return end && month ? reader.words.forecast.madeFrom(reader.month(month), reader.month(end.start)) : null;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const whole = (value: number) => Math.round(value).toLocaleString('en-GB');

function heldShare({ backtest }: Forecasts): string | null {
  return backtest?.learned == null ? null : percent(backtest.learned);
}

function backtestOf(found: Forecasts, { words }: Reader): string[] {
  const { backtest } = found;
  if (!backtest || found.figures.every(({ forecast }) => forecast === null)) return [];
  const { tried, learned, learnedFrom, textbook } = backtest;
  return [
    learned === null
      ? words.forecast.notLearned(whole(tried))
      : words.forecast.learned(whole(tried), percent(learned), whole(learnedFrom)),
    ...(textbook === null ? [] : [words.forecast.textbook(percent(textbook))]),
  ];
}

function rowOf({ id, title, forecast, actual }: FigureForecast, { words, say }: Reader) {
  const common = { href: `/picture/figures/${id}`, title: say(title) };
  if (!forecast)
    return { ...common, known: '', total: '', limits: words.forecast.tooShortFigure, actual: '' };
  const { known, total, low, high } = forecast;
  const hasLimits = low !== null && high !== null;
  const stands = hasLimits && actual !== null && actual >= low && actual <= high;
  return {
    ...common,
    known: whole(known),
    total: whole(total),
    limits: hasLimits ? words.forecast.limit(whole(low), whole(high)) : words.forecast.noLimits,
    actual:
      actual === null
        ? ''
        : `${whole(actual)}${hasLimits ? ` (${stands ? words.forecast.inside : words.forecast.outside})` : ''}`,
  };
}

/** Months that are shown before the forecast. Chosen: two years. */
const SHOWN_BEFORE = 24;

/** Counts, then what is expected; the limits of the sum are spread over the months as the expectation is. */
function chartOf({ id, title, forecast, series }: FigureForecast, reader: Reader) {
  const { words, say } = reader;
  const { periods, known, total, low, high } = forecast!;
  const starts = series.starts.slice(-SHOWN_BEFORE);
  const counts = [...series.counts.slice(-SHOWN_BEFORE)].map((count) => (Number.isNaN(count) ? null : count));
  const rest = total - known;
  const share = (limit: number | null, expected: number) =>
    limit === null || rest === 0 ? null : ((limit - known) * expected) / rest;
  const none = counts.map(() => null);
  // The forecast begins where the counts end.
  const joined = [...none.slice(0, -1), counts.at(-1) ?? null];
  const edge = (limit: number | null) => [
    ...none.slice(0, -1),
    limit === null ? null : (counts.at(-1) ?? null),
    ...periods.map(({ expected }) => share(limit, expected)),
  ];
  const labels = [...starts, ...periods.map(({ start }) => start)].map((start) => start.slice(0, 7));
  const name = words.forecast.chart(say(title));
  const svg = lineChart(
    {
      id: `forecast-${id}`,
      title: name,
      description: words.forecast.chartDescription(labels[0] ?? '', labels.at(-1) ?? ''),
      unit: 'reports',
    },
    {
      labels,
      lines: [
        { name: words.forecast.counted, style: 'solid', values: [...counts, ...periods.map(() => null)] },
        {
          name: words.forecast.forecastName,
          style: 'dashed',
          values: [...joined, ...periods.map(({ expected }) => expected)],
        },
      ],
      ...(high === null
        ? {}
        : { band: { name: words.forecast.limitsName, low: edge(low), high: edge(high) } }),
    },
  );
  const head = [words.forecast.month, words.forecast.counted, words.forecast.forecastName];
  const lines = [
    ...starts.map((start, i) => [start.slice(0, 7), counts[i] == null ? '' : whole(counts[i]!), '']),
    ...periods.map(({ start, expected }) => [start.slice(0, 7), '', whole(expected)]),
  ];
  return { id, title: name, svg, head, lines, note: forecast!.hasSeason ? words.forecast.season : null };
}
