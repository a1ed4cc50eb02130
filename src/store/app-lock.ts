import { hash, randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
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
    if (await takeOver(file, found, mine)) return { release: () => removeIf(file, mine) };
  }
}

/** Replacing takes milliseconds; a right that is older than this was left by a process that died. */
const RIGHT_LIVES_MS = 10_000;
const LOOK_AGAIN_MS = 20;

/**
 * Replaces one dead holder's lock. Whoever holds the right to that very lock looks once more before replacing it, so
 * that somebody who read it before it was replaced cannot take away the new one.
 */
async function takeOver(file: string, dead: string, mine: string): Promise<boolean> {
  const right = `${file}.${hash('sha256', dead).slice(0, 16)}`;
  if (!(await linkNew(right, mine))) {
    await removeIfOld(right);
    await wait(LOOK_AGAIN_MS);
    return false;
  }
  try {
    if ((await readFile(file, 'utf8').catch(unlessMissing)) !== dead) return false;
    const ready = asideOf(file);
    await writeFile(ready, mine, { flag: 'wx', mode: 0o644 });
    await rename(ready, file);
    return true;
  } finally {
    await rm(right, { force: true });
  }
}

async function removeIfOld(right: string): Promise<void> {
  const found = await stat(right).catch(unlessMissing);
  if (found && Date.now() - found.mtimeMs > RIGHT_LIVES_MS) await rm(right, { force: true });
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
