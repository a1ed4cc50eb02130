import { stat } from 'node:fs/promises';
import path from 'node:path';

/** The operating-system user that the embedded server runs as, where that is not the user running Everydot. */
export type DatabaseUser = { uid: number; gid: number };

/** PostgreSQL refuses to run as root, so root starts it as nobody. */
export const NOBODY: DatabaseUser = { uid: 65534, gid: 65534 };

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whoever owns the records already; a new data folder made by root belongs to nobody. */
export async function databaseUserFor(folder: string): Promise<DatabaseUser | undefined> {
  if (!runsAsRoot()) return undefined;
  const found = await stat(folder).catch(unlessMissing);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : NOBODY;
}

/** The first folder on the way to (and with) `folder` that `user` may not enter, of those that exist. */
export async function closedFolder(folder: string, user: DatabaseUser): Promise<string | undefined> {
  for (const step of stepsTo(folder)) {
    const found = await stat(step).catch(unlessMissing);
    if (found && !mayEnter(found, user)) return step;
  }
  return undefined;
}

function stepsTo(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [...stepsTo(parent), folder];
}

function mayEnter(found: { mode: number; uid: number; gid: number }, user: DatabaseUser): boolean {
  if (found.uid === user.uid) return (found.mode & 0o100) !== 0;
  if (found.gid === user.gid) return (found.mode & 0o010) !== 0;
  return (found.mode & 0o001) !== 0;
}

export function unlessMissing(cause: NodeJS.ErrnoException): undefined {
  if (cause.code !== 'ENOENT') throw cause;
}
