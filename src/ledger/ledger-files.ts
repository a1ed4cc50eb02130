import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Db } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Entry } from './entry.ts';
import { BEFORE_ALL, lastCheckpoint } from './ledger-records.ts';
import { databaseReader, type LedgerReader } from './verify-ledger.ts';

/** Writes the newest checkpoint to a file that is then kept elsewhere; throws if nothing is sealed yet. */
export async function writeAnchor(db: Db, file: string): Promise<Checkpoint> {
  const checkpoint = await lastCheckpoint(db);
  if (!checkpoint) throw new Problem('ledger.nothing-sealed');
  const handle = await open(file, 'w');
  await handle.writeFile(`${JSON.stringify(checkpoint, null, 2)}\n`);
  await handle.close();
  return checkpoint;
}

/** Reads a checkpoint that was kept elsewhere. */
export async function readAnchor(file: string): Promise<Checkpoint> {
  try {
    const checkpoint = JSON.parse(await readFile(file, 'utf8')) as Checkpoint;
    if (typeof checkpoint.head === 'string' && Number.isInteger(checkpoint.number)) return checkpoint;
  } catch (cause) {
    throw new Problem('ledger.checkpoint-file-unusable', { cause });
  }
  throw new Problem('ledger.checkpoint-file-unusable', { detail: 'it holds no checkpoint' });
}

type ExportedRun = { checkpoint: Checkpoint; entries: Entry[] };

/** Writes the sealed ledger as one JSON line per checkpoint with its entries: enough to verify it without a database. */
export async function exportLedger(db: Db, file: string): Promise<{ checkpoints: number; entries: number }> {
  const reader = databaseReader(db);
  const handle = await open(file, 'w');
  const written = { checkpoints: 0, entries: 0 };
  let place = BEFORE_ALL;
  for await (const checkpoint of reader.checkpoints()) {
    const upTo = { txid: checkpoint.lastTxid, id: checkpoint.lastId };
    const run: ExportedRun = { checkpoint, entries: await reader.entriesBetween(place, upTo) };
    await handle.write(`${JSON.stringify(run)}\n`);
    written.checkpoints += 1;
    written.entries += run.entries.length;
    place = upTo;
  }
  await handle.close();
  return written;
}

/** Reads an exported ledger, a run at a time. */
export function fileReader(file: string): LedgerReader {
  let current: Entry[] = [];
  return {
    async *checkpoints() {
      for await (const line of createInterface({
        input: createReadStream(file),
        crlfDelay: Number.POSITIVE_INFINITY,
      })) {
        const run = JSON.parse(line) as ExportedRun;
        current = run.entries;
        yield run.checkpoint;
      }
    },
    entriesBetween: async () => current,
    unsealedAfter: async () => ({ entries: 0, oldest: null }),
  };
}
