import { scaleBand, scaleLinear } from 'd3-scale';
import {
  axisRoom,
  type ChartText,
  everyFitting,
  format,
  frame,
  label,
  line,
  rect,
  shorten,
  widthOf,
} from './chart-parts.ts';

export type Point = { label: string; value: number };

/** Columns along time. Where they are many, only each n-th is labelled, so that labels never touch. */
export function columnChart(text: ChartText, points: readonly Point[]): string {
  const size = { width: 960, height: 300, left: 56, right: 8, top: 16, bottom: 44 };
  const y = scaleLinear([0, highest(points)], [size.height - size.bottom, size.top]).nice(4);
  const from = axisRoom(y.ticks(4), size.left);
  const to = size.width - size.right;
  const labels = points.map((point) => point.label);
  const x = scaleBand(labels, [from, to]).padding(0.2);
  const every = everyFitting(labels, to - from);
  const grid = y
    .ticks(4)
    .map((tick) => line(from, y(tick), to) + label(from - 8, y(tick) + 5, format(tick), 'end'));
  const columns = points.map((point, i) => {
    const left = x(point.label)!;
    const top = y(point.value);
    const column = rect(left, top, { width: x.bandwidth(), height: size.height - size.bottom - top });
    const middle = left + x.bandwidth() / 2;
    // At the right edge a label has no room for the half that would lie outside.
    const fits = middle + widthOf([point.label]) / 2 <= size.width;
    const named =
      i % every === 0 && fits ? label(middle, size.height - size.bottom + 22, point.label, 'middle') : '';
    return column + named;
  });
  return frame(text, size, [...grid, ...columns]);
}

/** The room for the names of bars, in pixels. Chosen: a long name may take the half, and short ones leave it to the bars. */
const LEAST_ROOM = 120;
const MOST_ROOM = 440;

/** Bars by category, longest first as given, each labelled with its value. */
export function barChart(text: ChartText, points: readonly Point[]): string {
  const row = 30;
  const wanted = widthOf(points.map((point) => point.label)) + 16;
  const left = Math.min(MOST_ROOM, Math.max(LEAST_ROOM, wanted));
  const size = { width: 960, height: points.length * row + 16, left, right: 90 };
  const x = scaleLinear([0, highest(points)], [size.left, size.width - size.right]);
  const bars = points.map((point, i) => {
    const top = 8 + i * row;
    return (
      label(size.left - 10, top + 20, shorten(point.label, size.left - 14), 'end') +
      rect(size.left, top + 4, { width: x(point.value) - size.left, height: row - 8 }) +
      label(x(point.value) + 8, top + 20, format(point.value), 'start')
    );
  });
  return frame(text, size, bars);
}

function highest(points: readonly Point[]): number {
  return Math.max(1, ...points.map((point) => point.value));
}
