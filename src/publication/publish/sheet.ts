/** A cell always says something: a number, or text; what is not there is said in shorthand. */
export type Cell = string | number;

/** `name`: for programs, the same in CSV and its metadata; `title`: for people. Numbers may be shorthand instead. */
export type Column = {
  name: string;
  title: string;
  type: 'string' | 'integer' | 'number' | 'date' | 'datetime';
  about: string;
};

/** One table, as workbooks, CSV and metadata all say it. `name`: letters, digits and hyphens, once in an edition. */
export type Sheet = {
  name: string;
  title: string;
  about: string;
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  /** What the table rests on: it goes wherever the table goes. */
  notes?: readonly string[];
  /** Columns that tell the rows apart. */
  key: readonly string[];
};

/** What stands in a cell that holds no value. Source: Government Analysis Function, symbols in tables. */
export const NOT_AVAILABLE = '[x]';
export const DOES_NOT_APPLY = '[z]';
export const CONFIDENTIAL = '[c]';
/** In a column of shorthand beside a value without any. */
export const NONE = 'none';
