import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EXTRACT_COLUMNS, type ExtractColumn } from '../fact-columns.ts';
import { cubeOf } from './cube.ts';
import type { DuckDbProcess } from './duckdb-process.ts';
import { filesOf, type MonthFiles } from './month-files.ts';

const COLUMNS = Object.keys(EXTRACT_COLUMNS) as ExtractColumn[];
const TYPES = COLUMNS.map((name) => `${name}: '${EXTRACT_COLUMNS[name]}'`).join(', ');

/** Nothing is guessed from what stands in the file: an empty text is none of the nulls, which have no quotes. */
const FORM = `header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', allow_quoted_nulls = false`;

type Month = { folder: string; month: string; revision: number };
type Facts = AsyncIterable<readonly Record<ExtractColumn, unknown>[]>;

/** Writes a month's facts and its cube. Whoever looks meanwhile sees the revision before, whole. */
export async function writeMonth(
  duckdb: DuckDbProcess,
  { folder, month, revision }: Month,
  facts: Facts,
): Promise<MonthFiles> {
  const files = filesOf(folder, month, revision);
  const staging = path.join(folder, `staging-${month}-${process.pid}.csv`);
  try {
    await pipeline(Readable.from(csvOf(facts)), createWriteStream(staging, { mode: 0o600 }));
    const csv = `read_csv(${quoted(staging)}, ${FORM}, columns = {${TYPES}})`;
    await writeParquet(duckdb, `select * from ${csv} order by received_on`, files.facts);
    await writeCube(duckdb, files);
  } finally {
    await rm(staging, { force: true });
  }
  return files;
}

/** Works a month's cube out from its facts. */
export async function writeCube(duckdb: DuckDbProcess, { facts, cube }: MonthFiles): Promise<void> {
  await writeParquet(duckdb, cubeOf(`read_parquet(${quoted(facts)})`), cube);
}

async function writeParquet(duckdb: DuckDbProcess, query: string, file: string): Promise<void> {
  const half = path.join(path.dirname(file), `staging-${process.pid}-${path.basename(file)}`);
  await duckdb.query(`copy (${query}) to ${quoted(half)} (format parquet, compression zstd)`);
  await rename(half, file);
}

/** Codes, counts and days: nothing that would have to be told from a separator. */
async function* csvOf(facts: Facts): AsyncGenerator<string> {
  yield `${COLUMNS.join(',')}\n`;
  for await (const some of facts)
    yield some.map((fact) => `${COLUMNS.map((name) => cellOf(fact[name])).join(',')}\n`).join('');
}

function cellOf(value: unknown): string {
  return value === null ? '' : `"${String(value).replaceAll('"', '""')}"`;
}

/** A text as SQL writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
