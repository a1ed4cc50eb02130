import { guardedCsvCell } from '../../shared/csv-cell.ts';
import type { PublishedFile } from './published-file.ts';
import type { Sheet } from './sheet.ts';

/** One table as CSV: UTF-8, one header of names for programs, lines ended as RFC 4180 says. */
export function writeCsv({ name, columns, rows }: Sheet): PublishedFile {
  const lines = [columns.map((column) => column.name), ...rows].map((cells) =>
    cells.map((cell) => (typeof cell === 'number' ? String(cell) : guardedCsvCell(cell))).join(','),
  );
  return {
    name: csvName(name),
    mediaType: 'text/csv; charset=utf-8',
    bytes: Buffer.from(lines.map((line) => `${line}\r\n`).join('')),
  };
}

export function csvName(sheet: string): string {
  return `${sheet.replace(/[^A-Za-z0-9-]/g, '-').toLowerCase()}.csv`;
}
