import { Problem } from '../shared/problem.ts';
import { type AppLock, takeAppLock } from './app-lock.ts';
import { connectAs } from './connect-as.ts';
import type { ServerFolders } from './server-folders.ts';
import { livingServer, stopServer } from './server-process.ts';

// Short commands may use one server at once. The last of them to leave stops it.

/** Stops the server, unless a command still uses it: that one stops it when it leaves. */
export async function stopUnlessUsed(
  folders: ServerFolders,
  superuserUrl: string,
  held: AppLock,
): Promise<void> {
  let lock = held;
  while (await isUsed(superuserUrl)) {
    await lock.release();
    // whoever left before the release found the lock held, and relies on this second look
    if (await isUsed(superuserUrl)) return;
    const taken = await takeAppLock(folders.home);
    if ('heldBy' in taken) return;
    lock = taken;
  }
  const running = await livingServer(folders.records);
  if (running) await stopServer(folders.records, running);
  await lock.release();
}

/** What a command does that came second: nothing, while the first still holds the home. */
export async function leaveShared(folders: ServerFolders, superuserUrl: string): Promise<void> {
  const lock = await takeAppLock(folders.home);
  if (!('heldBy' in lock)) await stopUnlessUsed(folders, superuserUrl, lock);
}

async function isUsed(superuserUrl: string): Promise<boolean> {
  try {
    const superuser = await connectAs(superuserUrl);
    const { rowCount } = await superuser.query(
      `select from pg_stat_activity where usename in ('everydot_app', 'everydot_owner')`,
    );
    await superuser.end();
    return (rowCount ?? 0) > 0;
  } catch (cause) {
    if (cause instanceof Problem) return false;
    throw cause;
  }
}
