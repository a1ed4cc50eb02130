import { STEP_WORDS } from './search-plan.ts';
import { CHUNKS, PAGE_BYTES, shardLayout } from './shard.ts';

// What a thread needs in a shard's memory while it searches: it lies behind the tables, a place for each thread. A crew
// and the one that takes over from it have different places; the one after that uses the first ones again.

/** Chosen: 64 KB, of which a query at 10 million hashes fills some twenty words; what does not fit is checked at once. */
export const SURVIVOR_ROOM = 16_384;
export const HIT_ROOM = 4_096;
const HIT_BYTES = 8;

/** 17 buckets, 8 bytes each, rounded up to lines, for four chunks. The kernel holds the same numbers. */
const PROBE_BYTES = 192 * 4;
const PLAN_BYTES = CHUNKS * STEP_WORDS * Int32Array.BYTES_PER_ELEMENT;

export type Scratch = {
  seen: number;
  seenBytes: number;
  probes: number;
  plan: number;
  survivors: number;
  hits: number;
};

export function scratchBytes(rows: number): number {
  const bytes = seenBytesOf(rows) + PROBE_BYTES + PLAN_BYTES + SURVIVOR_ROOM * 4 + HIT_ROOM * HIT_BYTES;
  return Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES;
}

/** The place with this number, made if the memory does not reach so far yet, and empty. */
export function takeScratch(memory: WebAssembly.Memory, rows: number, place: number): Scratch {
  const start = Math.ceil(shardLayout(rows).end / PAGE_BYTES) * PAGE_BYTES;
  const seen = start + place * scratchBytes(rows);
  const missing = seen + scratchBytes(rows) - memory.buffer.byteLength;
  if (missing > 0) memory.grow(missing / PAGE_BYTES);
  const seenBytes = seenBytesOf(rows);
  new Uint8Array(memory.buffer, seen, seenBytes).fill(0);
  const probes = seen + seenBytes;
  const plan = probes + PROBE_BYTES;
  const survivors = plan + PLAN_BYTES;
  return { seen, seenBytes, probes, plan, survivors, hits: survivors + SURVIVOR_ROOM * 4 };
}

/** A bit for each row, in whole lines. */
function seenBytesOf(rows: number): number {
  return Math.ceil(rows / 8 / 64) * 64;
}
