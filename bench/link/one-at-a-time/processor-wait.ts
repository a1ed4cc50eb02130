import { readFileSync } from 'node:fs';
import { type Db, rows, sql } from '../../../src/shared/db.ts';

/** How long processes have stood ready to run while others had the processors, in milliseconds since they began. */
export type ProcessorWait = () => number;

/**
 * Of this process's main thread and of the database's processes that serve it now. On a machine that others use, it
 * tells what is theirs of a measured time. Always 0 where the kernel does not say it (Linux does).
 */
export async function processorWait(db: Db): Promise<ProcessorWait> {
  const serving = await rows(
    db,
    sql<{ pid: number }>`select pid from pg_stat_activity where datname = current_database()`,
  );
  const files = ['self', ...serving.map(({ pid }) => String(pid))].map((pid) => `/proc/${pid}/schedstat`);
  const readable = files.filter((file) => waitIn(file) !== null);
  return () => readable.reduce((sum, file) => sum + (waitIn(file) ?? 0), 0);
}

/** The second number of the file is nanoseconds. */
function waitIn(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return null;
  }
}
