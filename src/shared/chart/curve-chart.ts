import { scaleLinear } from 'd3-scale';
import { type ChartText, FILL, frame, INK, label, line, tenths } from './chart-parts.ts';

/** `interval`: lowest and highest of a point that is drawn with its doubt. */
export type CurvePoint = { x: number; y: number; interval?: readonly [number, number] };

/** `style`: told apart by the stroke and by the label at its end, not by colour alone. */
export type Curve = {
  label: string;
  style: 'solid' | 'dashed' | 'dotted' | 'points';
  points: readonly CurvePoint[];
};

/** `x`, `y`: the axes' names and spans; `format`: how a tick reads. */
export type Axes = {
  x: { name: string; span: readonly [number, number] };
  y: { name: string; span: readonly [number, number] };
  format(value: number): string;
};

const SIZE = { width: 720, height: 460, left: 76, right: 24, top: 40, bottom: 58 };
const DASHES = {
  solid: '',
  dashed: ' stroke-dasharray="9 6"',
  dotted: ' stroke-dasharray="2 5"',
  points: '',
};
const KEY_ROW = 22;

/** Curves over two numbers, with a key that shows each stroke. */
export function curveChart(text: ChartText, axes: Axes, curves: readonly Curve[]): string {
  const height = SIZE.height + curves.length * KEY_ROW;
  const x = scaleLinear([...axes.x.span], [SIZE.left, SIZE.width - SIZE.right]).clamp(true);
  const y = scaleLinear([...axes.y.span], [SIZE.height - SIZE.bottom, SIZE.top]).clamp(true);
  const grid = y
    .ticks(5)
    .map(
      (tick) =>
        line(SIZE.left, y(tick), SIZE.width - SIZE.right) +
        label(SIZE.left - 8, y(tick) + 5, axes.format(tick), 'end'),
    );
  const below = x
    .ticks(6)
    .map((tick) => label(x(tick), SIZE.height - SIZE.bottom + 22, axes.format(tick), 'middle'));
  const names = [
    label((SIZE.left + SIZE.width - SIZE.right) / 2, SIZE.height - 10, axes.x.name, 'middle'),
    label(8, 20, axes.y.name, 'start'),
  ];
  const drawn = curves.map((curve) => draw(curve, x, y));
  const key = curves.map((curve, i) => keyLine(curve, SIZE.height + 8 + i * KEY_ROW));
  return frame(text, { width: SIZE.width, height }, [...grid, ...below, ...names, ...drawn, ...key]);
}

type Scale = (value: number) => number;

function draw({ style, points }: Curve, x: Scale, y: Scale): string {
  if (style === 'points') return points.map((point) => dot(point, x, y)).join('');
  const path = points
    .map((point, i) => `${i === 0 ? 'M' : 'L'}${tenths(x(point.x))} ${tenths(y(point.y))}`)
    .join('');
  return `<path d="${path}" fill="none" stroke="${style === 'solid' ? FILL : INK}" stroke-width="2.5"${DASHES[style]}/>`;
}

function dot({ x: at, y: value, interval }: CurvePoint, x: Scale, y: Scale): string {
  const bar = interval
    ? `<line x1="${tenths(x(at))}" x2="${tenths(x(at))}" y1="${tenths(y(interval[0]))}" y2="${tenths(y(interval[1]))}" stroke="${INK}" stroke-width="1.5"/>`
    : '';
  return `${bar}<circle cx="${tenths(x(at))}" cy="${tenths(y(value))}" r="5" fill="${FILL}"/>`;
}

function keyLine({ label: name, style }: Curve, y: number): string {
  const left = SIZE.left;
  const mark =
    style === 'points'
      ? `<circle cx="${left + 17}" cy="${y}" r="5" fill="${FILL}"/>`
      : `<line x1="${left}" x2="${left + 34}" y1="${y}" y2="${y}" stroke="${style === 'solid' ? FILL : INK}" stroke-width="2.5"${DASHES[style]}/>`;
  return mark + label(left + 44, y + 5, name, 'start');
}
