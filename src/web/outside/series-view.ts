import {
  changeOverYear,
  latestComparable,
  meansByMonth,
  type OutsidePoint,
  type SeriesChange,
  type SeriesVersion,
  type StandingSeries,
} from '../../publication/index.ts';
import type { Reader } from '../frame/reader.ts';
import type { Words } from '../words.ts';
import { seriesChart, shown } from './series-chart.ts';

/** A series as the list shows it. */
export function seriesCard(series: StandingSeries, { words, day }: Reader) {
  const { outside } = words;
  const last = series.points.findLast(({ value }) => value !== null);
  const period = latestComparable(series);
  return {
    id: series.id,
    href: `/picture/outside/${series.id}`,
    title: series.title,
    publisher: series.publisher,
    licence: series.licence,
    source: series.source,
    retrieved: series.retrievedOn === '' ? '–' : day(series.retrievedOn),
    about: series.about,
    unit: series.unit,
    definition: series.definition,
    breaks: series.breaks.map(({ from, what }) => outside.breakFrom(from, what)),
    latest: last ? outside.latestValue(last.period, shown(last.value), series.unit) : outside.empty,
    chart: seriesChart(series, words),
    change: period === null ? null : changeView(changeOverYear(series, period), words),
  };
}

/** What may be said of a change, with both sides of it. */
function changeView({ before, after, breaks, says }: SeriesChange, { outside }: Words) {
  const side = ({ period, value, known, of }: SeriesChange['before']) =>
    outside.mean(period, shown(value), outside.knownOf(known, of));
  return {
    title: outside.changeOf(after.period),
    text: changeText(says, outside),
    breaks: breaks.filter((one) => one !== '[b]'),
    sides: [side(before), side(after)],
  };
}

function changeText(says: SeriesChange['says'], words: Words['outside']): string {
  if (!('percent' in says)) return words.says[says.say];
  const percent = String(Math.abs(says.percent));
  const by = says.share ? words.shareAndPercent(words.shares[says.share], percent) : words.percent(percent);
  const limits = says.limits ? words.limits(signed(says.limits[0]), signed(says.limits[1])) : words.noLimits;
  return `${words.changed(words.says[says.say], by)} ${limits}`;
}

function signed(percent: number): string {
  return percent > 0 ? `+${percent}` : `−${Math.abs(percent)}`;
}

/** The page of one series. `asked`: the period whose change is wanted; `names`: of people, by their ids. */
export function seriesView(
  { series, versions }: { series: StandingSeries; versions: readonly SeriesVersion[] },
  reader: Reader,
  { asked, names }: { asked: string | null; names: Map<string, string> },
) {
  const { words } = reader;
  const period = asked ?? latestComparable(series);
  return {
    ...seriesCard(series, reader),
    isWithdrawn: series.isWithdrawn,
    period: period ?? '',
    change: period === null ? null : changeView(changeOverYear(series, period), words),
    ...tableOf(series, words),
    history: versions.map((version) => versionLine(version, reader, names)),
  };
}

/** Years and months as they are; days as means of their month. */
function tableOf({ points, before }: StandingSeries, { outside }: Words) {
  const isDaily = points[0]?.period.length === 'YYYY-MM-DD'.length;
  const rows = isDaily ? meansByMonth(points) : points;
  const hasLimits = rows.some(({ low, high }) => low !== null || high !== null);
  const earlier = new Map(isDaily ? [] : before.map(({ period, value }) => [period, value]));
  return {
    isDaily,
    hasLimits,
    rows: rows.map(({ period, value, low, high, marks }) => ({
      period,
      value: value === null ? outside.notThere : shown(value),
      low: shown(low),
      high: shown(high),
      marks: marksText(marks, outside),
      earlier: earlier.has(period) ? outside.revisedFrom(shown(earlier.get(period)!)) : '',
    })),
  };
}

function marksText(marks: OutsidePoint['marks'], { markNames }: Words['outside']): string {
  return marks.map((mark) => `[${mark}] ${markNames[mark]}`).join(', ');
}

function versionLine(
  { version, act, series, reason, doneBy, doneAt }: SeriesVersion,
  { words: { outside, service }, time }: Reader,
  names: Map<string, string>,
) {
  return {
    version,
    act: outside.acts[act],
    points: series.points.length,
    reason: reason ?? '–',
    source: series.source,
    by: doneBy === null ? outside.shipped : (names.get(doneBy.replace('person:', '')) ?? service.unknown),
    when: doneAt === null ? '–' : time(doneAt),
  };
}

/** A spreadsheet splits a comment at its commas, and runs what then opens a cell. */
const RUNS = /([,;]\s*"?)(?=[=+\-@])/g;

/** Every point, with its provenance above it as comments. */
export function seriesCsv(series: StandingSeries): string {
  const said = [
    series.title,
    `Publisher: ${series.publisher}`,
    `Licence: ${series.licence}`,
    `Source: ${series.source}; retrieved on ${series.retrievedOn}`,
    `Unit: ${series.unit}`,
    `Definition: ${series.definition}`,
    ...series.breaks.map(({ from, what }) => `Break from ${from}: ${what}`),
  ].map((line) => `# ${line.replaceAll(/\s+/g, ' ').replaceAll(RUNS, "$1'")}`);
  const lines = series.points.map(({ period, value, low, high, marks }) =>
    [period, value ?? '', low ?? '', high ?? '', marks.join(' ')].join(','),
  );
  return [...said, 'period,value,low,high,marks', ...lines, ''].join('\n');
}
