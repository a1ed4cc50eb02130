import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import type { Sheet } from '../sheet.ts';
import { MOST_CELLS, MOST_COLUMNS, MOST_ROWS, unreadable } from './unreadable.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** So many lines tell the delimiter. Chosen: titles above and notes below are outvoted by the table. */
const TELLING_LINES = 200;
/** The first line by which Excel is told the delimiter. */
const EXCEL_HINT = /^sep=([,;\t|])\r?\n/;

/** A CSV file as a workbook of one sheet. Throws `picture.unreadable-return`. */
export function readCsv(raw: Buffer): Sheet[] {
  const text = decode(raw);
  const hint = EXCEL_HINT.exec(text);
  const delimiter = hint?.[1] ?? likeliestDelimiter(text);
  const rows = tableOf(hint ? text.replace(EXCEL_HINT, '\n') : text, delimiter);
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const cells = rows.reduce((sum, row) => sum + row.length, 0);
  if (rows.length > MOST_ROWS || columns > MOST_COLUMNS || cells > MOST_CELLS)
    throw unreadable('too-many-rows');
  return [{ name: 'Sheet1', rows }];
}

function tableOf(text: string, delimiter: string, lines?: number): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      trim: true,
      ...(lines && { to_line: lines }),
    });
  } catch (failure) {
    if (!(failure instanceof CsvError)) throw failure;
    const line = typeof failure['lines'] === 'number' ? failure['lines'] : 1;
    throw unreadable('no-table', { line });
  }
}

/** The one by which most lines fall into the same number of cells. */
function likeliestDelimiter(text: string): string {
  const head = text.split(/\r\n|\n|\r/, TELLING_LINES).join('\n');
  const scores = DELIMITERS.map((delimiter) => ({ delimiter, ...agreement(head, delimiter) }));
  scores.sort((a, b) => b.lines - a.lines || b.cells - a.cells);
  return scores[0]!.lines > 0 ? scores[0]!.delimiter : ',';
}

/** How many lines have the commonest number of cells above one, and that number. */
function agreement(head: string, delimiter: string): { lines: number; cells: number } {
  const counts = new Map<number, number>();
  for (const line of head.split('\n')) {
    const cells = line.replaceAll(/"[^"]*"/g, '').split(delimiter).length;
    if (cells > 1) counts.set(cells, (counts.get(cells) ?? 0) + 1);
  }
  const [best = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return { cells: best[0]!, lines: best[1]! };
}

/** UTF-8 or UTF-16 where it says so or can be nothing else; else Windows-1252, in which every byte is a character. */
function decode(raw: Buffer): string {
  const text = decodeAs(encodingOf(raw), raw);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a table of text holds none of them
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw unreadable('not-text');
  return text;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

function decodeAs(encoding: Encoding, raw: Buffer): string {
  if (encoding !== 'utf-16be') return new TextDecoder(encoding).decode(raw);
  const swapped = Buffer.from(raw.subarray(0, raw.length - (raw.length % 2)));
  return new TextDecoder('utf-16le').decode(swapped.swap16());
}

/** Of plain Latin text in UTF-16 about every second byte is nought. */
const LEAST_SHARE_NOUGHT = 0.3;

function encodingOf(raw: Buffer): Encoding {
  if (raw[0] === 0xff && raw[1] === 0xfe) return 'utf-16le';
  if (raw[0] === 0xfe && raw[1] === 0xff) return 'utf-16be';
  const head = raw.subarray(0, 4096);
  const noughts = [0, 0];
  for (const [i, byte] of head.entries()) if (byte === 0) noughts[i % 2]! += 1;
  if (noughts[1]! > head.length * LEAST_SHARE_NOUGHT && noughts[0] === 0) return 'utf-16le';
  if (noughts[0]! > head.length * LEAST_SHARE_NOUGHT && noughts[1] === 0) return 'utf-16be';
  return isUtf8(raw) ? 'utf-8' : 'windows-1252';
}
