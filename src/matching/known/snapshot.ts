import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type HashIndex, openHashIndex } from '../../hashing/index.ts';
import type { Db } from '../../shared/db.ts';
import { latestRevision } from '../lists/listings.ts';
import { knownProgress } from './listed-records.ts';

/** An index for the listed values, and up to which revision it holds them already. */
export type OpenedIndex = { index: HashIndex; revision: number };

type Where = { folder: string; db: Db; threads?: number };

/**
 * The index from this database's snapshot, else an empty one. A snapshot that is damaged, of another database, or
 * newer than the lists (they were restored from a backup) is not used.
 */
export async function openFromSnapshot({ folder, db, threads }: Where): Promise<OpenedIndex> {
  const file = await snapshotFile(folder, db);
  const options = threads === undefined ? {} : { threads };
  const latest = await latestRevision(db);
  try {
    const index = await openHashIndex({ ...options, snapshot: file });
    const revision = index.status().revision ?? 0;
    if (revision <= latest) return { index, revision };
    await index.close();
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== 'hashing.snapshot-unusable') throw cause;
  }
  return { index: await openHashIndex(options), revision: 0 };
}

/** Keeps what the index holds, under the database's own name; other databases' snapshots are removed. */
export async function keepSnapshot(index: HashIndex, revision: number, { folder, db }: Where): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await snapshotFile(folder, db);
  await index.writeSnapshot(file, { revision });
  const others = (await readdir(folder)).filter(
    (name) => name.startsWith('listed-') && name !== path.basename(file),
  );
  await Promise.all(others.map((name) => rm(path.join(folder, name), { force: true })));
}

async function snapshotFile(folder: string, db: Db): Promise<string> {
  return path.join(folder, `listed-${(await knownProgress(db)).databaseId}.index`);
}
