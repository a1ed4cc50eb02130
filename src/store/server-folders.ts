import { createHash } from 'node:crypto';
import { access, chmod, chown, constants, lstat, mkdir, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Problem } from '../shared/problem.ts';
import { closedFolder, type DatabaseUser, databaseUserFor, runsAsRoot } from './database-user.ts';

/** What lies where in a home. `user` is set where the server runs as another user than Everydot. */
export type ServerFolders = {
  home: string;
  keys: string;
  /** Owned by the server's user; holds `records`. */
  postgres: string;
  /** PostgreSQL's data folder: complete, or absent. */
  records: string;
  log: string;
  user: DatabaseUser | undefined;
};

/** A socket's path must fit into the kernel's 108 bytes (104 on macOS) with its closing zero. */
const LONGEST_SOCKET_PATH = 103;
export const SOCKET_FILE = '.s.PGSQL.5432';

/** Makes the folders of a home, or throws `store.data-folder-unusable`. */
export async function prepareFolders(wanted: string): Promise<ServerFolders> {
  try {
    await makeEnterable(wanted);
    const home = await realpath(wanted);
    const postgres = path.join(home, 'postgres');
    const user = await databaseUserFor(postgres);
    if (user) await requireOpen(home, user);
    await makePrivate(path.join(home, 'keys'), undefined);
    await makePrivate(postgres, user);
    const records = path.join(postgres, 'records');
    return {
      home,
      keys: path.join(home, 'keys'),
      postgres,
      records,
      log: path.join(home, 'postgres.log'),
      user,
    };
  } catch (cause) {
    throw asUnusable(wanted, cause);
  }
}

/** New folders are 0711 for root, whatever the umask: the server's user passes through, and lists nothing. */
async function makeEnterable(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined || !runsAsRoot()) return;
  for (let step = path.resolve(folder); ; step = path.dirname(step)) {
    await chmod(step, 0o711);
    if (step === path.resolve(first)) return;
  }
}

async function requireOpen(home: string, user: DatabaseUser): Promise<void> {
  const closed = await closedFolder(home, user);
  if (closed === undefined) return;
  const detail = `${closed} is closed to the database's user (uid ${user.uid}); open it (chmod o+x) or set EVERYDOT_HOME`;
  throw new Problem('store.data-folder-unusable', { detail });
}

/** A folder of mode 0700 that belongs to `user`, or to whoever runs this; anybody else's is refused. */
async function makePrivate(folder: string, user: DatabaseUser | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  if (user && found.uid === 0) await chown(folder, user.uid, user.gid);
  else if (!found.isDirectory() || !mayOwn(found.uid, user)) {
    throw new Problem('store.data-folder-unusable', {
      detail: `${folder} is not ours (owner: uid ${found.uid})`,
    });
  }
  if ((found.mode & 0o777) !== 0o700) await chmod(folder, 0o700);
}

/** Root may use a folder of whoever ran Everydot before. */
function mayOwn(uid: number, user: DatabaseUser | undefined): boolean {
  return user ? uid === user.uid : runsAsRoot() || uid === process.getuid?.();
}

/** A short private folder for the socket, the same at every start on the same records; emptied of a dead server's. */
export async function prepareSocketFolder(folders: ServerFolders): Promise<string> {
  const name = `everydot-${createHash('sha256').update(folders.records).digest('hex').slice(0, 12)}`;
  const folder = path.join(await runtimeFolder(name), name);
  try {
    await makePrivate(folder, folders.user);
    for (const left of await readdir(folder)) await rm(path.join(folder, left));
    return folder;
  } catch (cause) {
    throw asUnusable(folder, cause);
  }
}

async function runtimeFolder(name: string): Promise<string> {
  const preferred = runsAsRoot() ? '/run' : process.env['XDG_RUNTIME_DIR'];
  const candidates = [preferred, tmpdir(), '/tmp'].filter((folder) => folder !== undefined);
  for (const folder of candidates) {
    const fits = Buffer.byteLength(path.join(folder, name, SOCKET_FILE)) <= LONGEST_SOCKET_PATH;
    if (fits && (await canMakeFoldersIn(folder))) return folder;
  }
  return '/tmp';
}

async function canMakeFoldersIn(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}

function asUnusable(folder: string, cause: unknown): Problem {
  if (cause instanceof Problem) return cause;
  const { code, path: at } = cause as NodeJS.ErrnoException;
  return new Problem('store.data-folder-unusable', { detail: `${at ?? folder} (${code})`, cause });
}
