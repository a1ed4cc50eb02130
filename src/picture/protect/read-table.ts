import { countInCell } from '../../shared/cell-counts.ts';
import { ensureColumns, ensureNoFaults, readCsvTable } from '../../shared/csv-table.ts';
import type { Fault } from '../../shared/problem.ts';
import { ALL, type Cell, sizeOf, type Table, tableOf } from './table.ts';

export type TableColumns = { dimensions: readonly string[]; count: string };

const UNREADABLE = 'picture.unreadable-table';
/** Chosen: what the solver takes minutes for; a larger table is published in parts. */
const MOST_CELLS = 5000;

/** Counts of the lowest level: totals are calculated, and refused in the table. Throws `picture.unreadable-table`. */
export function readTable(raw: Buffer, columns: TableColumns): Table {
  const rows = readCells(raw, columns).map(({ labels, count, line }) => ({
    labels,
    count: count ?? Number.NaN,
    line,
  }));
  const faults: Fault[] = rows.flatMap(({ labels, count, line }) => [
    ...(Number.isNaN(count) ? [{ path: columns.count, reason: 'a count is missing', line }] : []),
    ...(labels.includes(ALL) ? [{ reason: `"${ALL}" is a total, and totals are calculated`, line }] : []),
  ]);
  ensureNoFaults(faults, UNREADABLE);
  const size = sizeOf(columns.dimensions, rows);
  if (size > MOST_CELLS)
    ensureNoFaults(
      [{ reason: `with its totals it has ${size} cells; at most ${MOST_CELLS} can be protected` }],
      UNREADABLE,
    );
  return tableOf(columns.dimensions, rows);
}

/** Places of cells that an earlier table published with the same count. Throws `picture.unreadable-table`. */
export function readPublished(raw: Buffer, columns: TableColumns, table: Table): Set<number> {
  const published = new Map(
    readCells(raw, columns).map(({ labels, count }) => [JSON.stringify(labels), count]),
  );
  const places = table.cells.flatMap(({ labels, count }, place) =>
    published.get(JSON.stringify(labels)) === count ? [place] : [],
  );
  return new Set(places);
}

/** `count` null: not published. */
function readCells(
  raw: Buffer,
  { dimensions, count }: TableColumns,
): (Omit<Cell, 'count'> & { count: number | null; line: number })[] {
  const rows = readCsvTable(raw, UNREADABLE);
  ensureColumns(rows, [...dimensions, count], UNREADABLE);
  const faults: Fault[] = [];
  const cells = rows.map(({ cells: named, line }) => {
    const value = countInCell(named[count]!);
    if (value !== null && !Number.isInteger(value))
      faults.push({ path: count, reason: 'it is no whole count', line });
    for (const path of dimensions)
      if (named[path] === '') faults.push({ path, reason: 'it says nothing', line });
    return { labels: dimensions.map((name) => named[name]!), count: value, line };
  });
  ensureNoFaults(faults, UNREADABLE);
  return cells;
}
