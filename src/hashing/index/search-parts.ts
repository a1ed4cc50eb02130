import { HASH_BYTES } from '../hash-index.ts';
import { deltaBlocks } from './delta.ts';
import { type HitList, type Hits, newHitList } from './hit-list.ts';
import { type MihqKernel, openKernel } from './kernel.ts';
import { HIT_ROOM, SURVIVOR_ROOM, takeScratch } from './scratch.ts';
import { INDEXED_RADIUS, STEP_WORDS, searchPlan } from './search-plan.ts';
import { CHUNKS, isGone, type Shard, shardLayout } from './shard.ts';
import { epochOf, type Signals } from './signals.ts';

/** One thread's view of every part of the index. */
export type Parts = {
  addShards(shards: readonly Shard[]): void;
  addDelta(memory: WebAssembly.Memory): void;
  shards(): readonly Shard[];
  search(queries: Uint8Array, radius: number): Hits;
};

type Reader = { search(words: Uint32Array, radius: number, hits: HitList): void };

export type PartsInput = {
  module: WebAssembly.Module;
  signals: Signals;
  /** Which scratch is this thread's. */
  place: number;
};

export function newParts({ module, signals, place }: PartsInput): Parts {
  const shards: Shard[] = [];
  const shardReaders: Reader[] = [];
  const deltaReaders: Reader[] = [];
  const hits = newHitList();
  return {
    addShards(more) {
      shards.push(...more);
      shardReaders.push(...more.map((shard) => shardReader(module, shard, place)));
    },
    addDelta(memory) {
      deltaReaders.push(deltaReader(module, memory));
    },
    shards: () => shards,
    search(queries, radius) {
      const words = new Uint32Array(new Uint8Array(queries).buffer);
      for (let query = 0; query < queries.length / HASH_BYTES; query += 1) {
        const before = epochOf(signals);
        const wanted = words.subarray(query * 8, query * 8 + 8);
        // Shards first and the youngest delta last: a hash that is being replaced is found twice rather than not at all.
        for (const reader of shardReaders) reader.search(wanted, radius, hits);
        for (const reader of deltaReaders) reader.search(wanted, radius, hits);
        hits.endQuery(query, before % 2 !== 0 || epochOf(signals) !== before);
      }
      return hits.take();
    },
  };
}

function shardReader(module: WebAssembly.Module, shard: Shard, place: number): Reader {
  const { memory, rows, ids, gone } = shard;
  const layout = shardLayout(rows);
  const scratch = takeScratch(memory, rows, place);
  const room = new Uint32Array(memory.buffer, scratch.hits, HIT_ROOM * 2);
  const planWords = new Int32Array(memory.buffer, scratch.plan, CHUNKS * STEP_WORDS);
  let list: HitList;
  let planned = -1;
  let steps = 0;
  const takeHit = (row: number, distance: number) => {
    if (!isGone(gone, row)) list.add(ids[row]!, distance);
  };
  const kernel = openKernel(module, memory, {
    takeHit: (row, distance) => takeHit(row >>> 0, distance),
    takeHits(count) {
      for (let hit = 0; hit < count; hit += 1) takeHit(room[hit * 2]!, room[hit * 2 + 1]!);
    },
  });
  kernel.useShard(
    layout.first,
    layout.second,
    layout.directory,
    layout.planes,
    layout.positions,
    layout.tableBytes,
  );
  kernel.useScratch(
    scratch.seen,
    scratch.seenBytes,
    scratch.probes,
    scratch.survivors,
    SURVIVOR_ROOM,
    scratch.hits,
    HIT_ROOM,
  );
  return {
    search(words, radius, hits) {
      list = hits;
      useQuery(kernel, words, radius);
      if (radius > INDEXED_RADIUS) return kernel.scanRows(layout.first, layout.second, rows);
      if (planned !== radius) {
        const plan = searchPlan(radius);
        planWords.set(plan);
        steps = plan.length / STEP_WORDS;
        planned = radius;
      }
      kernel.searchShard(scratch.plan, steps);
    },
  };
}

function deltaReader(module: WebAssembly.Module, memory: WebAssembly.Memory): Reader {
  let take: (row: number, distance: number) => void;
  const kernel = openKernel(module, memory, {
    takeHits: () => undefined,
    takeHit: (row, distance) => take(row, distance),
  });
  return {
    search(words, radius, hits) {
      useQuery(kernel, words, radius);
      for (const block of deltaBlocks(memory)) {
        take = (row, distance) => {
          if (Atomics.load(block.gone, row) === 0) hits.add(block.ids[row]!, distance);
        };
        kernel.scanRows(block.first, block.second, block.rows);
      }
    },
  };
}

function useQuery(kernel: MihqKernel, words: Uint32Array, radius: number): void {
  kernel.useQuery(
    words[0]!,
    words[1]!,
    words[2]!,
    words[3]!,
    words[4]!,
    words[5]!,
    words[6]!,
    words[7]!,
    radius,
  );
}
