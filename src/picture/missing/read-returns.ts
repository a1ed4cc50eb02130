import { countInCell, numberInCell } from '../../shared/cell-counts.ts';
import { ensureColumns, ensureNoFaults, readCsvTable } from '../../shared/csv-table.ts';
import type { Fault } from '../../shared/problem.ts';
import type { ForceReturn } from './estimate-missing.ts';

export type ReturnColumns = { force: string; value: string; sizes: readonly string[] };

const UNREADABLE = 'picture.unreadable-table';

/** One row a force. An empty value is a return that is missing, which is not 0. Throws `picture.unreadable-table`. */
export function readReturns(raw: Buffer, columns: ReturnColumns): ForceReturn[] {
  const rows = readCsvTable(raw, UNREADABLE);
  ensureColumns(rows, [columns.force, columns.value, ...columns.sizes], UNREADABLE);
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const returns = rows.map(({ cells, line }) => {
    const tell = (path: string, reason: string) => faults.push({ path, reason, line });
    const force = cells[columns.force]!;
    if (seen.has(force)) tell(columns.force, 'a force stands in the table twice');
    seen.add(force);
    const sizes = columns.sizes.map((name) => [
      name,
      sizeIn(cells[name]!, () => tell(name, 'a size is a number above 0')),
    ]);
    return {
      force,
      value: valueIn(cells[columns.value]!, () => tell(columns.value, 'it is no count')),
      sizes: Object.fromEntries(sizes) as Record<string, number>,
    };
  });
  ensureNoFaults(faults, UNREADABLE);
  return returns;
}

function valueIn(cell: string, fault: () => void): number | null {
  const value = countInCell(cell);
  if (Number.isNaN(value)) fault();
  return value;
}

function sizeIn(cell: string, fault: () => void): number {
  const size = numberInCell(cell);
  if (!(size > 0 && Number.isFinite(size))) fault();
  return size;
}
