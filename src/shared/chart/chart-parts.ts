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

export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

export function format(value: number): string {
  return value.toLocaleString('en-GB');
}

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
