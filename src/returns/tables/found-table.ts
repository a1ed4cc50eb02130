import type { Sheet } from '../sheet.ts';

/** A table as it lies in a sheet: nothing of what it means is known yet. */
export type FoundTable = {
  /** "Sheet1/1": of the sheet, and which of its tables. */
  id: string;
  sheet: Sheet;
  /** Words above it, outermost first: the sheet's title, its own. */
  captions: readonly FoundText[];
  /** What stands above the labels of the rows. */
  corner: string;
  /** Labels of rows and columns; in a table of cases `rows` are the cases and have none. */
  rows: readonly FoundLabel[];
  columns: readonly FoundLabel[];
  /** One row a case. */
  isCases: boolean;
  /** Rows among the cases that are not filled as a case is: 0-based. */
  leftLines?: readonly number[];
};

export type FoundText = { text: string; row: number; column: number };

export type FoundLabel = {
  /** 0-based row or column that it labels. */
  at: number;
  /** Outer labels first. */
  path: readonly string[];
  /** How many of the path stand in lines above it, as headings of a part of the table. */
  headings: number;
  /** Where the innermost label stands, 0-based. */
  row: number;
  column: number;
  /** A line with a label and nothing else: a heading, or a question without an answer. */
  isAlone?: boolean;
  /** A column of words beside the values. */
  isText?: boolean;
};
