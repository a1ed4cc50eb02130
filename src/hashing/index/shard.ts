import { HASH_BYTES } from '../hash-index.ts';

/** Bytes of a cache line: whatever is read together starts at one. */
const LINE = 64;
export const PAGE_BYTES = 65_536;

/** Chunks of 16 bits in a hash. */
export const CHUNKS = 16;

/** Bytes of half a hash: the columns that rows are kept in. */
export const HALF_BYTES = HASH_BYTES / 2;

/** 65,537 words of a chunk's directory, rounded up to a line. The kernel holds the same number. */
export const DIRECTORY_BYTES = (65_536 + 16) * 4;

/** Entries that share a line of fingerprints. */
const GROUP_ENTRIES = 16;

/** Chosen: 25 million take 4.02 GB of the 4.29 that one memory can have, and leave room for the threads' own. */
export const LARGEST_SHARD_ROWS = 25_000_000;

/**
 * A built part: hashes in two columns, then a sorted table for each chunk, all in one memory; rows are in the order of
 * their ids. `gone` has a bit for each row that was removed or replaced. The arrays are over shared memory of their own,
 * so that who keeps track of the ids need not hold the large memory.
 */
export type Shard = ShardKey & { memory: WebAssembly.Memory };

/** A shard without its memory. */
export type ShardKey = { rows: number; bytes: number; ids: Uint32Array; gone: Uint8Array };

/** Where in a shard's memory what lies. */
export type ShardLayout = {
  first: number;
  second: number;
  directory: number;
  planes: number;
  positions: number;
  /** From one chunk's planes to the next one's: planes and positions of a chunk lie together. */
  tableBytes: number;
  end: number;
};

export function shardLayout(rows: number): ShardLayout {
  const column = roundUp(rows * HALF_BYTES, LINE);
  const planesBytes = Math.ceil(rows / GROUP_ENTRIES) * LINE;
  const tableBytes = planesBytes + roundUp(rows * 4, LINE);
  const first = LINE;
  const directory = first + 2 * column;
  const planes = directory + CHUNKS * DIRECTORY_BYTES;
  return {
    first,
    second: first + column,
    directory,
    planes,
    positions: planes + planesBytes,
    tableBytes,
    // The kernel may touch four lines beyond the last table.
    end: planes + CHUNKS * tableBytes + 4 * LINE,
  };
}

/** An empty shard of this many rows: columns, tables and ids are still to be filled. */
export function newShard(rows: number): Shard {
  const pages = Math.ceil(shardLayout(rows).end / PAGE_BYTES);
  const ids = new Uint32Array(new SharedArrayBuffer(rows * 4));
  const gone = new Uint8Array(new SharedArrayBuffer(Math.ceil(rows / 8)));
  const memory = new WebAssembly.Memory({ initial: pages, maximum: PAGE_BYTES, shared: true });
  return { memory, rows, bytes: pages * PAGE_BYTES + ids.byteLength + gone.byteLength, ids, gone };
}

export function isGone(gone: Uint8Array, row: number): boolean {
  return ((Atomics.load(gone, row >> 3) >> (row & 7)) & 1) === 1;
}

export function markGone(gone: Uint8Array, row: number): void {
  Atomics.or(gone, row >> 3, 1 << (row & 7));
}

/** The row of an id; -1 if the shard has none. */
export function rowOf(ids: Uint32Array, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : -1;
}

function roundUp(bytes: number, to: number): number {
  return Math.ceil(bytes / to) * to;
}
