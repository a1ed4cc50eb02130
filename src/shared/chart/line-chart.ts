import { scaleLinear } from 'd3-scale';
import {
  ALARM,
  axisRoom,
  type ChartText,
  everyFitting,
  FILL,
  format,
  frame,
  INK,
  label,
  line,
  shorten,
  tenths,
  widthOf,
} from './chart-parts.ts';

/** One series; null where nothing is known, which breaks the line. Told apart by stroke and by the name at its end. */
export type ChartLine = {
  name: string;
  style: 'solid' | 'dashed' | 'dotted';
  values: readonly (number | null)[];
};

/** Between what values lie: what was to be expected, or the limits of an estimate. */
export type ChartBand = {
  name: string;
  low: readonly (number | null)[];
  high: readonly (number | null)[];
};

/** `at`: place of the period. An alarm is a ring on the first line, a break a dashed line through the chart. */
export type ChartMark = { at: number; kind: 'alarm' | 'break'; label: string };

/** `labels`: the periods; every line and the band have a value or null for each. */
export type LineChart = {
  labels: readonly string[];
  lines: readonly ChartLine[];
  band?: ChartBand | undefined;
  marks?: readonly ChartMark[];
};

const SIZE = { width: 960, left: 56, right: 190, top: 34, bottom: 44, height: 320 };
const DASHES = { solid: '', dashed: ' stroke-dasharray="9 6"', dotted: ' stroke-dasharray="2 5"' };
const BAND = '#d3e2e4';
/** Names at the ends of lines closer than this would touch. */
const ROW = 18;
/** Of the width the most that is left to names. Chosen. */
const MOST_RIGHT = 280;

/** Series over time, with 0 in sight, named where they end. Draws a frame where there is nothing. */
export function lineChart(text: ChartText, { labels, lines, band, marks = [] }: LineChart): string {
  const y = scaleLinear(spanOf(lines, band), [SIZE.height - SIZE.bottom, SIZE.top]).nice(4);
  const left = axisRoom(y.ticks(4), SIZE.left);
  const names = [...lines.map(({ name }) => name), band?.name ?? ''];
  const right = SIZE.width - Math.min(MOST_RIGHT, Math.max(SIZE.right, widthOf(names) + 18));
  const x = scaleLinear([0, Math.max(1, labels.length - 1)], [left, right]);
  const at: Place = { x: (place) => x(place), y: (value) => y(value), right };
  const grid = y
    .ticks(4)
    .map((tick) => line(left, y(tick), right) + label(left - 8, y(tick) + 5, format(tick), 'end'));
  const every = everyFitting(labels, right - left);
  const below = labels.map((name, i) =>
    i % every === 0 ? label(x(i), SIZE.height - SIZE.bottom + 22, name, 'middle') : '',
  );
  const first = lines[0]?.values ?? [];
  return frame(text, SIZE, [
    band ? areaOf(band, at) : '',
    ...grid,
    ...below,
    ...breaksIn(marks, at),
    ...lines.map((one, i) => strokeOf(one, i === 0, at)),
    ...marks.filter(({ kind }) => kind === 'alarm').map((mark) => alarmAt(mark, first, at)),
    ...namesAtEnds(lines, band, at),
  ]);
}

/** `right`: where the names of the lines begin. */
type Place = { x(place: number): number; y(value: number): number; right: number };

function spanOf(lines: readonly ChartLine[], band: ChartBand | undefined): [number, number] {
  const all = [...lines.flatMap(({ values }) => values), ...(band?.high ?? []), ...(band?.low ?? [])];
  const known = all.filter((value) => value !== null);
  const lowest = Math.min(0, ...known);
  const highest = Math.max(0, ...known);
  return [lowest, lowest === highest ? 1 : highest];
}

/** Stretches of known values, each with the places it covers. */
function stretches<T>(values: readonly (T | null)[]): [number, T][][] {
  const found: [number, T][][] = [];
  let open: [number, T][] = [];
  values.forEach((value, place) => {
    if (value === null) open = [];
    else if (open.push([place, value]) === 1) found.push(open);
  });
  return found;
}

function areaOf({ low, high }: ChartBand, at: Place): string {
  const both = low.map((from, i) => {
    const to = high[i] ?? null;
    return from === null || to === null ? null : ([from, to] as const);
  });
  return stretches(both)
    .map((points) => {
      const up = points.map(([place, [, to]]) => `${tenths(at.x(place))} ${tenths(at.y(to))}`);
      const back = points
        .toReversed()
        .map(([place, [from]]) => `${tenths(at.x(place))} ${tenths(at.y(from))}`);
      return `<path d="M${[...up, ...back].join('L')}Z" fill="${BAND}"/>`;
    })
    .join('');
}

/** A value that stands alone has no line to be on: it is a dot. */
function strokeOf({ values, style }: ChartLine, isFirst: boolean, at: Place): string {
  const colour = isFirst ? FILL : INK;
  return stretches(values)
    .map((points) => {
      const places = points.map(([place, value]) => `${tenths(at.x(place))} ${tenths(at.y(value))}`);
      if (places.length > 1)
        return `<path d="M${places.join('L')}" fill="none" stroke="${colour}" stroke-width="${isFirst ? 2.5 : 2}"${DASHES[style]}/>`;
      const [[place, value]] = points as [[number, number]];
      return `<circle cx="${tenths(at.x(place))}" cy="${tenths(at.y(value))}" r="3" fill="${colour}"/>`;
    })
    .join('');
}

/** Each break with as much of its name as there is room for before the next. */
function breaksIn(marks: readonly ChartMark[], at: Place): string[] {
  const breaks = marks.filter(({ kind }) => kind === 'break').sort((a, b) => a.at - b.at);
  return breaks.map(({ at: place, label: name }, i) => {
    const next = breaks[i + 1];
    const left = at.x(place);
    const room = (next ? at.x(next.at) : SIZE.width) - left - 6;
    return (
      `<line x1="${tenths(left)}" x2="${tenths(left)}" y1="${SIZE.top - 8}" y2="${SIZE.height - SIZE.bottom}" stroke="${INK}" stroke-dasharray="4 4"/>` +
      label(left, SIZE.top - 14, shorten(name, room), 'start')
    );
  });
}

function alarmAt(
  { at: place, label: name }: ChartMark,
  values: readonly (number | null)[],
  at: Place,
): string {
  const value = values[place] ?? null;
  if (value === null) return '';
  const [left, top] = [at.x(place), at.y(value)];
  return (
    `<circle cx="${tenths(left)}" cy="${tenths(top)}" r="6" fill="#fff" stroke="${ALARM}" stroke-width="3"/>` +
    (name === '' ? '' : label(left, top - 12, name, 'middle'))
  );
}

type EndName = { name: string; wanted: number };

/** Each name as near to where its line ends as the ones above leave room. */
function namesAtEnds(lines: readonly ChartLine[], band: ChartBand | undefined, at: Place): string[] {
  const ends: EndName[] = lines.flatMap(({ name, values }) => endOf(name, values, at));
  if (band) {
    const middles = band.high.map((high, i) => {
      const low = band.low[i] ?? null;
      return high === null || low === null ? null : (high + low) / 2;
    });
    ends.push(...endOf(band.name, middles, at));
  }
  let lowest = SIZE.top - ROW;
  return ends
    .sort((a, b) => a.wanted - b.wanted)
    .map(({ name, wanted }) => {
      lowest = Math.max(wanted, lowest + ROW);
      return label(at.right + 10, lowest + 5, shorten(name, SIZE.width - at.right - 10), 'start');
    });
}

function endOf(name: string, values: readonly (number | null)[], at: Place): EndName[] {
  const value = values.findLast((one) => one !== null) ?? null;
  return value === null || name === '' ? [] : [{ name, wanted: at.y(value) }];
}
