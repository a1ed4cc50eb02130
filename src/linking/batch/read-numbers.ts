import type { DuckDBVector } from '@duckdb/node-api';
import type { Workbench } from './workbench.ts';

/** Two INTEGER columns without NULL, chunk by chunk, in the arrays in which DuckDB gives them. */
export async function* readNumbers(
  { connection }: Workbench,
  sql: string,
): AsyncGenerator<[Int32Array, Int32Array]> {
  const stream = await connection.stream(sql);
  for (let chunk = await stream.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await stream.fetchChunk())
    yield [numbersOf(chunk.getColumnVector(0)), numbersOf(chunk.getColumnVector(1))];
}

/** Its own types hide the array, and to ask for each number takes many times as long. */
function numbersOf(vector: DuckDBVector): Int32Array {
  const { items } = vector as unknown as { items?: unknown };
  if (items instanceof Int32Array) return items;
  throw new TypeError('the column is not one of INTEGER');
}
