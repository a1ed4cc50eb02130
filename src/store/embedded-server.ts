import { existsSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../shared/problem.ts';
import { takeAppLock } from './app-lock.ts';
import type { ConnectionFault } from './connect.ts';
import { keepRunning } from './keep-running.ts';
import { DATABASE, ensureRecords, SUPERUSER } from './make-records.ts';
import type { Postmaster } from './postmaster-file.ts';
import { prepareBinaries } from './server-binaries.ts';
import { prepareFolders, type ServerFolders, SOCKET_FILE } from './server-folders.ts';
import { readPasswords, type ServerPasswords } from './server-passwords.ts';
import { launchServer, livingServer, stopServer } from './server-process.ts';

export type EmbeddedServer = {
  /** Addresses for three roles: what administers the server, what owns the tables, what the application uses. */
  superuserUrl: string;
  ownerUrl: string;
  appUrl: string;
  /** The server was already running: left behind by a killed application, or another one's that we share. */
  adopted: boolean;
  /** Stops the server, unless it is shared. */
  stop(): Promise<void>;
};

export type EmbeddedServerOptions = {
  home: string;
  /** Where another Everydot runs on this home, use its server instead of refusing: for short commands. */
  share?: boolean;
  /** PostgreSQL settings that differ from ours: for tests. */
  settings?: Readonly<Record<string, string>>;
  /** Called when the server died and is started again. */
  onFault?: ((fault: ConnectionFault) => void) | undefined;
};

/**
 * The embedded PostgreSQL of a home, started or adopted, and kept running until `stop()`. Throws
 * `store.data-folder-unusable` where the home cannot be used or another Everydot runs on it, and
 * `store.server-did-not-start` with the server's last word.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const folders = await prepareFolders(options.home);
  const lock = await takeAppLock(folders.home);
  if ('heldBy' in lock) return shareServer(folders, lock.heldBy, options.share ?? false);
  try {
    const { passwords, postmaster, adopted } = await startOrAdopt(folders, options);
    const restart = async () => (await startOrAdopt(folders, options)).postmaster;
    const watch = keepRunning(folders.records, postmaster, restart, (fault) => options.onFault?.(fault));
    const stop = async (): Promise<void> => {
      await stopServer(folders.records, await watch.end());
      await lock.release();
    };
    return { ...addressesOf(postmaster, passwords), adopted, stop };
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

async function shareServer(
  folders: ServerFolders,
  holder: number,
  mayShare: boolean,
): Promise<EmbeddedServer> {
  const postmaster = mayShare ? await livingServer(folders.records) : undefined;
  if (postmaster === undefined) {
    const detail = `another Everydot (process ${holder}) is running on ${folders.home}`;
    throw new Problem('store.data-folder-unusable', { detail });
  }
  const stop = async (): Promise<void> => undefined;
  return { ...addressesOf(postmaster, await readPasswords(folders.keys)), adopted: true, stop };
}

export function addressesOf({ socketFolder }: Postmaster, passwords: ServerPasswords) {
  const address = (role: string, password: string, database: string): string =>
    `postgresql://${role}:${password}@/${database}?host=${encodeURIComponent(socketFolder)}&port=5432`;
  return {
    superuserUrl: address(SUPERUSER, passwords.superuser, 'postgres'),
    ownerUrl: address('everydot_owner', passwords.owner, DATABASE),
    appUrl: address('everydot_app', passwords.app, DATABASE),
  };
}
