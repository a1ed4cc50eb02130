import { utils, write } from '@e965/xlsx';
import { csvCell } from '../../shared/csv-cell.ts';
import type { Dice } from '../../shared/dice.ts';
import type { DraftSheet } from './telling.ts';

const FORMATS = ['xlsx', 'ods', 'csv', 'csv-semicolon', 'tsv-utf16', 'csv-1252'] as const;
export type ReturnFormat = (typeof FORMATS)[number];

/** Only a workbook holds several sheets. */
export function formatFor(dice: Dice, sheets: readonly DraftSheet[]): ReturnFormat {
  return sheets.length > 1 ? dice.pick(['xlsx', 'ods'] as const) : dice.pick(FORMATS);
}

/** The file as that program would have saved it. */
export function writeFile(sheets: readonly DraftSheet[], format: ReturnFormat): Buffer {
  if (format === 'xlsx' || format === 'ods') return writeBook(sheets, format);
  const delimiter = format === 'csv-semicolon' ? ';' : format === 'tsv-utf16' ? '\t' : ',';
  const width = Math.max(...sheets[0]!.rows.map((row) => row.length));
  const text = sheets[0]!.rows
    .map((row) =>
      Array.from({ length: width }, (_, i) => quoted(String(row[i] ?? ''), delimiter)).join(delimiter),
    )
    .join('\r\n');
  if (format === 'tsv-utf16') return Buffer.from(`\ufeff${text}\r\n`, 'utf16le');
  if (format === 'csv-1252') return asWindows1252(text);
  return Buffer.from(`${format === 'csv' ? '\ufeff' : ''}${text}\r\n`);
}

function quoted(text: string, delimiter: string): string {
  return text.includes(delimiter) && delimiter !== ',' ? `"${text.replaceAll('"', '""')}"` : csvCell(text);
}

/** Of what forces write only the dash and the apostrophe lie elsewhere than in Latin-1. */
function asWindows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll('–', '\u0096').replaceAll('’', '\u0092'), 'latin1');
}

function writeBook(sheets: readonly DraftSheet[], bookType: 'xlsx' | 'ods'): Buffer {
  const book = utils.book_new();
  const names = new Set<string>();
  for (const { name, rows, merged = [] } of sheets) {
    const sheet = utils.aoa_to_sheet(rows.map((row) => row.map((cell) => (cell === '' ? null : cell))));
    sheet['!merges'] = merged.map(({ top, left, bottom, right }) => ({
      s: { r: top, c: left },
      e: { r: bottom, c: right },
    }));
    const free = names.has(name) ? `${name.slice(0, 27)} ${names.size}` : name.slice(0, 31);
    names.add(name);
    utils.book_append_sheet(book, sheet, free);
  }
  return write(book, { type: 'buffer', bookType, compression: true });
}
