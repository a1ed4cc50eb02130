// Small pieces of SVG. Every text is escaped; colours are never the only carrier of a meaning.

export const INK = '#12303a';
export const TEAL = '#0f6674';
export const RUST = '#942514';
export const GREY = '#505a5f';
export const PALE = '#e8eeef';
const GRID = '#c8d2d4';
const FONT =
  'font-family="Atkinson Hyperlegible, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif" font-size="15"';

export type Size = { width: number; height: number };
export type Text = { id: string; title: string; description: string };

/** `group`: it holds links, which a picture (`img`) would hide from screen readers. */
export function svgFrame(text: Text, size: Size, parts: readonly string[], role: 'img' | 'group'): string {
  const [titleId, descriptionId] = [`${text.id}-title`, `${text.id}-description`];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="${role}" aria-labelledby="${titleId}" aria-describedby="${descriptionId}">` +
    `<title id="${titleId}">${escapeText(text.title)}</title><desc id="${descriptionId}">${escapeText(text.description)}</desc>` +
    `<g ${FONT} fill="${INK}">${parts.join('')}</g></svg>`
  );
}

export function rect(x: number, y: number, size: Size, attributes: string): string {
  return `<rect x="${tenths(x)}" y="${tenths(y)}" width="${tenths(Math.max(0, size.width))}" height="${tenths(size.height)}" ${attributes}/>`;
}

export type Point = { x: number; y: number };

export function line(from: Point, to: Point, attributes = `stroke="${GRID}"`): string {
  return `<line x1="${tenths(from.x)}" y1="${tenths(from.y)}" x2="${tenths(to.x)}" y2="${tenths(to.y)}" ${attributes}/>`;
}

export function label({ x, y }: Point, text: string, anchor: 'start' | 'middle' | 'end', more = ''): string {
  return `<text x="${tenths(x)}" y="${tenths(y)}" text-anchor="${anchor}"${more && ` ${more}`}>${escapeText(text)}</text>`;
}

export function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** As much as fits, with an ellipsis. */
export function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
