import type { LoadedTable } from './load-table.ts';
import { readNumbers } from './read-numbers.ts';
import { columnAt, type RowTables } from './table-rows.ts';
import type { Workbench } from './workbench.ts';

/** All cells of a row are unknown. */
export const NOT_WRITTEN = -1;

/** What stands in some columns of all tables, each once, and which of it each row has. */
export type WrittenCells = {
  columns: readonly string[];
  count: number;
  /** In their order, many in one text: to fetch them from DuckDB one by one takes ten times as long. */
  packed: readonly string[];
  /** By row: the number of its cells, or NOT_WRITTEN. Lies in memory that threads share. */
  writtenAt: Int32Array;
};

/** undefined: unknown. null: of a column that the table lacks. */
export type Cell = string | undefined | null;

/** After a row, after a cell, and in place of a cell that the table lacks. Source: separators of ASCII. */
const [ROW_END, CELL_END, LACKING] = ['\u001e', '\u001f', '\u001d'] as const;

/** Cells of 2^16 rows in one text. Chosen: some megabytes, far below the longest text of JavaScript. */
const PACK_BITS = 16;

/** DuckDB numbers the different cells, so that each is brought over and brought into comparable form once. */
export async function readWritten(
  bench: Workbench,
  { tables, rows }: RowTables,
  columns: readonly string[],
): Promise<WrittenCells> {
  const [{ count }] = (await numberCells(bench, tables, columns)) as [{ count: number }];
  const packed = await bench.ask<{ texts: string }>(
    `select string_agg(${packedCells(columns)}, chr(30) order by n) as texts
     from written group by n >> ${PACK_BITS} order by n >> ${PACK_BITS}`,
  );
  const writtenAt = new Int32Array(new SharedArrayBuffer(rows * Int32Array.BYTES_PER_ELEMENT));
  writtenAt.fill(NOT_WRITTEN);
  let from = 0;
  for (const table of tables) {
    const isSame = columns.map((name, i) => `${cellOf(table, name)} is not distinct from x${i}`);
    const numbers = `select (${table.name}.rowid + ${from})::integer, n from ${table.name} join written on ${isSame.join(' and ')}`;
    for await (const [row, number] of readNumbers(bench, numbers))
      for (let i = 0; i < row.length; i += 1) writtenAt[row[i]!] = number[i]!;
    from += table.rows;
  }
  return { columns, count, packed: packed.map(({ texts }) => texts), writtenAt };
}

/** Into a table `written` of numbers `n` and cells `x0`, `x1`, …. */
async function numberCells(
  bench: Workbench,
  tables: readonly LoadedTable[],
  columns: readonly string[],
): Promise<{ count: number }[]> {
  const cells = columns.map((_, i) => `x${i}`).join(', ');
  const all = tables.map((table) => {
    const own = columns.map((name) => cellOf(table, name));
    const given = own.filter((cell) => cell !== LACKING_CELL);
    const named = own.map((cell, i) => `${cell} as x${i}`).join(', ');
    return `select ${named} from ${table.name} where coalesce(${given.join(', ')}) is not null`;
  });
  await bench.run(
    `create or replace temp table written as
     select (row_number() over () - 1)::integer as n, ${cells}
     from (select distinct ${cells} from (${all.join(' union all ')}))`,
  );
  return bench.ask('select count(*) as count from written');
}

const LACKING_CELL = 'chr(29)';

function cellOf(table: LoadedTable, name: string): string {
  const at = columnAt(table, name);
  return at < 0 ? LACKING_CELL : `c${at}`;
}

/** A sign that parts cells or rows is a blank where it stands in a cell. */
function packedCells(columns: readonly string[]): string {
  const cells = columns.map((_, i) => `translate(coalesce(x${i}, ''), chr(30) || chr(31), '  ')`);
  return cells.join(' || chr(31) || ');
}

/** Different cells, by their number. */
export function* cellsOf({ packed, columns }: WrittenCells): Generator<Cell[]> {
  for (const texts of packed)
    for (const text of texts.split(ROW_END))
      yield columns.length === 1 ? [cellFrom(text)] : text.split(CELL_END).map(cellFrom);
}

function cellFrom(text: string): Cell {
  if (text === '') return undefined;
  return text === LACKING ? null : text;
}
