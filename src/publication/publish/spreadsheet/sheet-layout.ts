import type { Cell, Sheet } from '../sheet.ts';
import type { Tab } from './workbook.ts';

/** What stands above the table of a sheet: its title, what it holds, and the way back. */
export function linesAbove({ sheet, tab }: Tab, contents: string): string[] {
  const shorthand = 'Shorthand is explained in the sheet Notes.';
  const back = tab === contents ? 'Choose a sheet to go there.' : `Back to ${contents}`;
  return [sheet.title, `${sheet.about} This sheet holds one table. ${shorthand}`, back];
}

const NARROWEST = 12;
/** Wider text is wrapped. */
const WIDEST = 60;

/** Of each column, in characters. */
export function widthsOf({ columns, rows }: Sheet): number[] {
  return columns.map((column, i) => {
    const longest = rows.reduce((most, row) => Math.max(most, String(row[i]).length), column.title.length);
    return Math.min(WIDEST, Math.max(NARROWEST, longest + 2));
  });
}

/** A1, B1 … Z1, AA1: `column` and `row` from 0. */
export function cellName(column: number, row: number): string {
  return `${columnName(column)}${row + 1}`;
}

export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** What XML 1.0 cannot say is left out. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function isWhole(cell: Cell): boolean {
  return typeof cell === 'number' && Number.isInteger(cell);
}

/** The same in every file and every zone: ZIP keeps local time. */
export function zipTime(): Date {
  return new Date(1980, 0, 1);
}
