import { mkdir, mkdtemp, readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { forgetFolder } from '../linking/batch/index.ts';
import { Problem } from '../shared/problem.ts';

/** Where results lie until all are whole. `finish` moves them to their names, and gives those. */
export type ResultFolder = { unfinished: string; finish(): Promise<string[]>; drop(): void };

/** What `--out` writes, by name. */
const RESULTS = /^(?:pairs|groups)\.(?:csv|parquet)$|^(?:spec|model|report)\.json$|^report\.html$/;

/**
 * Makes the folder of results ready before anything is read, so that hours of work do not end at a folder that cannot be
 * written. Whatever ends the command, nothing half-written stands there. Throws `command.file-unwritable`.
 */
export async function openResultFolder(out: string, tables: readonly string[]): Promise<ResultFolder> {
  const replaced = tables.find((table) => isResultIn(out, table));
  if (replaced !== undefined) throw unwritable(`${path.basename(replaced)} is read from there`);
  const unfinished = await attempt(out, async () => {
    await mkdir(out, { recursive: true });
    return mkdtemp(path.join(out, '.unfinished-'));
  });
  const drop = forgetFolder(unfinished);
  const finish = () => attempt(out, () => moveAll(unfinished, out)).finally(drop);
  return { unfinished, finish, drop };
}

async function moveAll(from: string, to: string): Promise<string[]> {
  const names = (await readdir(from)).sort();
  for (const name of names) await rename(path.join(from, name), path.join(to, name));
  return names.map((name) => path.join(to, name));
}

function isResultIn(out: string, table: string): boolean {
  return path.dirname(path.resolve(table)) === path.resolve(out) && RESULTS.test(path.basename(table));
}

async function attempt<T>(out: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw unwritable(path.basename(out), cause);
  }
}

function unwritable(detail: string, cause?: unknown): Problem {
  return new Problem('command.file-unwritable', { detail, ...(cause !== undefined && { cause }) });
}
