import type { Answer, Moment } from '../referral/index.ts';
import { type ColumnName, saysNothing } from './hotline-csv-columns.ts';
import { knownCells, type Row } from './hotline-csv-rows.ts';
import { dayAt, type Making, momentAt, startMaking } from './making.ts';

/** Reads cells by what their column means. Whatever nobody asked for in the end is kept. */
export type RowReader = {
  making: Making;
  /** The cell as it stands; undefined where it says nothing. */
  text(column: ColumnName, longest?: number): string | undefined;
  answer(column: ColumnName): Answer | undefined;
  moment(column: ColumnName, meaning: Moment['meaning']): Moment | undefined;
  day(column: ColumnName): string | undefined;
  whole(column: ColumnName, range: { from: number; to: number }): number | undefined;
  fault(column: ColumnName, reason: string): undefined;
  /** The header as the sender writes it. */
  header(column: ColumnName): string;
  /** Keeps the cell of a column although it was read: it says more than the scheme can hold. */
  leave(column: ColumnName): void;
  keepRest(): void;
};

const ANSWERS: ReadonlyMap<string, Answer> = new Map([
  ...['yes', 'y', 'true', '1'].map((word) => [word, 'yes'] as const),
  ...['no', 'n', 'false', '0'].map((word) => [word, 'no'] as const),
]);

export function rowReader(row: Row): RowReader {
  const making = startMaking();
  const known = knownCells(row);
  const read = new Set<string>();
  const header = (column: ColumnName) => known.get(column)?.header ?? column;
  const fault = (column: ColumnName, reason: string): undefined => {
    making.faults.push({ path: header(column), reason });
  };
  const text: RowReader['text'] = (column, longest = Number.POSITIVE_INFINITY) => {
    const cell = known.get(column);
    if (!cell) return undefined;
    read.add(cell.header);
    if (saysNothing(cell.value)) return undefined;
    const value = cell.value.trim();
    return value.length > longest ? fault(column, `longer than ${longest} characters`) : value;
  };
  return {
    making,
    header,
    fault,
    text,
    answer: (column) => {
      const written = text(column);
      if (written === undefined) return undefined;
      return ANSWERS.get(written.toLowerCase()) ?? fault(column, 'neither yes nor no');
    },
    moment: (column, meaning) => momentAt(making, text(column), { path: header(column), meaning }),
    day: (column) => dayAt(making, text(column), header(column)),
    whole: (column, { from, to }) => {
      const written = text(column);
      if (written === undefined) return undefined;
      const value = Number(written);
      const fits = /^\d+$/.test(written) && value >= from && value <= to;
      return fits ? value : fault(column, `not a whole number from ${from} to ${to}`);
    },
    leave: (column) => {
      read.delete(header(column));
    },
    keepRest: () => {
      for (const { header: name, value } of row.cells) {
        if (!read.has(name) && value.trim() !== '') making.evidence.keep(name, value);
      }
    },
  };
}
