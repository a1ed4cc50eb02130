import type { Sheet } from '../sheet.ts';
import { casesIn } from './cases.ts';
import type { FoundTable, FoundText } from './found-table.ts';
import { Grid } from './grid.ts';
import { labelsOf } from './labels.ts';
import { type LineKind, lineKind } from './line-kinds.ts';

/** Lines of one table. `lines`: with values, or with a label alone; `headers`: above them. */
export type Block = { captions: FoundText[]; headers: number[]; lines: number[] };

/** The tables of a sheet, by their shape alone: the same file always gives the same ones. */
export function findTables(sheet: Sheet): FoundTable[] {
  const grid = new Grid(sheet);
  const cases = casesIn(grid);
  if (cases) return [cases];
  return blocksOf(grid)
    .map((block, i) => labelsOf(grid, block, `${sheet.name}/${i + 1}`))
    .filter(({ columns, rows }) => columns.length > 0 && rows.length > 0);
}

type Scan = {
  blocks: Block[];
  open: Block | undefined;
  captions: FoundText[];
  headers: number[];
  blanks: number;
};

function blocksOf(grid: Grid): Block[] {
  const kinds = Array.from({ length: grid.height }, (_, row) => lineKind(grid, row));

  const scan: Scan = { blocks: [], open: undefined, captions: [], headers: [], blanks: 0 };
  for (const row of kinds.keys()) {
    takeLine(grid, scan, { row, kind: kinds[row]!, next: nextKind(kinds, row) });
  }
  return scan.blocks;
}

function nextKind(kinds: readonly LineKind[], row: number): LineKind | undefined {
  return kinds.slice(row + 1, row + 1 + MOST_BLANKS).find((kind) => kind !== 'blank');
}

/** What comes after more blank lines belongs to something else. Chosen. */
const MOST_BLANKS = 4;

type Line = { row: number; kind: LineKind; next: LineKind | undefined };

function takeLine(grid: Grid, scan: Scan, line: Line): void {
  const { row, kind } = line;
  if (kind === 'blank') scan.blanks += 1;
  else if (kind === 'alone') takeAlone(grid, scan, line);
  else if (kind === 'header') takeHeader(grid, scan, line);
  else if (kind === 'values') takeValues(scan, row);
  else if (kind === 'years' && (isWithin(scan) || isLabelled(grid, scan, row))) takeValues(scan, row);
  else if (kind === 'years') {
    closeFor(scan);
    scan.headers.push(row);
  }
  if (kind !== 'blank') scan.blanks = 0;
}

/** Under a header a line with a label of its own holds counts, even where they look like years. */
function isLabelled(grid: Grid, { headers }: Scan, row: number): boolean {
  const { texts, values } = grid.line(row);
  return headers.length > 0 && texts.some((column) => column < Math.min(...values));
}

/** Straight below another line of the table. */
function isWithin({ open, blanks, captions, headers }: Scan): boolean {
  return open !== undefined && blanks === 0 && captions.length === 0 && headers.length === 0;
}

function takeValues(scan: Scan, row: number): void {
  const begins = scan.headers.length > 0 || !scan.open || scan.blanks >= MOST_BLANKS;
  if (begins) {
    scan.open = { captions: scan.captions, headers: scan.headers, lines: [] };
    scan.blocks.push(scan.open);
  } else scan.open!.lines.push(...scan.captions.map((caption) => caption.row));
  scan.captions = [];
  scan.headers = [];
  scan.open!.lines.push(row);
}

/** Longer text is a note. Chosen. */
const LONGEST_HEADING = 90;

/** A heading within the table, a question without an answer, the caption of the next table, or a note. */
function takeAlone(grid: Grid, scan: Scan, { row, next }: Line): void {
  const column = grid.line(row).texts[0]!;
  const text = grid.text(row, column);
  const isOuterHeader = column > 0 && isHeader(next) && isOverValues(grid, row);
  if (isOuterHeader) {
    closeFor(scan);
    scan.headers.push(row);
  } else if (
    scan.open &&
    scan.headers.length === 0 &&
    scan.blanks === 0 &&
    !isHeader(next) &&
    text.length <= LONGEST_HEADING
  ) {
    scan.open.lines.push(...scan.captions.map((caption) => caption.row), row);
    scan.captions = [];
  } else scan.captions.push({ text, row, column });
}

function isHeader(kind: LineKind | undefined): boolean {
  return kind === 'header' || kind === 'years';
}

/** A lone text that stands further right than the first column of the next line is above its values. */
function isOverValues(grid: Grid, row: number): boolean {
  const below = Array.from({ length: MOST_BLANKS }, (_, i) => grid.line(row + 1 + i)).find(
    ({ texts, values }) => texts.length + values.length > 0,
  );
  return below !== undefined && grid.line(row).texts[0]! > Math.min(...below.texts, ...below.values);
}

function closeFor(scan: Scan): void {
  scan.open = undefined;
}

/** In the midst of a table one text where a value should be is a faulty value; several are the header of the next table. */
function takeHeader(grid: Grid, scan: Scan, { row }: Line): void {
  const { texts, values } = grid.line(row);
  const isFaulty = isWithin(scan) && texts.length + values.length <= labelColumnsOf(grid, scan.open!) + 1;
  if (isFaulty) {
    scan.open!.lines.push(...scan.captions.map((caption) => caption.row), row);
    scan.captions = [];
    return;
  }
  closeFor(scan);
  scan.headers.push(row);
}

/** Before the first value of the table's first line. */
function labelColumnsOf(grid: Grid, { lines }: Block): number {
  const { texts, values } = grid.line(lines[0]!);
  const firstValue = values.find((column) => texts.some((text) => text < column)) ?? values[0] ?? 1;
  return Math.max(1, texts.filter((column) => column < firstValue).length);
}
