import { HASH_BYTES } from '../hash-index.ts';
import { newIdTable } from './id-table.ts';
import { HALF_BYTES, PAGE_BYTES } from './shard.ts';

// What was put since the last build began: rows in the order of arrival, in a memory that grows and that threads read.

const BLOCK_ROWS = 1024;
const BLOCKS_AT = 64;
const SECOND_AT = BLOCK_ROWS * HALF_BYTES;
const IDS_AT = SECOND_AT * 2;
const GONE_AT = IDS_AT + BLOCK_ROWS * 4;
const BLOCK_BYTES = GONE_AT + BLOCK_ROWS;

export type DeltaBlock = { first: number; second: number; rows: number; ids: Uint32Array; gone: Uint8Array };

/**
 * The rows block by block, with those that come while the earlier ones are read: where a row is found gone because
 * another took its place, that other is still to come.
 */
export function* deltaBlocks(memory: WebAssembly.Memory): Generator<DeltaBlock> {
  for (let from = 0; from < rowsOf(memory); ) {
    const at = blockAt(from);
    const start = from % BLOCK_ROWS;
    const rows = Math.min(BLOCK_ROWS - start, rowsOf(memory) - from);
    yield {
      first: at + start * HALF_BYTES,
      second: at + SECOND_AT + start * HALF_BYTES,
      rows,
      ids: new Uint32Array(memory.buffer, at + IDS_AT + start * 4, rows),
      gone: new Uint8Array(memory.buffer, at + GONE_AT + start, rows),
    };
    from += rows;
  }
}

function rowsOf(memory: WebAssembly.Memory): number {
  return Atomics.load(new Int32Array(memory.buffer, 0, 1), 0);
}

/** The one writer's side of a delta. */
export type Delta = {
  memory: WebAssembly.Memory;
  rows(): number;
  /** Rows that a search can find. */
  live(): number;
  /** The row where the id lives; -1 if it does not. */
  find(id: number): number;
  append(id: number, hashes: Uint8Array, place: number): void;
  markGone(row: number): void;
};

export function newDelta(): Delta {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: PAGE_BYTES, shared: true });
  const table = newIdTable();
  let bytes = new Uint8Array(memory.buffer);
  let words = new Uint32Array(memory.buffer);
  let rows = 0;
  let gone = 0;
  const idOf = (row: number) => words[(blockAt(row) + IDS_AT) / 4 + (row % BLOCK_ROWS)]!;
  const goneAt = (row: number) => blockAt(row) + GONE_AT + (row % BLOCK_ROWS);
  const makeRoom = () => {
    const needed = blockAt(rows) + BLOCK_BYTES - bytes.length;
    if (needed <= 0) return;
    // Grows by an eighth at least, so that filling it takes few steps.
    memory.grow(Math.ceil(Math.max(needed, bytes.length / 8) / PAGE_BYTES));
    bytes = new Uint8Array(memory.buffer);
    words = new Uint32Array(memory.buffer);
  };
  return {
    memory,
    rows: () => rows,
    live: () => rows - gone,
    find(id) {
      const row = table.find(id, idOf);
      return row === -1 || bytes[goneAt(row)] === 1 ? -1 : row;
    },
    append(id, hashes, place) {
      if (rows % BLOCK_ROWS === 0) makeRoom();
      const at = blockAt(rows);
      const half = at + (rows % BLOCK_ROWS) * HALF_BYTES;
      const from = place * HASH_BYTES;
      for (let byte = 0; byte < HALF_BYTES; byte += 1) {
        bytes[half + byte] = hashes[from + byte]!;
        bytes[half + SECOND_AT + byte] = hashes[from + HALF_BYTES + byte]!;
      }
      words[(at + IDS_AT) / 4 + (rows % BLOCK_ROWS)] = id;
      table.set(id, rows, idOf);
      rows += 1;
      Atomics.store(new Int32Array(memory.buffer, 0, 1), 0, rows);
    },
    markGone(row) {
      Atomics.store(bytes, goneAt(row), 1);
      gone += 1;
    },
  };
}

function blockAt(row: number): number {
  return BLOCKS_AT + Math.floor(row / BLOCK_ROWS) * BLOCK_BYTES;
}
