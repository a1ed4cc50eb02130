import { Problem } from '../../shared/problem.ts';

/** Why a file cannot be taken, for whoever sent it. */
const UNREADABLE = {
  empty: 'it is empty',
  'too-large': 'it is larger than 20 MB',
  'too-large-inside': 'it holds more than 120 MB once unpacked, or more than 5,000 parts',
  'too-many-rows': 'it has more than 60,000 rows, 400 columns or 200 sheets, or over a million cells',
  'took-too-long': 'it could not be read within a minute or in the memory set aside',
  encrypted: 'it is protected with a password: save it without one',
  'old-excel':
    'it is in the format of Excel before 2007 (or protected with a password): save it as XLSX, ODS or CSV',
  'binary-excel': 'it is a binary workbook (XLSB): save it as XLSX, ODS or CSV',
  pdf: 'it is a PDF: send the table that it was made from',
  markup: 'it is a web page or XML, not a table: save it as XLSX, ODS or CSV',
  'other-archive': 'it is an archive that is no workbook: send the workbook itself',
  damaged: 'it is damaged: its parts do not fit together',
  'not-text': 'it is neither a workbook nor text',
  'no-table': 'its rows cannot be told apart: a quotation mark is not closed',
} as const;
export type UnreadableReason = keyof typeof UNREADABLE;

/** Of a file that cannot be taken; it quotes nothing out of it. */
export function unreadable(why: UnreadableReason, at: { line?: number } = {}): Problem {
  return new Problem('picture.unreadable-return', {
    detail: UNREADABLE[why],
    faults: [{ path: why, reason: UNREADABLE[why], ...at }],
  });
}

export const MOST_BYTES = 20 * 2 ** 20;
export const MOST_BYTES_INSIDE = 120 * 2 ** 20;
export const MOST_PARTS = 5_000;
/** A year's cases of the largest force, with room. Chosen. */
export const MOST_ROWS = 60_000;
export const MOST_COLUMNS = 400;
export const MOST_SHEETS = 200;
export const MOST_CELLS = 1_000_000;
/** Longer text is no label and no count. Chosen. */
export const LONGEST_CELL = 1_000;
