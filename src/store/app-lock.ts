import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unlessMissing } from './database-user.ts';
import { processIdentity } from './process-identity.ts';

/** One living Everydot owns a home at a time: it started the server or adopted it, and it stops it. */
export type AppLock = { release(): Promise<void> };

type Holder = { pid: number; identity: string };

/** The lock, or the number of the living process that holds it. A dead holder's lock is taken over. */
export async function takeAppLock(home: string): Promise<AppLock | { heldBy: number }> {
  const file = path.join(home, 'everydot.lock');
  const mine = JSON.stringify({ pid: process.pid, identity: await processIdentity(process.pid) });
  for (;;) {
    if (await linkNew(file, mine)) return { release: () => removeIf(file, mine) };
    const found = await readFile(file, 'utf8').catch(unlessMissing);
    if (found === undefined) continue;
    const holder = await livingHolder(found);
    if (holder !== undefined) return { heldBy: holder };
    await removeIf(file, found);
  }
}

/** Makes the file with its content in one step, unless it exists. */
async function linkNew(file: string, content: string): Promise<boolean> {
  const unlinked = asideOf(file);
  await writeFile(unlinked, content, { flag: 'wx', mode: 0o644 });
  try {
    await link(unlinked, file);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  } finally {
    await rm(unlinked);
  }
}

async function livingHolder(content: string): Promise<number | undefined> {
  const holder = holderIn(content);
  if (holder === undefined) return undefined;
  return (await processIdentity(holder.pid)) === holder.identity ? holder.pid : undefined;
}

/** A power failure may leave an empty file, and no holder. */
function holderIn(content: string): Holder | undefined {
  try {
    return JSON.parse(content) as Holder;
  } catch {
    return undefined;
  }
}

/** Moves the file aside before looking at it, so that of two who remove it only one succeeds. */
async function removeIf(file: string, content: string): Promise<void> {
  const aside = asideOf(file);
  const moved = await rename(file, aside).then(() => true, unlessMissing);
  if (!moved) return;
  if ((await readFile(aside, 'utf8')) !== content) await linkBack(aside, file);
  await rm(aside);
}

async function linkBack(aside: string, file: string): Promise<void> {
  await link(aside, file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
  });
}

function asideOf(file: string): string {
  return `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
}
