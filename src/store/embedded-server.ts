import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../shared/problem.ts';
import { type AppLock, takeAppLock } from './app-lock.ts';
import type { ConnectionFault } from './connect.ts';
import { keepRunning } from './keep-running.ts';
import { ensureRecords } from './make-records.ts';
import type { Postmaster } from './postmaster-file.ts';
import { addressesOf, type ServerAddresses } from './server-addresses.ts';
import { prepareBinaries } from './server-binaries.ts';
import { prepareFolders, type ServerFolders, SOCKET_FILE } from './server-folders.ts';
import { readPasswords, type ServerPasswords } from './server-passwords.ts';
import { launchServer, livingServer, stopServer } from './server-process.ts';
import { leaveShared, stopUnlessUsed } from './share-server.ts';

export type EmbeddedServer = ServerAddresses & {
  /** The server was already running: left behind by a killed application, or another one's that we share. */
  adopted: boolean;
  stop(): Promise<void>;
};

export type EmbeddedServerOptions = {
  home: string;
  /** For short commands: use the server of an Everydot that runs on this home already, instead of refusing. */
  share?: boolean;
  /** PostgreSQL settings that differ from ours: for tests. */
  settings?: Readonly<Record<string, string>>;
  /** Called when the server died and is started again. */
  onFault?: ((fault: ConnectionFault) => void) | undefined;
};

/** How long a short command waits for a first one that is still starting: a first start on a slow disk. */
const SHARE_MS = 60_000;
const SHARE_POLL_MS = 50;

/**
 * The embedded PostgreSQL of a home, started or adopted, and kept running until `stop()`. Throws
 * `store.data-folder-unusable` where the home cannot be used or another Everydot runs on it, and
 * `store.server-did-not-start` with the server's last word.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const folders = await prepareFolders(options.home);
  const deadline = Date.now() + (options.share ? SHARE_MS : 0);
  for (;;) {
    const lock = await takeAppLock(folders.home);
    if (!('heldBy' in lock)) return holdServer(folders, lock, options);
    const shared = options.share ? await shareServer(folders) : undefined;
    if (shared) return shared;
    if (Date.now() >= deadline) throw inUse(folders, lock.heldBy);
    await sleep(SHARE_POLL_MS);
  }
}

async function holdServer(
  folders: ServerFolders,
  lock: AppLock,
  options: EmbeddedServerOptions,
): Promise<EmbeddedServer> {
  try {
    const { passwords, postmaster, adopted } = await startOrAdopt(folders, options);
    const addresses = addressesOf(postmaster.socketFolder, passwords);
    const restart = async () => (await startOrAdopt(folders, options)).postmaster;
    const watch = keepRunning(folders.records, postmaster, restart, (fault) => options.onFault?.(fault));
    const stop = async (): Promise<void> => {
      const running = await watch.end();
      if (options.share) return stopUnlessUsed(folders, addresses.superuserUrl, lock);
      await stopServer(folders.records, running);
      await lock.release();
    };
    return { ...addresses, adopted, stop };
  } catch (cause) {
    await lock.release();
    throw cause;
  }
}

type Started = { passwords: ServerPasswords; postmaster: Postmaster; adopted: boolean };

async function startOrAdopt(folders: ServerFolders, options: EmbeddedServerOptions): Promise<Started> {
  const orphan = await livingServer(folders.records);
  if (orphan && isReachable(orphan)) {
    return { passwords: await readPasswords(folders.keys), postmaster: orphan, adopted: true };
  }
  if (orphan) await stopServer(folders.records, orphan);
  const binaries = await prepareBinaries(folders);
  const passwords = await ensureRecords(folders, binaries);
  return {
    passwords,
    postmaster: await launchServer(folders, binaries, options.settings ?? {}),
    adopted: false,
  };
}

/** A cleaner of temporary folders may have removed the socket of a server that lives on. */
function isReachable({ socketFolder }: Postmaster): boolean {
  return existsSync(path.join(socketFolder, SOCKET_FILE));
}

async function shareServer(folders: ServerFolders): Promise<EmbeddedServer | undefined> {
  const postmaster = await livingServer(folders.records);
  if (!postmaster) return undefined;
  const addresses = addressesOf(postmaster.socketFolder, await readPasswords(folders.keys));
  return { ...addresses, adopted: true, stop: () => leaveShared(folders, addresses.superuserUrl) };
}

function inUse({ home }: ServerFolders, holder: number): Problem {
  const detail = `another Everydot (process ${holder}) is running on ${home}`;
  return new Problem('store.data-folder-unusable', { detail });
}
