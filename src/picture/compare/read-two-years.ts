import { countInCell, numberInCell } from '../../shared/cell-counts.ts';
import { type CsvRow, ensureColumns, ensureNoFaults, readCsvTable } from '../../shared/csv-table.ts';
import type { Fault } from '../../shared/problem.ts';
import type { TwoYears } from './compare-returns.ts';

/** `by`: a column that tells one question from another, each compared by itself. */
export type TwoYearColumns = {
  force: string;
  before: string;
  after: string;
  size?: string | undefined;
  by?: string | undefined;
};

const UNREADABLE = 'picture.unreadable-table';

/** One row for a force, or for a force and question. By question, in the table's order. Throws `picture.unreadable-table`. */
export function readTwoYears(raw: Buffer, columns: TwoYearColumns): Map<string, TwoYears[]> {
  const rows = readCsvTable(raw, UNREADABLE);
  ensureColumns(
    rows,
    Object.values(columns).filter((name) => name !== undefined),
    UNREADABLE,
  );
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const read = rows.map((row) => {
    const question = columns.by === undefined ? columns.after : row.cells[columns.by]!;
    const key = JSON.stringify([question, row.cells[columns.force]]);
    if (seen.has(key))
      faults.push({ path: columns.force, reason: 'a force stands in the table twice', line: row.line });
    seen.add(key);
    return { question, ...readRow(row, columns, faults) };
  });
  ensureNoFaults(faults, UNREADABLE);
  return Map.groupBy(read, ({ question }) => question);
}

function readRow({ cells, line }: CsvRow, columns: TwoYearColumns, faults: Fault[]): TwoYears {
  const [before, after] = [columns.before, columns.after].map((path) => {
    const count = countInCell(cells[path]!);
    if (count !== null && !Number.isInteger(count)) faults.push({ path, reason: 'it is no count', line });
    return count;
  });
  const size = columns.size === undefined ? null : numberInCell(cells[columns.size]!);
  if (size !== null && !(size > 0 && Number.isFinite(size)))
    faults.push({ path: columns.size!, reason: 'a size is a number above 0', line });
  return { force: cells[columns.force]!, before: before!, after: after!, size };
}
