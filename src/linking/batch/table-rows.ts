import path from 'node:path';
import { type Fault, Problem } from '../../shared/problem.ts';
import type { LoadedTable } from './load-table.ts';
import type { LinkMode } from './scored-pairs.ts';
import type { Workbench } from './workbench.ts';

/** So many faults are told: a wrong column would tell as many as there are rows. */
const MOST_FAULTS = 20;

export type RowTables = {
  tables: readonly LoadedTable[];
  mode: LinkMode;
  /** Of all tables together: rows of the second are numbered after those of the first. */
  rows: number;
  firstOfB: number;
};

export function rowTables(tables: readonly LoadedTable[], mode: LinkMode): RowTables {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  if (mode === 'dedupe' ? rows < 2 : tables.length < 2)
    throw new Problem('linking.nothing-to-link', {
      detail: mode === 'dedupe' ? 'there is only one row' : 'two tables are needed',
    });
  return { tables, mode, rows, firstOfB: tables[0]!.rows };
}

export function possiblePairs({ mode, rows, firstOfB }: RowTables): number {
  return mode === 'link' ? firstOfB * (rows - firstOfB) : (rows * (rows - 1)) / 2;
}

/** The position of a column that is named exactly so, or so but for case; -1 where there is none. */
export function columnAt(table: LoadedTable, name: string): number {
  const exact = table.columns.indexOf(name);
  return exact >= 0 ? exact : table.columns.findIndex((one) => one.toLowerCase() === name.toLowerCase());
}

/** Throws where a table has none of the columns. */
export function ensureColumn(table: LoadedTable, names: readonly string[], what: string): void {
  if (names.some((name) => columnAt(table, name) >= 0)) return;
  const reason = `is not a column of ${path.basename(table.file)}, which ${what} needs; it has: ${table.columns.join(', ')}`;
  throw new Problem('linking.column-missing', {
    detail: path.basename(table.file),
    faults: [{ path: names.join(' / '), reason }],
  });
}

/** Throws where an id is missing or is given twice within a table; quotes none. */
export async function ensureIds(bench: Workbench, table: LoadedTable, name: string): Promise<void> {
  ensureColumn(table, [name], 'the id');
  const column = `c${columnAt(table, name)}`;
  const [counted] = await bench.ask<{ known: number; different: number }>(
    `select count(${column}) as known, count(distinct ${column}) as different from ${table.name}`,
  );
  if (counted!.known === table.rows && counted!.different === table.rows) return;
  const found = await bench.ask<{ line: number; held: number }>(
    `select rowid + 2 as line, held from (
       select rowid, ${column} as id, count(*) over (partition by ${column}) as held from ${table.name})
     where id is null or held > 1 order by rowid limit ${MOST_FAULTS}`,
  );
  const missing = await bench.ask<{ line: number }>(
    `select rowid + 2 as line from ${table.name} where ${column} is null order by rowid limit ${MOST_FAULTS}`,
  );
  const faults: Fault[] =
    missing.length > 0
      ? missing.map(({ line }) => ({ path: name, line, reason: 'the row has no id' }))
      : found.map(({ line, held }) => ({ path: name, line, reason: `${held} rows have this id` }));
  throw new Problem('linking.row-ids', { detail: path.basename(table.file), faults });
}
