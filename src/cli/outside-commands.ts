import { importSeries, seeOneSeries, seeSeries, withdrawSeries } from '../flow/index.ts';
import {
  changeOverYear,
  latestComparable,
  type OutsidePoint,
  type SeriesChange,
  type SeriesHints,
  type StandingSeries,
} from '../publication/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Acting, Result } from './command.ts';
import { readFileNamed } from './read-file.ts';
import { tableLines } from './table.ts';

/** What a file is described by on the command line. `break`: "2024: what changed". */
export type ImportOptions = Partial<
  Record<'series' | 'title' | 'publisher' | 'licence' | 'source' | 'retrievedOn' | 'unit', string> &
    Record<'definition' | 'about' | 'country', string> &
    Record<'periodColumn' | 'valueColumn' | 'lowColumn' | 'highColumn', string>
> & { break?: string[] };

/** `everydot outside list`. */
export async function listSeriesCommand({ opened, person }: Acting): Promise<Result> {
  const page = await seeSeries(opened.store, person);
  const body = page.standing.map(({ id, title, points, retrievedOn }) => [
    id,
    title,
    points.length === 0 ? 'nothing imported yet' : `${points[0]!.period} to ${points.at(-1)!.period}`,
    retrievedOn,
  ]);
  return { json: page, lines: tableLines(['series', 'title', 'covers', 'retrieved on'], body) };
}

/** `everydot outside show SERIES`. Throws `picture.unknown-series`, and `command.unknown-value` for a period without figures. */
export async function showSeriesCommand(
  { opened, person }: Acting,
  id: string,
  asked: string | undefined,
): Promise<Result> {
  const { series, versions } = await seeOneSeries(opened.store, person, id);
  const period = asked ?? latestComparable(series);
  if (period !== null && !series.points.some((point) => point.period.startsWith(period)))
    throw new Problem('command.unknown-value', { detail: 'the series has no figure of that period' });
  const change = period === null ? null : changeOverYear(series, period);
  return {
    json: { series, change, imports: versions },
    lines: [
      ...provenanceLines(series),
      ...(change ? ['', changeLine(change)] : []),
      '',
      ...pointLines(series.points),
    ],
  };
}

function provenanceLines(series: StandingSeries): string[] {
  return [
    `${series.title}${series.isWithdrawn ? ' (withdrawn)' : ''}`,
    `${series.definition}`,
    `Unit: ${series.unit}. About: ${series.about}.`,
    `Publisher: ${series.publisher}. Licence: ${series.licence}.`,
    `Source: ${series.source}${series.retrievedOn === '' ? '' : `, retrieved on ${series.retrievedOn}`}.`,
    ...series.breaks.map(({ from, what }) => `Break from ${from}: ${what}`),
  ];
}

const SAYS = {
  'not-known': 'too little is known of one of the two',
  'not-comparable': 'not comparable, the counting changed between them',
  'counts-only': 'too small for a percentage',
  'no-clear-change': 'no clear change',
} as const;

function changeLine({ before, after, says, breaks }: SeriesChange): string {
  const sides = [before, after].map(({ period, value, known, of }) =>
    value === null ? `${period} not known` : `${period} ${rounded(value)} (${known} of ${of})`,
  );
  const words =
    'percent' in says
      ? `${says.say} ${Math.abs(says.percent)} %${says.share ? `, ${says.share.replaceAll('-', ' ')}` : ''}${says.limits ? ` (limits ${says.limits[0]} % to ${says.limits[1]} %)` : ' (the publisher gives no limits)'}`
      : `${SAYS[says.say]}${breaks.length > 0 ? `: ${breaks.join('; ').replace(/\.$/, '')}` : ''}`;
  return `Over a year to ${after.period}: ${words}. ${sides.join(', ')}.`;
}

/** Many points are not for reading: the last ones, and how to have them all. */
const SHOWN = 40;

function pointLines(points: readonly OutsidePoint[]): string[] {
  const body = points
    .slice(-SHOWN)
    .map(({ period, value, low, high, marks }) => [
      period,
      value === null ? '–' : rounded(value),
      low === null ? '' : rounded(low),
      high === null ? '' : rounded(high),
      marks.map((mark) => `[${mark}]`).join(''),
    ]);
  const more = points.length > SHOWN ? [`The last ${SHOWN} of ${points.length}; --json gives all.`] : [];
  return [...tableLines(['period', 'value', 'low', 'high', 'marks'], body), ...more];
}

function rounded(value: number): string {
  return (Math.round(value * 10) / 10).toLocaleString('en-GB');
}

/** `everydot outside import FILE`. Throws `picture.unreadable-table`, `picture.invalid-series`, `picture.series-known`. */
export async function importSeriesCommand(
  { opened, person }: Acting,
  file: string,
  options: ImportOptions,
): Promise<Result> {
  const hints = hintsOf(options);
  const { series, version } = await importSeries(opened.store, person, {
    raw: await readFileNamed(file),
    hints,
  });
  return {
    json: { id: series.id, version, points: series.points.length },
    lines: [`${series.id}: ${series.points.length} figures, import ${version}.`, series.title],
  };
}

function hintsOf(options: ImportOptions): SeriesHints {
  const {
    series: id,
    country,
    periodColumn,
    valueColumn,
    lowColumn,
    highColumn,
    break: breaks,
    ...said
  } = options;
  const columns = { period: periodColumn, value: valueColumn, low: lowColumn, high: highColumn };
  return given({
    ...said,
    id,
    country: country?.toLowerCase(),
    columns: given(columns),
    breaks: breaks?.map((text) => {
      const [, from = '', what = text] = /^([\d-]+)\s*:\s*(.+)$/.exec(text) ?? [];
      return { from, what };
    }),
  });
}

/** Without what is not there. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** `everydot outside withdraw SERIES`. */
export async function withdrawSeriesCommand(
  { opened, person }: Acting,
  id: string,
  reason: string,
): Promise<Result> {
  await withdrawSeries(opened.store, person, { id, reason });
  return { json: { id }, lines: [`${id} is withdrawn; its history stays.`] };
}
