/** One sheet of a workbook as it was sent. A CSV file is a workbook of one sheet. */
export type Sheet = {
  name: string;
  /** Trimmed text of each cell; numbers without formatting, dates as YYYY-MM-DD. Rows may differ in length. */
  rows: string[][];
  isHidden?: boolean;
  /** 0-based. */
  hiddenRows?: readonly number[];
  hiddenColumns?: readonly number[];
  /** Cells that are merged: the text stands in the first, the others are empty. */
  merged?: readonly Span[];
  /** Cells ("C12") that do not hold what they show, and why. */
  troubled?: Readonly<Record<string, CellTrouble>>;
};

/** 0-based, both ends included. */
export type Span = { top: number; left: number; bottom: number; right: number };

export type CellTrouble = 'formula-without-value' | 'formula-error' | 'date';

/** "C12" for row 11 and column 2, both 0-based. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

const LETTERS = 26;

/** "A" for 0, "AA" for 26. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % LETTERS));
  return column < LETTERS ? last : columnName(Math.floor(column / LETTERS) - 1) + last;
}

export function textAt(sheet: Sheet, row: number, column: number): string {
  return sheet.rows[row]?.[column] ?? '';
}
