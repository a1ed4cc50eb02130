import { fold } from '../words/fold.ts';
import type { Block } from './find-tables.ts';
import type { FoundLabel, FoundTable } from './found-table.ts';
import type { Grid } from './grid.ts';

/** What the lines and columns of a block are called. */
export function labelsOf(grid: Grid, block: Block, id: string): FoundTable {
  const places = columnsOf(grid, block);
  return {
    id,
    sheet: grid.sheet,
    captions: block.captions,
    corner: places.labels
      .map((column) => headerOf(grid, block, column))
      .filter(Boolean)
      .join(' '),
    rows: rowLabels(grid, block, places),
    columns: places.values.map((column) => columnLabel(grid, block, { column, places })),
    isCases: false,
  };
}

type Places = { labels: number[]; values: number[]; texts: number[] };

function columnsOf(grid: Grid, { lines, headers }: Block): Places {
  const full = lines
    .map((row) => ({ row, line: grid.line(row) }))
    .filter(({ line }) => line.values.length > 0);
  const width = Math.max(
    0,
    ...full.map(({ row }) => grid.width(row)),
    ...headers.map((row) => grid.width(row)),
  );
  const tally = {
    values: tallied(full.map(({ line }) => line.values)),
    texts: tallied(full.map(({ line }) => line.texts)),
  };
  const places: Places = { labels: [], values: [], texts: [] };
  for (let column = 0; column < width; column += 1) {
    const values = tally.values.get(column) ?? 0;
    const texts = tally.texts.get(column) ?? 0;
    if (values + texts === 0) {
      if (places.values.length > 0 && headers.some((row) => grid.text(row, column) !== ''))
        places.values.push(column);
    } else if (
      places.values.length === 0 &&
      isLabelColumn(grid, { full: full.map(({ row }) => row), headers, column, values, texts })
    )
      places.labels.push(column);
    else if (values > 0) places.values.push(column);
    else if (places.values.length > 0) places.texts.push(column);
  }
  return { ...places, values: [...places.values, ...places.texts].sort((a, b) => a - b) };
}

function tallied(lines: readonly (readonly number[])[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const column of lines.flat()) counts.set(column, (counts.get(column) ?? 0) + 1);
  return counts;
}

type Candidate = {
  full: readonly number[];
  headers: readonly number[];
  column: number;
  values: number;
  texts: number;
};

/** Words left of the values; numbers there are labels where words follow further right, or where they go up by steps. */
function isLabelColumn(grid: Grid, { full, headers, column, values, texts }: Candidate): boolean {
  if (texts > values) return true;
  const wordsFollow = full.filter((row) =>
    grid.line(row).texts.some((one) => one > column && isBeforeValue(grid, row, one)),
  ).length;
  if (wordsFollow > full.length / 2) return true;
  const header = fold(headers.map((row) => grid.text(row, column)).join(' '));
  const numbers = full
    .map((row) => Number(grid.text(row, column) || Number.NaN))
    .filter((one) => !Number.isNaN(one));
  const goesUp = numbers.length >= 3 && numbers.every((one, i) => i === 0 || one > numbers[i - 1]!);
  return (
    goesUp &&
    column === Math.min(...full.map((row) => firstColumn(grid, row))) &&
    /\b(?:age|level|sap|code|class|grade|q|no|ref|line)\b/.test(header)
  );
}

function isBeforeValue(grid: Grid, row: number, column: number): boolean {
  return grid.line(row).values.some((value) => value > column);
}

function firstColumn(grid: Grid, row: number): number {
  const { texts, values } = grid.line(row);
  return Math.min(...texts, ...values);
}

function headerOf(grid: Grid, { headers }: Block, column: number): string {
  return headers.map((row) => grid.label(row, column)).findLast((text) => text !== '') ?? '';
}

/** Outer headers reach over the columns to their right that have none of their own. */
function columnLabel(
  grid: Grid,
  { headers }: Block,
  { column, places }: { column: number; places: Places },
): FoundLabel {
  const first = places.values[0]!;
  const path = headers.map((row, i) => {
    const own = grid.label(row, column);
    if (own !== '' || i === headers.length - 1) return own;
    for (let left = column - 1; left >= first; left -= 1)
      if (grid.text(row, left) !== '') return grid.text(row, left);
    return '';
  });
  const said = path.filter((text, i) => text !== '' && text !== path[i - 1]);
  const row = headers.findLast((one) => grid.label(one, column) !== '') ?? headers.at(-1) ?? -1;
  return { at: column, path: said, headings: 0, row, column, isText: places.texts.includes(column) };
}

function rowLabels(grid: Grid, block: Block, places: Places): FoundLabel[] {
  const rows: FoundLabel[] = [];
  const labels = places.labels.filter((column) => !isReference(grid, block, column, places));
  let heading: string | undefined;
  let above: string[] = [];
  for (const row of block.lines) {
    const { texts, values } = grid.line(row);
    if (values.length === 0 && texts.length === 1) {
      heading = grid.text(row, texts[0]!);
      above = [];
      rows.push({ at: row, path: [heading], headings: 0, row, column: texts[0]!, isAlone: true });
      continue;
    }
    const own = ownPath(grid, { row, labels, above, block });
    above = own.filled;
    const innermost = labels.findLast((column) => grid.text(row, column) !== '') ?? labels.at(-1) ?? 0;
    const path = heading === undefined ? own.path : [heading, ...own.path];
    rows.push({ at: row, path, headings: heading === undefined ? 0 : 1, row, column: innermost });
  }
  return rows;
}

/** A label that is left blank under one further out means the one above it. */
function ownPath(
  grid: Grid,
  {
    row,
    labels,
    above,
    block,
  }: { row: number; labels: readonly number[]; above: readonly string[]; block: Block },
): { path: string[]; filled: string[] } {
  const last = labels.findLastIndex((column) => grid.text(row, column) !== '');
  const filled = labels.map((column, i) => {
    const own = grid.label(row, column);
    return own === '' && i < last ? (above[i] ?? '') : own;
  });
  const said = filled.map((text, i) => withHeader(text, headerOf(grid, block, labels[i]!)));
  return { path: said.filter((text, i) => text !== '' && text !== said[i - 1]), filled };
}

/** A bare number or letter means something only with what stands above its column: "Level" and "4". */
function withHeader(text: string, header: string): string {
  return /^(?:\d{1,3}[A-Za-z]?|[A-Ca-c])$/.test(text) && header !== '' ? `${header} ${text}` : text;
}

/** Numbers of the lines beside the words that label them: "1", "2", "3a", "Q4". */
function isReference(grid: Grid, { lines, headers }: Block, column: number, { labels }: Places): boolean {
  if (labels.length < 2 || column === labels.at(-1)) return false;
  const texts = lines.map((row) => grid.text(row, column)).filter((text) => text !== '');
  const header = fold(headers.map((row) => grid.text(row, column)).join(' '));
  if (/\b(?:code|level|age|class|category)\b/.test(header)) return false;
  return (
    texts.length > 0 &&
    texts.every((text) => /^[A-Za-z]{0,3}[ .-]?\d{1,3}(?:[.-]\d{1,2})?[a-z]?[.)]?$/.test(text)) &&
    isInOrder(texts)
  );
}

function isInOrder(texts: readonly string[]): boolean {
  const numbers = texts.map((text) => Number.parseInt(/\d+/.exec(text)?.[0] ?? '', 10));
  return (
    numbers.every((one, i) => i === 0 || one >= numbers[i - 1]!) &&
    new Set(texts).size === texts.length &&
    numbers[0]! <= 3
  );
}
