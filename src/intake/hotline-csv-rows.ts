import { CsvError, parse } from 'csv-parse/sync';
import type { StrippedPayload } from './adapter.ts';
import { storable } from './evidence-list.ts';
import { columnOf } from './hotline-csv-columns.ts';
import { decodeText, invalid } from './json-text.ts';
import { stripPayloads } from './payloads.ts';

// RFC 4180, with comma, semicolon or tab. Cutting works on bytes, so that text in any encoding survives it; a quote
// opens a quoted cell only where a cell begins.

const [LINE_FEED, CARRIAGE_RETURN, QUOTE] = [10, 13, 34];
const DELIMITERS = [',', ';', '\t'] as const;

/** The file's header with each of its rows in turn; rows in which nothing stands are left out. */
export function cutRows(raw: Buffer): Buffer[] {
  const records = [...recordsOf(raw)];
  const [header, ...rows] = records;
  if (!header) return [raw];
  return rows.filter((record) => !isBlank(record)).map((record) => Buffer.concat([endLine(header), record]));
}

/** The delimiter that parts the header into most cells. */
function delimiterOf(raw: Buffer): string {
  const [firstLine = ''] = raw
    .subarray(0, 65_536)
    .toString('latin1')
    .split(/\r?\n|\r/, 1);
  const cells = DELIMITERS.map((delimiter) => firstLine.split(delimiter).length);
  return DELIMITERS[cells.indexOf(Math.max(...cells))]!;
}

/** Names in the first line; for telling the format by. */
export function headerNames(raw: Buffer): string[] {
  const [firstLine = ''] = raw
    .subarray(0, 65_536)
    .toString('utf8')
    .replace('\u{FEFF}', '')
    .split(/\r?\n|\r/, 1);
  return firstLine.split(delimiterOf(raw)).map((name) => name.replaceAll('"', '').trim());
}

function* recordsOf(raw: Buffer): Generator<Buffer> {
  const delimiter = delimiterOf(raw).charCodeAt(0);
  let start = 0;
  let quoted = false;
  let cellBegins = true;
  let closedAt = -1;
  for (let at = 0; at < raw.length; at += 1) {
    const byte = raw[at]!;
    if (byte === QUOTE) {
      if (quoted) closedAt = at;
      // Two quotes in a row are one that is meant.
      quoted = !quoted && (cellBegins || closedAt === at - 1);
      cellBegins = false;
    } else if (!quoted && endsLine(raw, at)) {
      yield raw.subarray(start, at + 1);
      start = at + 1;
      cellBegins = true;
    } else if (!quoted) {
      cellBegins = byte === delimiter;
    }
    if (at === 2 && isByteOrderMark(raw)) cellBegins = true;
  }
  if (start < raw.length) yield raw.subarray(start);
}

function endsLine(raw: Buffer, at: number): boolean {
  return raw[at] === LINE_FEED || (raw[at] === CARRIAGE_RETURN && raw[at + 1] !== LINE_FEED);
}

function endLine(header: Buffer): Buffer {
  const last = header.at(-1);
  return last === LINE_FEED || last === CARRIAGE_RETURN ? header : Buffer.concat([header, Buffer.from('\n')]);
}

function isByteOrderMark(raw: Buffer): boolean {
  return raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf;
}

function isBlank(record: Buffer): boolean {
  return /^[\s,;"]*$/.test(record.subarray(0, 65_536).toString('latin1')) && record.length < 65_536;
}

/** One row by its header's names. `line`: where the row begins. */
export type Row = {
  cells: { header: string; value: string }[];
  line: number;
  stripped: StrippedPayload[];
  raw?: Buffer;
};

/** Reads a header with one row; throws `intake.invalid` with the line at which they are no CSV. */
export function readRow(raw: Buffer): Row {
  const { text, payloads } = stripPayloads(storable(decodeText(raw)));
  const records = parseRecords(text, delimiterOf(raw));
  const [header, row, further] = records;
  if (!header || !row) throw invalid([{ reason: 'there is a header and no row under it', line: 1 }]);
  if (further)
    throw invalid([{ reason: 'more than one row: hand in the file as a whole', line: further.line }]);
  ensureSameWidth(header, row);
  const cells = header.cells.map((name, i) => ({
    header: name.trim() || `column ${i + 1}`,
    value: row.cells[i]!,
  }));
  return {
    cells,
    line: row.line,
    stripped: payloads.map((payload) => ({
      path: cells.find((cell) => cell.value.includes(payload.sha256))?.header ?? '',
      ...payload,
    })),
    ...(payloads.length > 0 && { raw: Buffer.from(text) }),
  };
}

type Parsed = { cells: string[]; line: number };

function parseRecords(text: string, delimiter: string): Parsed[] {
  try {
    const records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines - lineBreaks(record) }));
  } catch (failure) {
    if (!(failure instanceof CsvError)) throw failure;
    throw invalid([
      {
        reason: 'a quote stands inside a cell that is not quoted, or one is not closed',
        line: typeof failure['lines'] === 'number' ? failure['lines'] : 1,
      },
    ]);
  }
}

/** csv-parse tells the line on which a record ends. */
function lineBreaks(cells: readonly string[]): number {
  return cells.join('').split('\n').length - 1;
}

function ensureSameWidth(header: Parsed, row: Parsed): void {
  const twice = header.cells.findIndex((name, i) => name.trim() !== '' && header.cells.indexOf(name) < i);
  if (twice >= 0)
    throw invalid([{ reason: `column ${twice + 1} has the name of an earlier one`, line: header.line }]);
  if (header.cells.length === row.cells.length) return;
  throw invalid([
    { reason: `${row.cells.length} cells under ${header.cells.length} columns`, line: row.line },
  ]);
}

/** The column of each header; where two headers mean the same column, the first one. */
export function knownCells(row: Row): Map<string, { header: string; value: string }> {
  const known = new Map<string, { header: string; value: string }>();
  for (const cell of row.cells) {
    const column = columnOf(cell.header);
    if (column && !known.has(column)) known.set(column, cell);
  }
  return known;
}
