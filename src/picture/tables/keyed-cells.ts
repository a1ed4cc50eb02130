import type { Period } from '../../shared/period.ts';

/**
 * Records to be counted. `columns`, `condition`: SQL over facts in the part that PostgreSQL and DuckDB share. `asOf`: the
 * instant for which records are taken as they stood at the last cut; null: as they stand.
 */
export type CellQuery = {
  columns: readonly string[];
  condition: string;
  period: Period;
  asOf: Date | null;
};

/** `labels`: null where a column is added up. `key`: the sum of its records' keys, so that a cell is known by who is in it. */
export type KeyedCell = { labels: readonly (string | null)[]; count: number; key: string };

/** The query over `facts`, up to its `from`; the columns are named d0, d1 … */
export function cellColumns({ columns, condition }: CellQuery): string {
  const named = columns.map((column, i) => `${column} as d${i}`);
  const counted = `count(*) filter (where ${condition})::bigint as records`;
  const key = `coalesce(sum(record_key) filter (where ${condition}), 0)::text as cell_key`;
  return [...named, counted, key].join(', ');
}

export function cellGrouping({ columns }: CellQuery): string {
  return columns.length === 0 ? '' : `group by cube (${columns.join(', ')})`;
}

/** A cell that holds nobody is no row: what is not there is 0. */
export function cellsFrom(columns: number, lines: readonly Record<string, unknown>[]): KeyedCell[] {
  return lines.flatMap((line) => {
    const count = Number(line['records']);
    const labels = Array.from({ length: columns }, (_, i) => line[`d${i}`] ?? null) as (string | null)[];
    return count === 0 ? [] : [{ labels, count, key: String(line['cell_key']) }];
  });
}
