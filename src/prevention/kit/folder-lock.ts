import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../shared/problem.ts';

const LOCK_FILE = 'in-use-by';

/** Makes the folder if need be and takes it for this process; throws `prevention.folder-in-use`. Answers the release. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, LOCK_FILE);
  const holder = await readFile(file, 'utf8').catch(() => '');
  if (holder !== '' && (await isAlive(holder))) throw new Problem('prevention.folder-in-use');
  await rm(file, { force: true });
  const handle = await open(file, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') throw new Problem('prevention.folder-in-use');
    throw cause;
  });
  await handle.writeFile(await identityOf(process.pid));
  await handle.close();
  return () => rm(file, { force: true });
}

/** A number of a process is given again after a restart: only with its start does it name one. */
async function identityOf(pid: number): Promise<string> {
  const facts = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const afterName = facts.slice(facts.lastIndexOf(')') + 2).split(' ');
  // Field 22 of proc(5) is the start in ticks since boot; the first two fields stand before the slice.
  return `${pid} ${afterName[19] ?? 'unknown'}`;
}

async function isAlive(holder: string): Promise<boolean> {
  const pid = Number(holder.split(' ')[0]);
  if (!Number.isSafeInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
  return (await identityOf(pid)) === holder;
}
