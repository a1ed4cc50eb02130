import { availableParallelism } from 'node:os';
import { Problem } from '../../shared/problem.ts';
import type { HashIndex } from '../hash-index.ts';
import { newBuilds } from './builds.ts';
import { checkPut, checkSearch } from './check-arguments.ts';
import { type Crew, type NewCrew, newCrew, type Side } from './crew.ts';
import { newHelpers, problemOf } from './run-thread.ts';
import { scratchBytes } from './scratch.ts';
import { INDEXED_RADIUS } from './search-plan.ts';
import { newSearchQueue } from './search-queue.ts';
import { LARGEST_SHARD_ROWS } from './shard.ts';
import { newSignals } from './signals.ts';
import { loadSnapshot, saveSnapshot } from './snapshots.ts';
import { sendShards } from './thread-messages.ts';
import { newTrackedRows } from './tracked-rows.ts';

export type HashIndexOptions = {
  /** 0 searches on the calling thread. Chosen: as many as there are processors, 2 at most. */
  threads?: number;
  /** A file of writeSnapshot() to start from; 'hashing.snapshot-unusable' if it is damaged or another version's. */
  snapshot?: string;
  /** Rows that are scanned before a build takes them in. Chosen: a scan of 8,192 takes some 10 microseconds. */
  deltaRows?: number;
  /** The most rows of one shard. */
  shardRows?: number;
};

const MOST_THREADS = 2;
const DELTA_ROWS = 8_192;

/** An exact index of hashes in shared memory, searched by threads. */
export async function openHashIndex(options: HashIndexOptions = {}): Promise<HashIndex> {
  const {
    threads = Math.min(availableParallelism(), MOST_THREADS),
    deltaRows = DELTA_ROWS,
    shardRows = LARGEST_SHARD_ROWS,
  } = options;
  const signals = newSignals();
  const rows = newTrackedRows(signals);
  const helpers = newHelpers();
  let fault: unknown = null;
  const hire = (delta: WebAssembly.Memory, side: Side): NewCrew => {
    const hired = newCrew({
      threads,
      side,
      signals,
      deltas: [delta],
      onFault: (failure) => lose(hired, failure),
    });
    return hired;
  };
  /** Without the crew that answers there are no answers; one that was still to take over is its build's affair. */
  const lose = (hired: NewCrew, failure: Error) => {
    if (hired.crew !== crew) return;
    fault ??= problemOf(failure);
    queue.fail(failure);
  };
  const first = hire(rows.young().memory, 0);
  let crew: Crew = first.crew;
  const queue = newSearchQueue(() => crew, rows.size);
  const takeOver = (next: Crew) => {
    crew = next;
    queue.pump();
  };
  const builds = newBuilds({ rows, helpers, crew: () => crew, hire, takeOver, deltaRows, shardRows });
  let revision: number | null = null;
  let closed = false;
  const ensureOpen = () => {
    if (closed) throw new Problem('hashing.index-closed');
    if (fault !== null) throw fault;
  };
  /** One snapshot after the other, so that two never write the same file. */
  let saving: Promise<void> = Promise.resolve();
  const close = async () => {
    closed = true;
    await queue.drained();
    await saving.catch(() => undefined);
    await helpers.stop();
    await builds.stop();
    await crew.retire();
  };
  try {
    if (options.snapshot === undefined) sendShards(first.shardsTo, []);
    else revision = await loadSnapshot(options.snapshot, { helpers, rows, first });
    await crew.ready;
  } catch (failure) {
    await close();
    throw failure;
  }
  return {
    async search(queries, given) {
      ensureOpen();
      const radius = checkSearch(queries, given);
      const hits = await queue.search(queries, radius);
      return { ...hits, method: radius > INDEXED_RADIUS ? 'scan' : 'index' };
    },
    put(ids, hashes) {
      ensureOpen();
      checkPut(ids, hashes);
      rows.put(ids, hashes);
      builds.startIfDue();
    },
    remove(ids) {
      ensureOpen();
      rows.remove(ids);
    },
    status: () => ({
      size: rows.size(),
      bytes: rows.bytes() + scratchOf(rows.shardSizes()) * Math.max(1, threads),
      delta: rows.loose(),
      tombstones: rows.tombstones(),
      shards: rows.shardSizes().length,
      building: builds.isBuilding(),
      threads,
      indexedRadius: INDEXED_RADIUS,
      revision,
    }),
    async settle() {
      ensureOpen();
      await builds.settle();
    },
    async writeSnapshot(path, given = {}) {
      ensureOpen();
      const save = () => saveSnapshot({ path, revision: given.revision ?? null }, { helpers, rows, crew });
      // What comes in while one waits is in it too: more than its revision stands for, never less.
      saving = saving.then(save, save);
      await saving;
    },
    async close() {
      if (!closed) await close();
    },
  };
}

/** Bytes that one thread needs beside the shards. */
function scratchOf(shards: readonly { rows: number }[]): number {
  return shards.reduce((sum, { rows }) => sum + scratchBytes(rows), 0);
}
