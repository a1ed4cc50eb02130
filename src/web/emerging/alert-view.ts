import {
  type ALERT_STATES,
  type AlertPoint,
  type CountingBreak,
  type NameSeries,
  type StoredAlert,
  seriesOf,
  wordsOfAlert,
} from '../../picture/index.ts';
import { type ChartMark, lineChart } from '../../shared/chart/line-chart.ts';
import type { Reader } from '../frame/reader.ts';
import { type Tag, tag } from '../frame/tags.ts';

// An alert as the pages show it: its sentence, its chart with the table under it.

export type Shown = { reader: Reader; names: NameSeries; breaks: readonly CountingBreak[] };

/** "December 2012", or "week of 24 December 2012". */
export function periodText(start: string, step: StoredAlert['step'], { words, day, month }: Reader): string {
  return step === 'week' ? words.emerging.week(day(start)) : month(start);
}

const COLOURS = { new: 'red', seen: 'yellow', real: 'purple', explained: 'grey' } as const;

function stateTag({ state }: StoredAlert, { words }: Reader): Tag {
  return tag(words.emerging.states[state], COLOURS[state]);
}

/** Less than this, expected of a period, reads as none. Chosen. */
const LEAST_EXPECTED = 0.05;

/** In a sentence, by the wording rules: a percentage only with its interval and on a base of twenty or more. */
function sentence(alert: StoredAlert, { reader, names }: Shown): string {
  const { emerging } = reader.words;
  const name = names(seriesOf(alert.series), reader.say);
  const period = periodText(alert.lastPeriod, alert.step, reader);
  const [count, expected] = [whole(alert.count), whole(alert.expected)];
  if (alert.expected < LEAST_EXPECTED)
    return (alert.method === 'farrington' ? emerging.seasonNone : emerging.riseNone)(name, period, count);
  if (alert.method === 'farrington')
    return emerging.season(name, period, count, expected, whole(alert.upper));
  const said = wordsOfAlert(alert);
  const text = (alert.method === 'tagged' ? emerging.tagged : emerging.rise)(
    name,
    emerging.verbs[said.say],
    period,
    count,
    expected,
  );
  if (!('percent' in said)) return text;
  const percents = [said.percent, said.lowPercent, said.highPercent].map(whole) as [string, string, string];
  return `${text} ${emerging.percent(...percents)}`;
}

/** One decimal below ten, where it says something. */
export function whole(value: number): string {
  return value < 10 && !Number.isInteger(value)
    ? value.toLocaleString('en-GB', { maximumFractionDigits: 1 })
    : Math.round(value).toLocaleString('en-GB');
}

export type AlertView = {
  id: string;
  href: string;
  name: string;
  tag: Tag;
  sentence: string;
  period: string;
  ended: string;
  counted: string;
  expected: string;
};

export function alertView(alert: StoredAlert, shown: Shown): AlertView {
  const { reader, names } = shown;
  return {
    id: alert.id,
    href: `/picture/emerging/${alert.id}`,
    name: names(seriesOf(alert.series), reader.say),
    tag: stateTag(alert, reader),
    sentence: sentence(alert, shown),
    period: periodText(alert.lastPeriod, alert.step, reader),
    ended: alert.endedPeriod === null ? '' : periodText(alert.endedPeriod, alert.step, reader),
    counted: whole(alert.count),
    expected: whole(alert.expected),
  };
}

/** The series with what was expected, from nothing up to the alarm as a band, and the periods in which it was up. Null where they are not this reader's. */
export function alertChart(alert: StoredAlert, { reader, names, breaks }: Shown) {
  const { emerging } = reader.words;
  const { points, step } = alert;
  if (points.length === 0) return null;
  const marks: ChartMark[] = [
    ...points.flatMap((point, at): ChartMark[] =>
      isUp(alert, point) ? [{ at, kind: 'alarm', label: '' }] : [],
    ),
    ...breaks.flatMap(({ fromDay, what }): ChartMark[] => {
      const at = points.findIndex(({ start }) => start >= fromDay);
      return at > 0 ? [{ at, kind: 'break', label: what }] : [];
    }),
  ];
  const upper = points.map((point) => point.upper);
  const title = emerging.chart[step](names(seriesOf(alert.series), reader.say));
  const shortName = (start: string) => (step === 'week' ? start : start.slice(0, 7));
  const description = emerging.chartDescription(
    shortName(points[0]?.start ?? ''),
    shortName(points.at(-1)?.start ?? ''),
    String(marks.filter(({ kind }) => kind === 'alarm').length),
  );
  const svg = lineChart(
    { id: `alert-${alert.id}`, title, description, unit: 'incidents' },
    {
      labels: points.map(({ start }) => (step === 'week' ? start.slice(2) : start.slice(0, 7))),
      lines: [
        { name: emerging.counted, style: 'solid', values: points.map(({ count }) => count) },
        { name: emerging.expected, style: 'dashed', values: points.map(({ expected }) => expected) },
      ],
      band: { name: emerging.usual, low: upper.map((value) => (value === null ? null : 0)), high: upper },
      marks,
    },
  );
  const head = [
    emerging.periodHead[step],
    emerging.counted,
    emerging.expected,
    emerging.upper,
    emerging.state,
  ];
  const text = (value: number | null) => (value === null ? emerging.notKnown : whole(value));
  const lines = points.map((point) => [
    shortName(point.start),
    text(point.count),
    text(point.expected),
    text(point.upper),
    isUp(alert, point) ? emerging.alarm : '',
  ]);
  return { id: alert.id, title, svg, head, lines };
}

/** Within the life of the alert, and above its alarm: of a slow rise the alarm is of three months together. */
function isUp(
  { method, firstPeriod, lastPeriod }: StoredAlert,
  { start, count, upper }: AlertPoint,
): boolean {
  if (start < firstPeriod || start > lastPeriod) return false;
  return method !== 'farrington' || (count !== null && upper !== null && count > upper);
}

export function stateChoices({ words }: Reader, chosen: string | undefined) {
  const { judgeReal, judgeExplained } = words.emerging;
  return [
    { value: 'real', text: judgeReal, checked: chosen === 'real' },
    { value: 'explained', text: judgeExplained, checked: chosen === 'explained' },
  ] satisfies { value: keyof typeof ALERT_STATES; text: string; checked: boolean }[];
}
