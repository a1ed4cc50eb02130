import { DuckDBDataChunk, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import type { Workbench } from './workbench.ts';

/** Rows of a DuckDB chunk. Source: its vector size. */
const CHUNK_ROWS = 2048;

/** Appends rows, column by column; `cell(column, row)` is asked for each. */
export async function appendColumns(
  { connection }: Workbench,
  table: string,
  {
    types,
    rows,
    cell,
  }: { types: readonly DuckDBType[]; rows: number; cell: (column: number, row: number) => DuckDBValue },
): Promise<void> {
  const appender = await connection.createAppender(table);
  const chunk = DuckDBDataChunk.create(types);
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, rows - from);
    chunk.reset();
    chunk.rowCount = count;
    for (let column = 0; column < types.length; column += 1)
      chunk.setColumnValues(
        column,
        Array.from({ length: count }, (_, i) => cell(column, from + i)),
      );
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
