import {
  detectRises,
  type Finding,
  type ForecastTable,
  forecastYear,
  periodName,
  readSeries,
  UNJUDGED,
} from '../picture/index.ts';
import type { Result } from './command.ts';
import { readFileNamed } from './read-file.ts';
import { percent, whole } from './shown-figures.ts';
import { tableLines } from './table.ts';

type SeriesOptions = { period: string; count: string; by?: string[]; dayFirst?: boolean; json?: boolean };
type DetectionOptions = SeriesOptions & { alarmChance: number; falseShare: number; last: number };

async function readSeriesNamed(file: string, options: SeriesOptions) {
  const { period, count, by = [], dayFirst = false } = options;
  return readSeries(await readFileNamed(file), { period, count, by, dayFirst });
}

/** `everydot estimate detect`. Throws `picture.unreadable-table`. */
export async function detectCommand(file: string, options: DetectionOptions): Promise<Result> {
  const detection = detectRises(await readSeriesNamed(file, options), {
    chanceOfAlarm: options.alarmChance,
    falseShare: options.falseShare,
    last: options.last,
  });
  const alarms = detection.findings.filter(({ isAlarm }) => isAlarm);
  const lines = [
    ...(alarms.length === 0
      ? ['No alarm.']
      : tableLines(
          ['series', 'period', 'counted', 'expected', 'alarm above', 'chance', 'false share', 'by'],
          alarms.map((finding) => alarmRow(finding, detection.unit)),
        )),
    '',
    `${detection.findings.length} judgements, ${alarms.length} of them alarms: chance at most ${options.alarmChance} if nothing changed, and at most ${options.falseShare} of the alarms of a period false.`,
    ...detection.unjudged.map(({ series, reason }) => `${series}: ${UNJUDGED[reason].label}.`),
    'An alarm says that reports rose, not that offences did.',
  ];
  return { json: detection, lines };
}

const METHODS = {
  season: 'same season of earlier years',
  ratio: 'last three months against two years',
} as const satisfies Record<Finding['method'], string>;

function alarmRow(finding: Finding, unit: Parameters<typeof periodName>[1]): string[] {
  const { series, period, count, expected, upper, chance, rate, method } = finding;
  const small = (share: number) => (share < 0.0001 ? '< 0.0001' : share.toFixed(4));
  return [
    series,
    periodName(period, unit),
    whole(count),
    expected.toFixed(1),
    upper === null ? '' : whole(upper),
    small(chance),
    small(rate),
    METHODS[method],
  ];
}

type ForecastingOptions = SeriesOptions & { yearEnds: number; ahead?: number };

/** `everydot estimate forecast`. Throws `picture.unreadable-table`. */
export async function forecastCommand(file: string, options: ForecastingOptions): Promise<Result> {
  const [first, ...others] = await readSeriesNamed(file, options);
  const table = forecastYear([first!, ...others], { lastMonth: options.yearEnds, ahead: options.ahead });
  const [from, to] = [table.forecasts[0]?.periods[0], table.forecasts[0]?.periods.at(-1)];
  const lines = [
    ...tableLines(
      ['series', 'counted so far', 'at the end', '95 % from', 'to', 'season'],
      table.forecasts.map(({ series, known, total, low, high, hasSeason }) => [
        series,
        whole(known),
        whole(total),
        low === null ? 'not known' : whole(low),
        high === null ? 'not known' : whole(high),
        hasSeason ? 'yes' : 'no',
      ]),
    ),
    '',
    ...(from && to
      ? [`Forecast: ${periodName(from.start, table.unit)} to ${periodName(to.start, table.unit)}.`]
      : []),
    ...backtestLines(table.backtest),
    ...table.unforecast.map((series) => `${series}: too little is known, or its latest period is not.`),
  ];
  return { json: table, lines };
}

function backtestLines({ tried, textbook, learned, learnedFrom }: ForecastTable['backtest']): string[] {
  if (learned === null || textbook === null)
    return [`${tried} earlier forecasts could be tried: too few to say how far they miss.`];
  return [
    `Tried on ${tried} earlier forecasts: limits of this kind held ${percent(learned)} of ${learnedFrom}; the textbook's would have held ${percent(textbook)}.`,
  ];
}
