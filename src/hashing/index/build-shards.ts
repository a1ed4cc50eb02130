import { deltaBlocks } from './delta.ts';
import { type MihqKernel, NO_TAKERS, openKernel } from './kernel.ts';
import { CHUNKS, DIRECTORY_BYTES, HALF_BYTES, isGone, newShard, type Shard, shardLayout } from './shard.ts';

/** Rows in the order of their ids, wherever they come from: built shards, or deltas sorted for it. */
type Source = {
  ids: Uint32Array;
  skip(place: number): boolean;
  /** Copies both halves of a row, as eight words, into two columns. */
  copy(place: number, first: Uint32Array, second: Uint32Array, row: number): void;
};

const HALF_WORDS = HALF_BYTES / 4;

export type BuildInput = {
  module: WebAssembly.Module;
  shards: readonly Shard[];
  deltas: readonly WebAssembly.Memory[];
  /** The most rows of one shard. */
  shardRows: number;
};

/** New shards with every live row of the given ones, none for no rows. Rows removed from now on are not noticed. */
export function buildShards({ module, shards, deltas, shardRows }: BuildInput): Shard[] {
  const sources = [...shards.map(shardSource), deltaSource(deltas)];
  const total = sources.reduce((sum, source) => sum + liveRows(source), 0);
  const count = Math.ceil(total / shardRows);
  const merged = mergeSources(sources);
  return Array.from({ length: count }, (_, place) => {
    const rows = Math.floor((total * (place + 1)) / count) - Math.floor((total * place) / count);
    const shard = newShard(rows);
    fillColumns(shard, merged);
    sortTables(openKernel(module, shard.memory, NO_TAKERS), rows);
    return shard;
  });
}

function liveRows({ ids, skip }: Source): number {
  let live = 0;
  for (let place = 0; place < ids.length; place += 1) if (!skip(place)) live += 1;
  return live;
}

function shardSource({ memory, rows, ids, gone }: Shard): Source {
  const layout = shardLayout(rows);
  const fromFirst = new Uint32Array(memory.buffer, layout.first, rows * HALF_WORDS);
  const fromSecond = new Uint32Array(memory.buffer, layout.second, rows * HALF_WORDS);
  // The writer goes on marking rows; what is built must not change between counting and copying.
  const goneNow = gone.slice();
  return {
    ids,
    skip: (place) => isGone(goneNow, place),
    copy(place, first, second, row) {
      for (let word = 0; word < HALF_WORDS; word += 1) {
        first[row * HALF_WORDS + word] = fromFirst[place * HALF_WORDS + word]!;
        second[row * HALF_WORDS + word] = fromSecond[place * HALF_WORDS + word]!;
      }
    },
  };
}

function deltaSource(deltas: readonly WebAssembly.Memory[]): Source {
  const blocks = deltas.flatMap((memory) =>
    [...deltaBlocks(memory)].map((block) => ({ ...block, words: new Uint32Array(memory.buffer) })),
  );
  const slots = liveSlots(blocks);
  return {
    ids: Uint32Array.from(slots, (slot) => blocks[Math.floor(slot / SLOTS)]!.ids[slot % SLOTS]!),
    skip: () => false,
    copy(place, first, second, row) {
      const { words, first: firstAt, second: secondAt } = blocks[Math.floor(slots[place]! / SLOTS)]!;
      const from = (slots[place]! % SLOTS) * HALF_WORDS;
      for (let word = 0; word < HALF_WORDS; word += 1) {
        first[row * HALF_WORDS + word] = words[firstAt / 4 + from + word]!;
        second[row * HALF_WORDS + word] = words[secondAt / 4 + from + word]!;
      }
    },
  };
}

/** More than the rows of a block: block times this, plus the row, names a slot. */
const SLOTS = 4_096;

/** The slots of the live rows in the order of their ids: a 64-bit key of id and slot sorts without a comparison. */
function liveSlots(blocks: readonly { ids: Uint32Array; gone: Uint8Array }[]): Uint32Array {
  const rows = blocks.reduce((sum, { ids }) => sum + ids.length, 0);
  const keys = new BigUint64Array(rows);
  const words = new Uint32Array(keys.buffer);
  let live = 0;
  for (const [block, { ids, gone }] of blocks.entries()) {
    for (let row = 0; row < ids.length; row += 1) {
      if (gone[row] === 1) continue;
      words[live * 2] = block * SLOTS + row;
      words[live * 2 + 1] = ids[row]!;
      live += 1;
    }
  }
  keys.subarray(0, live).sort();
  return Uint32Array.from({ length: live }, (_, place) => words[place * 2]!);
}

/** Goes through all sources at once, always at the smallest id. */
function mergeSources(sources: readonly Source[]): () => { source: Source; place: number } {
  const places = sources.map(() => 0);
  return () => {
    let best = -1;
    let bestId = Number.POSITIVE_INFINITY;
    for (let each = 0; each < sources.length; each += 1) {
      const { ids, skip } = sources[each]!;
      while (places[each]! < ids.length && skip(places[each]!)) places[each]! += 1;
      const id = ids[places[each]!];
      if (id !== undefined && id < bestId) {
        best = each;
        bestId = id;
      }
    }
    const place = places[best]!;
    places[best] = place + 1;
    return { source: sources[best]!, place };
  };
}

function fillColumns({ memory, rows, ids }: Shard, next: () => { source: Source; place: number }): void {
  const layout = shardLayout(rows);
  const first = new Uint32Array(memory.buffer, layout.first, rows * HALF_WORDS);
  const second = new Uint32Array(memory.buffer, layout.second, rows * HALF_WORDS);
  for (let row = 0; row < rows; row += 1) {
    const { source, place } = next();
    ids[row] = source.ids[place]!;
    source.copy(place, first, second, row);
  }
}

/** Each chunk is sorted with the room of the next one as its spare; only the last one has none. */
function sortTables(kernel: MihqKernel, rows: number): void {
  const { first, second, directory, planes, positions, tableBytes } = shardLayout(rows);
  const last = CHUNKS - 1;
  const at = (chunk: number) =>
    [
      directory + chunk * DIRECTORY_BYTES,
      planes + chunk * tableBytes,
      positions + chunk * tableBytes,
    ] as const;
  for (let chunk = 0; chunk < last; chunk += 1) {
    // Counts stand in the last directory, which is written last.
    kernel.sortChunk(
      first,
      second,
      rows,
      chunk,
      ...at(chunk),
      planes + (chunk + 1) * tableBytes,
      at(last)[0],
    );
  }
  kernel.scatterChunk(first, second, rows, last, ...at(last));
}
