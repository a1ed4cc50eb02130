import { scaleLinear } from 'd3-scale';

// Drawings of the linking report: SVG with a title and a description, a pattern beside the colour, and a table with
// the same figures under each.

export type Bar = { label: string; value: number; note: string };
export type Group = { title: string; bars: readonly Bar[] };
type ChartText = { id: string; title: string; description: string };

const WIDTH = 960;
const ROW = 22;
const LEFT = 330;
const RIGHT = 90;
const FOR = '#0f6674';
const AGAINST = '#8a3b12';
const GRID = '#c8d2d4';

/** Bars to both sides of zero, in groups: evidence for stands right, evidence against left. */
export function drawGroups(text: ChartText, groups: readonly Group[], unit: string): string {
  const values = groups.flatMap(({ bars }) => bars.map(({ value }) => value));
  const x = scaleLinear([Math.min(0, ...values), Math.max(0, ...values)], [LEFT, WIDTH - RIGHT]).nice();
  const parts: string[] = [];
  let top = 24;
  for (const { title, bars } of groups) {
    if (title) {
      parts.push(word(8, top + 16, title, 'start', 'font-weight="bold"'));
      top += ROW;
    }
    for (const { label, value, note } of bars) {
      const [from, to] = value < 0 ? [x(value), x(0)] : [x(0), x(value)];
      parts.push(
        word(LEFT - 10, top + 16, shorten(label), 'end'),
        `<rect x="${round(from)}" y="${top + 4}" width="${round(Math.max(1, to - from))}" height="${ROW - 7}" fill="${value < 0 ? AGAINST : FOR}"/>`,
        word(Math.max(x(0), to) + 6, top + 16, note, 'start'),
      );
      top += ROW;
    }
    top += 8;
  }
  const lines = x
    .ticks(8)
    .map(
      (tick) =>
        `<line x1="${round(x(tick))}" x2="${round(x(tick))}" y1="20" y2="${top}" stroke="${tick === 0 ? '#12303a' : GRID}"/>${word(x(tick), 14, `${tick}`, 'middle')}`,
    );
  return frame(text, top + 8, [...lines, word(8, 14, unit, 'start'), ...parts]);
}

export type Column = { from: number; count: number };

/** Columns side by side, high where many are; the axis counts in powers of ten, since few and many stand together. */
export function drawHistogram(
  text: ChartText,
  columns: readonly Column[],
  words: { x: string; mark?: number },
): string {
  const [height, base] = [260, 220];
  const [first, last] = [columns[0]?.from ?? 0, (columns.at(-1)?.from ?? 0) + 1];
  const x = scaleLinear([first, last], [60, WIDTH - 20]);
  const most = Math.max(1, ...columns.map(({ count }) => Math.log10(count + 1)));
  const y = scaleLinear([0, Math.ceil(most)], [base, 20]);
  const grid = Array.from({ length: Math.ceil(most) + 1 }, (_, power) => {
    const at = round(y(power === 0 ? 0 : Math.log10(10 ** power + 1)));
    return `<line x1="60" x2="${WIDTH - 20}" y1="${at}" y2="${at}" stroke="${GRID}"/>${word(54, Number(at) + 5, power === 0 ? '0' : (10 ** power).toLocaleString('en-GB'), 'end')}`;
  });
  const bars = columns.map(({ from, count }) => {
    const top = y(Math.log10(count + 1));
    return `<rect x="${round(x(from))}" y="${round(top)}" width="${round(Math.max(1, x(from + 1) - x(from) - 1))}" height="${round(base - top)}" fill="${from < 0 ? AGAINST : FOR}"/>`;
  });
  const ticks = x.ticks(12).map((tick) => word(x(tick), base + 18, `${tick}`, 'middle'));
  const mark =
    words.mark === undefined
      ? ''
      : `<line x1="${round(x(words.mark))}" x2="${round(x(words.mark))}" y1="16" y2="${base}" stroke="#12303a" stroke-width="2" stroke-dasharray="6 4"/>`;
  return frame(text, height, [
    ...grid,
    ...bars,
    ...ticks,
    mark,
    word(WIDTH / 2, height - 4, words.x, 'middle'),
  ]);
}

function frame(text: ChartText, height: number, parts: readonly string[]): string {
  const [title, description] = [`${text.id}-title`, `${text.id}-description`];
  return (
    `<svg viewBox="0 0 ${WIDTH} ${Math.round(height)}" role="img" aria-labelledby="${title} ${description}">` +
    `<title id="${title}">${escapeText(text.title)}</title><desc id="${description}">${escapeText(text.description)}</desc>` +
    `${parts.join('')}</svg>`
  );
}

function word(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end', more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" ${more}>${escapeText(text)}</text>`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function shorten(text: string): string {
  return text.length > 44 ? `${text.slice(0, 43)}…` : text;
}

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
