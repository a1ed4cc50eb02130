import { columnAt, type RowTables } from './table-rows.ts';
import type { Workbench } from './workbench.ts';

/** The ids of the rows, by which their owner knows them; a row without a column of ids is known by its number. */
export type RowIds = {
  /** By table: SQL for the id of a row of it. */
  sql: readonly string[];
  /** The table that a pair's second row stands in where nothing else is said. */
  tableOfB: string;
  rowOf(id: string, table: string): number | undefined;
};

export function rowIds({ tables }: RowTables, columns: readonly (string | null)[]): Omit<RowIds, 'rowOf'> {
  return {
    sql: tables.map((table, i) => {
      const column = columns[i];
      return column === null || column === undefined ? '(rowid + 1)::varchar' : `c${columnAt(table, column)}`;
    }),
    tableOfB: tables.at(-1)!.name,
  };
}

/** Reads all ids: only where something names rows by them. */
export async function withRows(
  bench: Workbench,
  tables: RowTables,
  ids: Omit<RowIds, 'rowOf'>,
): Promise<RowIds> {
  const rowOf = new Map<string, number>();
  let from = 0;
  for (const [i, table] of tables.tables.entries()) {
    const found = await bench.ask<{ id: string }>(
      `select ${ids.sql[i]} as id from ${table.name} order by rowid`,
    );
    for (const [row, { id }] of found.entries()) rowOf.set(`${table.name} ${id}`, from + row);
    from += table.rows;
  }
  return { ...ids, rowOf: (id, table) => rowOf.get(`${table.toLowerCase()} ${id}`) };
}
