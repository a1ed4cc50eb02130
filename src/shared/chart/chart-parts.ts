// Charts drawn on the server as SVG. Each has a title and a description for screen readers, direct labels, one
// colour (so that no meaning hangs on hue), and stands above a table with the same figures.

export type ChartText = { id: string; title: string; description: string; unit: string };

const FONT =
  'font-family="Atkinson Hyperlegible, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif" font-size="15"';
export const INK = '#12303a';
export const FILL = '#0f6674';
export const GRID = '#c8d2d4';
/** Told from the others by its shape too. Vermilion and teal stay apart for every kind of colour vision. */
export const ALARM = '#b3401f';

export function frame(
  text: ChartText,
  size: { width: number; height: number },
  parts: readonly string[],
): string {
  const [titleId, descriptionId] = [`${text.id}-title`, `${text.id}-description`];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-labelledby="${titleId} ${descriptionId}">` +
    `<title id="${titleId}">${escapeText(text.title)}</title><desc id="${descriptionId}">${escapeText(text.description)}</desc>` +
    `<g ${FONT} fill="${INK}">${parts.join('')}</g></svg>`
  );
}

export function rect(x: number, y: number, size: { width: number; height: number }): string {
  return `<rect x="${tenths(x)}" y="${tenths(y)}" width="${tenths(size.width)}" height="${tenths(Math.max(0, size.height))}" fill="${FILL}"/>`;
}

/** A grid line across. */
export function line(x1: number, y: number, x2: number): string {
  return `<line x1="${tenths(x1)}" x2="${tenths(x2)}" y1="${tenths(y)}" y2="${tenths(y)}" stroke="${GRID}"/>`;
}

export function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${tenths(x)}" y="${tenths(y)}" text-anchor="${anchor}">${escapeText(text)}</text>`;
}

export function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** As much of a name as some room holds, in pixels: the whole stands in the table below. */
export function shorten(text: string, room: number): string {
  const most = Math.max(0, Math.floor(room / LETTER));
  return text.length > most ? `${text.slice(0, Math.max(0, most - 1))}…` : text;
}

export function format(value: number): string {
  return Math.abs(value) < LONGHAND ? value.toLocaleString('en-GB') : value.toExponential(1);
}

/** From here on digits say less than the power of ten. Chosen. */
const LONGHAND = 1e13;
/** What a sign of a label takes at most on average, in pixels; digits of the widest of the fonts. */
const LETTER = 8.6;
/** What lies between two labels, in pixels. */
const BETWEEN = 18;

/** The room that the longest of some labels takes, in pixels. */
export function widthOf(labels: readonly string[]): number {
  return Math.ceil(Math.max(0, ...labels.map((text) => text.length)) * LETTER);
}

/** Each how many-th of labels that stand evenly over a width is written, so that none touches the next. */
export function everyFitting(labels: readonly string[], width: number): number {
  return Math.max(1, Math.ceil((labels.length * (widthOf(labels) + BETWEEN)) / width));
}

/** What lies left of an upright axis: never less than usual, and as much as its longest label takes. */
export function axisRoom(ticks: readonly number[], usual: number): number {
  return Math.max(usual, widthOf(ticks.map(format)) + 16);
}

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
