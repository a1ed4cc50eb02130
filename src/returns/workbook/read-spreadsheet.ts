import { type CellObject, read, SSF, utils, type WorkSheet } from '@e965/xlsx';
import { zipSync } from 'fflate';
import { type CellTrouble, cellName, type Sheet } from '../sheet.ts';
import { type HiddenInOds, hiddenInOds } from './hidden-in-ods.ts';
import { openArchive } from './open-archive.ts';
import { LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, unreadable } from './unreadable.ts';

/** Programs, pictures and other documents within the workbook: never unpacked. */
const LEFT_PACKED =
  /(^|\/)(vbaProject|media|embeddings|Pictures|Basic|Scripts|ObjectReplacements|Thumbnails|activeX|ctrlProps|externalLinks)/i;

/** An XLSX or ODS workbook. Nothing in it is run or worked out: a formula counts as what was saved with it. */
export function readSpreadsheet(raw: Buffer): Sheet[] {
  const parts = openArchive(raw, (name) => !LEFT_PACKED.test(name));
  ensureReadable(parts);
  const content = parts.get('content.xml');
  const hidden = content ? hiddenInOds(content) : [];
  // Handed on with its parts stored as they are: nothing is left to unpack beyond what was checked.
  const book = read(zipSync(Object.fromEntries(parts), { level: 0 }), {
    type: 'array',
    cellNF: true,
    cellStyles: true,
    sheetStubs: true,
    dense: true,
    sheetRows: MOST_ROWS + 1,
  });
  if (book.SheetNames.length > MOST_SHEETS) throw unreadable('too-many-rows');
  const is1904 = book.Workbook?.WBProps?.date1904 ?? false;
  const sheets = book.SheetNames.map((name, i) => {
    const sheet = sheetOf(name, book.Sheets[name]!, is1904);
    return withHidden(sheet, book.Workbook?.Sheets?.[i]?.Hidden, hidden[i]);
  });
  const cells = sheets.reduce((sum, { rows }) => sum + rows.reduce((wide, row) => wide + row.length, 0), 0);
  if (cells > MOST_CELLS) throw unreadable('too-many-rows');
  return sheets;
}

const HOLDS = (bytes: Buffer | undefined, words: string) => bytes?.includes(words) ?? false;

function ensureReadable(parts: ReadonlyMap<string, Buffer>): void {
  if (HOLDS(parts.get('META-INF/manifest.xml'), 'encryption-data')) throw unreadable('encrypted');
  if (parts.has('xl/workbook.bin')) throw unreadable('binary-excel');
  const isOds = HOLDS(parts.get('mimetype'), 'opendocument.spreadsheet') && parts.has('content.xml');
  if (!isOds && !parts.has('xl/workbook.xml')) throw unreadable('other-archive');
  // No spreadsheet writes a document type; a file that does wants its entities to be expanded.
  for (const [name, bytes] of parts)
    if (/\.(xml|rels)$/.test(name) && HOLDS(bytes.subarray(0, 4096), '<!DOCTYPE'))
      throw unreadable('damaged');
}

function sheetOf(name: string, sheet: WorkSheet, is1904: boolean): Sheet {
  const lines = ((sheet as { '!data'?: (CellObject | undefined)[][] })['!data'] ?? []) as (
    | (CellObject | undefined)[]
    | undefined
  )[];
  const columns = sheet['!ref'] ? utils.decode_range(sheet['!ref']).e.c + 1 : 0;
  if (lines.length > MOST_ROWS || lines.some((line) => (line?.length ?? 0) > MOST_COLUMNS && isLong(line!)))
    throw unreadable('too-many-rows');
  const troubled: Record<string, CellTrouble> = {};
  const rows = Array.from(lines, (line, row) =>
    withoutTail(
      Array.from(line ?? [], (cell, column) => {
        const { text, trouble } = readCell(cell, is1904);
        if (trouble && columns > 0) troubled[cellName(row, column)] = trouble;
        return text;
      }),
    ),
  );
  while (rows.length > 0 && rows.at(-1)!.length === 0) rows.pop();
  return {
    name: name.trim(),
    rows,
    troubled,
    merged: (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c })),
    hiddenRows: hiddenAmong(sheet['!rows']),
    hiddenColumns: hiddenAmong(sheet['!cols']),
  };
}

/** Formatting may reach further than there is anything to read. */
function isLong(line: readonly (CellObject | undefined)[]): boolean {
  return line.findLastIndex((cell) => cell?.v !== undefined && cell.v !== '') >= MOST_COLUMNS;
}

function withoutTail(row: string[]): string[] {
  return row.slice(0, row.findLastIndex((text) => text !== '') + 1);
}

function hiddenAmong(of: readonly ({ hidden?: boolean } | undefined | null)[] | undefined): number[] {
  return Array.from(of ?? [], (one, i) => (one?.hidden ? i : -1)).filter((i) => i >= 0);
}

function withHidden(sheet: Sheet, inXlsx: number | undefined, inOds: HiddenInOds | undefined): Sheet {
  if (!inOds) return { ...sheet, isHidden: Boolean(inXlsx) };
  return { ...sheet, isHidden: inOds.sheet, hiddenRows: inOds.rows, hiddenColumns: inOds.columns };
}

type ReadCell = { text: string; trouble?: CellTrouble };

function readCell(cell: CellObject | undefined, is1904: boolean): ReadCell {
  if (!cell) return { text: '' };
  const { t: type, v: value, f: formula, z: format } = cell;
  if (formula !== undefined && (value === undefined || (type === 'e' && cell.w === undefined)))
    return { text: '', trouble: 'formula-without-value' };
  if (type === 'e') return { text: cell.w ?? '#ERROR', trouble: 'formula-error' };
  if (value === undefined) return { text: '' };
  if (typeof value === 'number') return readNumber(value, String(format ?? ''), is1904);
  if (value instanceof Date) return { text: value.toISOString().slice(0, 10), trouble: 'date' };
  return { text: String(value).trim().slice(0, LONGEST_CELL) };
}

/** What is shown as a share is given as one: "69%"; a date as YYYY-MM-DD. */
function readNumber(value: number, format: string, is1904: boolean): ReadCell {
  if (SSF.is_date(format)) {
    const date = SSF.parse_date_code(value, { date1904: is1904 }) as {
      y: number;
      m: number;
      d: number;
    } | null;
    const padded = (part: number) => String(part).padStart(2, '0');
    return { text: date ? `${date.y}-${padded(date.m)}-${padded(date.d)}` : String(value), trouble: 'date' };
  }
  if (format.includes('%')) return { text: `${Number((value * 100).toPrecision(12))}%` };
  return { text: String(Number(value.toPrecision(15))) };
}
