import type { CsvRow } from '../../shared/csv-table.ts';
import { isDay } from '../../shared/period.ts';
import type { Fault } from '../../shared/problem.ts';

/** Longest text that is kept. Chosen: definitions stand in a table beside one another. */
const LONGEST = 4_000;
/** Above it whole numbers are no longer exact, nor their sums. */
const LARGEST = 1e12;
/** "[x]" and "[c][u]": no value, and why. */
const SHORTHAND = /^(\[[a-z]+\]\s*)*$/i;

/** The cells of one row of somebody else's table. */
export type Cells = {
  text(name: string): string;
  /** Null where the table has no such column, or the cell holds no text. */
  textOrNone(name: string): string | null;
  /** Null where there is no value; a fault where there is something that is no number. */
  number(name: string): number | null;
  day(name: string): string;
  /** What is amiss between cells. */
  fault(name: string, reason: string): void;
};

export function cellsOf({ cells, line }: CsvRow, faults: Fault[]): Cells {
  const raw = (name: string) => plain(Object.hasOwn(cells, name) ? (cells[name] ?? '') : '');
  const fault = (path: string, reason: string) => void faults.push({ path, reason, line });
  const textOrNone = (name: string) => {
    const text = raw(name);
    return SHORTHAND.test(text) || text === 'none' ? null : text;
  };
  return {
    fault,
    textOrNone,
    text: (name) => {
      const text = textOrNone(name);
      if (text === null) fault(name, 'there is nothing in it');
      return text ?? '';
    },
    number: (name) => {
      const text = textOrNone(name);
      if (text === null) return null;
      const number = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
      if (Math.abs(number) <= LARGEST) return number;
      fault(name, Number.isNaN(number) ? 'it is no number' : 'it is too large to be added up exactly');
      return null;
    },
    day: (name) => {
      const day = raw(name);
      if (!isDay(day)) fault(name, 'YYYY-MM-DD is needed');
      return day;
    },
  };
}

/** On one line, without signs that nobody sees; an apostrophe that keeps a spreadsheet from running a text goes. */
function plain(cell: string): string {
  return cell
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '')
    .slice(0, LONGEST)
    .toWellFormed();
}
