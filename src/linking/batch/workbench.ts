import { mkdtempSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { forgetFolder } from './forget-folder.ts';

/**
 * Where tables are linked: DuckDB in memory, beside a private folder for what does not fit, which is gone afterwards,
 * however the work ends. A database file would pack every table first, which takes three times as long as reading it.
 */
export type Workbench = {
  connection: DuckDBConnection;
  folder: string;
  run(sql: string): Promise<void>;
  /** All rows of a small answer, as plain values; whole numbers come as numbers. */
  ask<Row>(sql: string): Promise<Row[]>;
  close(): void;
};

/** Chosen: the rest is Node's, for values and pairs, and the machine's. */
const SHARE_OF_FREE_MEMORY = 0.5;
const LEAST_MEMORY_MB = 512;

export type WorkbenchOptions = { memoryMb?: number | undefined; threads?: number | undefined };

export async function openWorkbench({ memoryMb, threads }: WorkbenchOptions = {}): Promise<Workbench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'everydot-link-'));
  const forget = forgetFolder(folder);
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryMb ?? spareMemoryMb()}MB`,
    temp_directory: path.join(folder, 'spilled'),
    // Files that a table names are read; nothing is fetched, and nothing is installed.
    autoinstall_known_extensions: 'false',
    ...(threads === undefined ? {} : { threads: String(threads) }),
  });
  const connection = await instance.connect();
  return {
    connection,
    folder,
    run: async (sql) => {
      await connection.run(sql);
    },
    ask: async <Row>(sql: string) =>
      (await connection.runAndReadAll(sql)).getRowObjectsJS().map((row) => plain(row) as Row),
    close: () => {
      connection.closeSync();
      instance.closeSync();
      forget();
    },
  };
}

function spareMemoryMb(): number {
  return Math.max(LEAST_MEMORY_MB, Math.floor((freemem() * SHARE_OF_FREE_MEMORY) / 2 ** 20));
}

function plain(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  );
}

/** A text as a literal of SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
