import { open, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { unlessMissing } from './database-user.ts';
import { processIdentity } from './process-identity.ts';

/** What `postmaster.pid` says: the server's process, its socket's folder, and whether it answers. */
export type Postmaster = { pid: number; socketFolder: string; ready: boolean };

const FILE = 'postmaster.pid';

/** The server that says it runs on these records, dead or alive. Its lines: pid, data, start, port, socket, …, status. */
export async function readPostmaster(records: string): Promise<Postmaster | undefined> {
  const content = await readFile(path.join(records, FILE), 'utf8').catch(unlessMissing);
  const lines = content?.split('\n') ?? [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, socketFolder: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
}

/** Whether this process is the server of these records, and not a later one with the same number. */
export async function serves(records: string, pid: number): Promise<boolean> {
  if ((await processIdentity(pid)) === undefined) return false;
  if (process.platform !== 'linux') return true;
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return workingFolder === records;
}

/**
 * Puts our own number into a dead server's file. A starting server counts its parent's number as stale and goes
 * on to check the file's shared memory, so that surviving backends are still noticed; removing the file would
 * switch that check off, and leaving it would fail where another program has got the number since.
 */
export async function disownPostmasterFile(records: string): Promise<void> {
  const file = path.join(records, FILE);
  const content = await readFile(file, 'utf8').catch(unlessMissing);
  if (content === undefined) return;
  const handle = await open(file, 'r+');
  try {
    await handle.truncate();
    await handle.write([process.pid, ...content.split('\n').slice(1)].join('\n'), 0);
  } finally {
    await handle.close();
  }
}
