import { countInCell } from '../shared/cell-counts.ts';
import { type CsvRow, ensureColumns, ensureNoFaults, readCsvTable } from '../shared/csv-table.ts';
import type { Fault } from '../shared/problem.ts';
import type { ReturnedRow } from './check-returns.ts';
import { forceNamed } from './forces/force-names.ts';
import { FORCES } from './forces/registry.ts';

/** `size` and `before`: columns; without `size`, a force's population. */
export type ReturnedColumns = {
  force: string;
  value: string;
  size?: string | undefined;
  before?: string | undefined;
};

const UNREADABLE = 'picture.unreadable-table';

/** One row a force, in the order of the table. Throws `picture.unreadable-table`. */
export function readReturned(raw: Buffer, columns: ReturnedColumns): (ReturnedRow & { isKnown: boolean })[] {
  const rows = readCsvTable(raw, UNREADABLE);
  ensureColumns(
    rows,
    Object.values(columns).filter((name) => name !== undefined),
    UNREADABLE,
  );
  const faults: Fault[] = [];
  const read = rows.map((row) => {
    const force = row.cells[columns.force]!;
    const key = forceNamed(force);
    return {
      line: row.line,
      force,
      isKnown: key !== null,
      value: countIn(row, columns.value, faults),
      before: columns.before === undefined ? null : countIn(row, columns.before, faults),
      size: columns.size === undefined ? key && FORCES[key].population : countIn(row, columns.size, faults),
    };
  });
  ensureNoFaults(faults, UNREADABLE);
  return read;
}

function countIn({ cells, line }: CsvRow, path: string, faults: Fault[]): number | null {
  const count = countInCell(cells[path]!);
  if (Number.isNaN(count)) faults.push({ path, reason: 'it is no count', line });
  return count;
}
