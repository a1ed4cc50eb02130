import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../shared/problem.ts';
import { disownPostmasterFile, type Postmaster, readPostmaster, serves } from './postmaster-file.ts';
import { childOptions, type ServerBinaries } from './server-binaries.ts';
import { prepareSocketFolder, type ServerFolders } from './server-folders.ts';
import { openServerLog, type ServerLog } from './server-log.ts';
import { commandLineOf } from './server-settings.ts';

const POLL_MS = 10;
/** Recovery after a crash replays at most a checkpoint's distance of log: seconds, except on a very slow disk. */
const START_MS = 120_000;
const FAST_STOP_MS = 30_000;

/** The living server of these records once it answers; undefined if there is none or it is on its way out. */
export async function livingServer(records: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    const found = await readPostmaster(records);
    if (!found || !(await serves(records, found.pid))) return undefined;
    if (found.ready) return found;
    await sleep(POLL_MS);
  }
  throw new Problem('store.server-did-not-start', { detail: `a server on ${records} does not get ready` });
}

/** Starts a server of its own process group, so that Ctrl-C reaches the application and not the database. */
export async function launchServer(
  folders: ServerFolders,
  { postgres }: ServerBinaries,
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster> {
  await disownPostmasterFile(folders.records);
  const socketFolder = await prepareSocketFolder(folders);
  const log = await openServerLog(folders.log);
  try {
    const args = [
      '-D',
      folders.records,
      ...commandLineOf({ unix_socket_directories: socketFolder, ...settings }),
    ];
    const child = spawn(postgres, args, {
      ...childOptions(folders.user),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    child.unref();
    return await untilReady(folders, child, log);
  } finally {
    await log.close();
  }
}

async function untilReady(folders: ServerFolders, child: ChildProcess, log: ServerLog): Promise<Postmaster> {
  let spawnFailure: Error | undefined;
  child.once('error', (cause) => {
    spawnFailure = cause;
  });
  const deadline = Date.now() + START_MS;
  while (child.exitCode === null && child.signalCode === null && !spawnFailure && Date.now() < deadline) {
    const found = await readPostmaster(folders.records);
    if (found?.ready && found.pid === child.pid) return found;
    await sleep(POLL_MS);
  }
  child.kill('SIGQUIT');
  const detail = `${spawnFailure?.message ?? (await log.failure())} (see ${folders.log})`;
  throw new Problem('store.server-did-not-start', { detail, cause: spawnFailure });
}

/** Fast shutdown: open transactions are rolled back. If that hangs, immediate: the next start recovers. */
export async function stopServer(records: string, { pid, socketFolder }: Postmaster): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!(await serves(records, pid))) break;
    process.kill(pid, signal);
    if (await gone(records, pid)) break;
  }
  await rm(socketFolder, { recursive: true, force: true });
}

async function gone(records: string, pid: number): Promise<boolean> {
  const deadline = Date.now() + FAST_STOP_MS;
  while (Date.now() < deadline) {
    if (!(await serves(records, pid))) return true;
    await sleep(POLL_MS);
  }
  return false;
}
