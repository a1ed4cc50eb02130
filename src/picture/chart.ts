import { scaleBand, scaleLinear } from 'd3-scale';

// Charts drawn on the server as SVG. Each has a title and a description for screen readers, direct labels, one
// colour (so that no meaning hangs on hue), and stands above a table with the same figures.

export type Point = { label: string; value: number };
export type ChartText = { id: string; title: string; description: string; unit: string };

const FONT =
  'font-family="Atkinson Hyperlegible, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif" font-size="15"';
const INK = '#12303a';
const FILL = '#0f6674';
const GRID = '#c8d2d4';

/** Columns along time. Where they are many, only each n-th is labelled, so that labels never touch. */
export function columnChart(text: ChartText, points: readonly Point[]): string {
  const size = { width: 960, height: 300, left: 56, right: 8, top: 16, bottom: 44 };
  const x = scaleBand(
    points.map((point) => point.label),
    [size.left, size.width - size.right],
  ).padding(0.2);
  const y = scaleLinear([0, highest(points)], [size.height - size.bottom, size.top]).nice(4);
  const every = Math.ceil(points.length / 16);
  const grid = y
    .ticks(4)
    .map(
      (tick) =>
        line(size.left, y(tick), size.width - size.right) +
        label(size.left - 8, y(tick) + 5, format(tick), 'end'),
    );
  const columns = points.map((point, i) => {
    const left = x(point.label)!;
    const top = y(point.value);
    const column = rect(left, top, { width: x.bandwidth(), height: size.height - size.bottom - top });
    const named =
      i % every === 0
        ? label(left + x.bandwidth() / 2, size.height - size.bottom + 22, point.label, 'middle')
        : '';
    return column + named;
  });
  return frame(text, size, [...grid, ...columns]);
}

/** Bars by category, longest first as given, each labelled with its value. */
export function barChart(text: ChartText, points: readonly Point[]): string {
  const row = 30;
  const size = { width: 960, height: points.length * row + 16, left: 320, right: 90 };
  const x = scaleLinear([0, highest(points)], [size.left, size.width - size.right]);
  const bars = points.map((point, i) => {
    const top = 8 + i * row;
    return (
      label(size.left - 10, top + 20, shorten(point.label), 'end') +
      rect(size.left, top + 4, { width: x(point.value) - size.left, height: row - 8 }) +
      label(x(point.value) + 8, top + 20, format(point.value), 'start')
    );
  });
  return frame(text, size, bars);
}

function frame(text: ChartText, size: { width: number; height: number }, parts: readonly string[]): string {
  const [titleId, descriptionId] = [`${text.id}-title`, `${text.id}-description`];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-labelledby="${titleId} ${descriptionId}">` +
    `<title id="${titleId}">${escapeText(text.title)}</title><desc id="${descriptionId}">${escapeText(text.description)}</desc>` +
    `<g ${FONT} fill="${INK}">${parts.join('')}</g></svg>`
  );
}

function highest(points: readonly Point[]): number {
  return Math.max(1, ...points.map((point) => point.value));
}

function rect(x: number, y: number, size: { width: number; height: number }): string {
  return `<rect x="${tenths(x)}" y="${tenths(y)}" width="${tenths(size.width)}" height="${tenths(Math.max(0, size.height))}" fill="${FILL}"/>`;
}

function line(x1: number, y: number, x2: number): string {
  return `<line x1="${tenths(x1)}" x2="${tenths(x2)}" y1="${tenths(y)}" y2="${tenths(y)}" stroke="${GRID}"/>`;
}

function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${tenths(x)}" y="${tenths(y)}" text-anchor="${anchor}">${escapeText(text)}</text>`;
}

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function format(value: number): string {
  return value.toLocaleString('en-GB');
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
