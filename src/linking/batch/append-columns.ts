import { DuckDBDataChunk, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import type { Workbench } from './workbench.ts';

/** Rows of a DuckDB chunk. Source: its vector size. */
const CHUNK_ROWS = 2048;

/** One column of what is appended, and its cell of each row. */
export type AppendedColumn = { type: DuckDBType; cellOf(row: number): DuckDBValue };

/** Appends rows, column by column. */
export async function appendColumns(
  { connection }: Workbench,
  table: string,
  { columns, rows }: { columns: readonly AppendedColumn[]; rows: number },
): Promise<void> {
  const appender = await connection.createAppender(table);
  const chunk = DuckDBDataChunk.create(columns.map(({ type }) => type));
  const cells: DuckDBValue[][] = columns.map(() => []);
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, rows - from);
    chunk.reset();
    chunk.rowCount = count;
    for (const [column, { cellOf }] of columns.entries()) {
      const own = cells[column]!;
      own.length = count;
      for (let i = 0; i < count; i += 1) own[i] = cellOf(from + i);
      chunk.setColumnValues(column, own);
    }
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
