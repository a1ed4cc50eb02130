import { scaleLinear } from 'd3-scale';
import {
  type ChartText,
  FILL,
  format,
  frame,
  GRID,
  INK,
  label,
  line,
  shorten,
  tenths,
  widthOf,
} from './chart-parts.ts';

/** One row: what was counted (a bar) and what is estimated (a dot within its limits). Either may be missing. */
export type IntervalLine = {
  label: string;
  counted: number | null;
  estimate: { value: number; low: number | null; high: number | null } | null;
};

/** What the bar and the dot are called in the key. */
export type IntervalNames = { counted: string; estimate: string };

const ROW = 38;
const KEY = 30;
const SIZE = { width: 960, left: 320, right: 110 };
/** Labels of the axis, and what lies between two of them, in pixels. */
const [TICKS, BETWEEN] = [5, 18];

/** Counts beside estimates with their limits, from 0 up, with a key that shows each mark. */
export function intervalChart(text: ChartText, lines: readonly IntervalLine[], names: IntervalNames): string {
  const height = KEY + lines.length * ROW + 34;
  const right = SIZE.width - Math.max(SIZE.right, widthOf(lines.map(saidOf)) + 16);
  const x = scaleLinear([0, highest(lines)], [SIZE.left, right])
    .nice(TICKS)
    .clamp(true);
  const widest = widthOf(x.ticks(TICKS).map(format)) + BETWEEN;
  const fitting = [TICKS, 4, 3, 2, 1].map((count) => x.ticks(count));
  const ticks = fitting.find(({ length }) => length * widest <= right - SIZE.left) ?? [0];
  const bottom = KEY + lines.length * ROW + 4;
  const below = ticks.map(
    (tick) =>
      `<line x1="${tenths(x(tick))}" x2="${tenths(x(tick))}" y1="${KEY}" y2="${bottom}" stroke="${GRID}"/>` +
      label(x(tick), bottom + 20, format(tick), 'middle'),
  );
  const drawn = lines.map((one, i) => rowOf(one, KEY + i * ROW, (value) => x(value)));
  return frame(text, { width: SIZE.width, height }, [
    ...below,
    ...drawn,
    line(SIZE.left, bottom, right),
    keyOf(lines, names),
  ]);
}

function highest(lines: readonly IntervalLine[]): number {
  const all = lines.flatMap(({ counted, estimate }) => [
    counted ?? 0,
    estimate?.value ?? 0,
    estimate?.high ?? 0,
  ]);
  return Math.max(1, ...all);
}

/** The number at the end of a row. */
function saidOf({ counted, estimate }: IntervalLine): string {
  if (estimate) return format(Math.round(estimate.value));
  return counted === null ? '–' : format(counted);
}

function rowOf(one: IntervalLine, top: number, x: (value: number) => number) {
  const { label: name, counted, estimate } = one;
  const middle = top + ROW / 2;
  const ends = [counted ?? 0, estimate?.value ?? 0, estimate?.high ?? 0];
  return [
    label(SIZE.left - 10, middle + 5, shorten(name, SIZE.left - 14), 'end'),
    counted === null ? '' : bar(SIZE.left, middle, x(counted) - SIZE.left),
    estimate ? dot(estimate, middle, x) : '',
    label(x(Math.max(...ends)) + 12, middle + 5, saidOf(one), 'start'),
  ].join('');
}

function bar(left: number, middle: number, width: number): string {
  return `<rect x="${tenths(left)}" y="${tenths(middle - 9)}" width="${tenths(Math.max(0, width))}" height="18" fill="${FILL}" fill-opacity="0.45"/>`;
}

function dot(
  { value, low, high }: NonNullable<IntervalLine['estimate']>,
  middle: number,
  x: (value: number) => number,
): string {
  const stroke = `stroke="${INK}" stroke-width="2.5"`;
  const end = (at: number) =>
    `<line x1="${tenths(x(at))}" x2="${tenths(x(at))}" y1="${middle - 7}" y2="${middle + 7}" ${stroke}/>`;
  const limits =
    low === null || high === null
      ? ''
      : `<line x1="${tenths(x(low))}" x2="${tenths(x(high))}" y1="${middle}" y2="${middle}" ${stroke}/>${end(low)}${end(high)}`;
  return `${limits}<circle cx="${tenths(x(value))}" cy="${middle}" r="6" fill="${INK}"/>`;
}

/** Only of marks that are there. */
function keyOf(lines: readonly IntervalLine[], { counted, estimate }: IntervalNames): string {
  const parts: string[] = [];
  let left = SIZE.left;
  if (lines.some((one) => one.counted !== null)) {
    parts.push(bar(left, 12, 30), label(left + 38, 17, counted, 'start'));
    left += 60 + counted.length * 8;
  }
  if (lines.some((one) => one.estimate !== null))
    parts.push(
      dot({ value: 15, low: 0, high: 30 }, 12, (value) => left + value),
      label(left + 38, 17, estimate, 'start'),
    );
  return parts.join('');
}
