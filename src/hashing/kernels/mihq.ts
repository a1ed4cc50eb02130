// The exact index within a radius (MIHQ), as the threads run it: no allocation, every address is given by the caller
// (src/hashing/index/shard.ts says what lies where).
//
// A hash is 256 bits: two halves of 128, four quarters of 64, sixteen chunks of 16. Two hashes 31 bits apart or fewer have
// a quarter that differs in 7 bits or fewer, and in it a chunk that differs in 1 bit or none. So every chunk has a table
// sorted by its value; a search reads the buckets of the query's chunk and of its sixteen neighbours one bit away. Of each
// entry it first reads a fingerprint, the two chunks that follow in the same quarter: if the chunk and the fingerprint
// alone differ more than the quarter may, the entry is passed over without a look at its hash.

import { GROUP_BYTES, GROUP_SHIFT } from './mihq-layout';

export { scatterChunk, sortChunk } from './mihq-tables';

/** Called with how many hits lie ready, whenever their room is full and once at the end of each query. */
// @ts-ignore: decorator
@external("env", "takeHits")
declare function takeHits(count: u32): void;

/** Called for each hit of a scan. */
// @ts-ignore: decorator
@external("env", "takeHit")
declare function takeHit(row: u32, distance: u32): void;

/** Directory bytes of one chunk: 65,537 words, rounded up to cache lines. */
const DIRECTORY_BYTES: u32 = (65536 + 16) << 2;

let first: usize = 0;
let second: usize = 0;
let directories: usize = 0;
let planesBase: usize = 0;
let positionsBase: usize = 0;
let tableBytes: usize = 0;

export function useShard(firstHalf: usize, secondHalf: usize, directory: usize, planes: usize, positions: usize, bytesOfTable: usize): void {
  first = firstHalf;
  second = secondHalf;
  directories = directory;
  planesBase = planes;
  positionsBase = positions;
  tableBytes = bytesOfTable;
}

let seen: usize = 0;
let seenBytes: u32 = 0;
let probes: usize = 0;
let survivors: usize = 0;
let survivorRoom: u32 = 0;
let hits: usize = 0;
let hitRoom: u32 = 0;

export function useScratch(seenBits: usize, bytes: u32, probeRoom: usize, survivorAt: usize, survivorCount: u32, hitAt: usize, hitCount: u32): void {
  seen = seenBits;
  seenBytes = bytes;
  probes = probeRoom;
  survivors = survivorAt;
  survivorRoom = survivorCount;
  hits = hitAt;
  hitRoom = hitCount;
}

let q0: u64 = 0;
let q1: u64 = 0;
let q2: u64 = 0;
let q3: u64 = 0;
let radius: u32 = 0;

/** The query as eight words, low word of each quarter first: a scan needs no memory of its own. */
export function useQuery(w0: u32, w1: u32, w2: u32, w3: u32, w4: u32, w5: u32, w6: u32, w7: u32, within: u32): void {
  q0 = (w0 as u64) | ((w1 as u64) << 32);
  q1 = (w2 as u64) | ((w3 as u64) << 32);
  q2 = (w4 as u64) | ((w5 as u64) << 32);
  q3 = (w6 as u64) | ((w7 as u64) << 32);
  radius = within;
}

let touched: u32 = 0;

/** What was loaded early; kept so that the loads are not taken for useless. */
export function touchedSum(): u32 {
  return touched;
}

/** A step of the plan is three words: the chunk, how far its quarter may differ, and how far (0 or 1) the chunk may. */
const STEP_BYTES: usize = 12;

/** Directory words of four steps are kept at a time: 17 starts and ends each, in whole lines. */
const PROBE_BYTES: u32 = 192;

// @ts-ignore: decorator
@inline
function chunkOf(step: usize): u32 {
  return load<u32>(step);
}

// @ts-ignore: decorator
@inline
function bucketsOf(step: usize): u32 {
  return load<u32>(step, 8) ? 17 : 1;
}

// @ts-ignore: decorator
@inline
function probesOf(step: usize): usize {
  return probes + (chunkOf(step) & 3) * PROBE_BYTES;
}

// @ts-ignore: decorator
@inline
function planesOf(step: usize): usize {
  return planesBase + (chunkOf(step) as usize) * tableBytes;
}

/** The query's chunk in the low 16 bits, and above it the three chunks that follow it in its quarter. */
// @ts-ignore: decorator
@inline
function queryFrom(chunk: u32): u64 {
  const quarter = chunk < 8 ? (chunk < 4 ? q0 : q1) : chunk < 12 ? q2 : q3;
  return rotr<u64>(quarter, ((chunk & 3) << 4) as u64);
}

/** Reads where the buckets of a step start and end. */
function findBuckets(step: usize): void {
  const at = probesOf(step);
  const value = (queryFrom(chunkOf(step)) as u32) & 0xffff;
  const directory = directories + chunkOf(step) * DIRECTORY_BYTES;
  store<u64>(at, load<u64>(directory + (value << 2)));
  const count = bucketsOf(step);
  for (let k: u32 = 1; k < count; k++) {
    store<u64>(at + (k << 3), load<u64>(directory + ((value ^ (1 << (k - 1))) << 2)));
  }
}

/**
 * Reads a byte of every line of a step's buckets, so that they wait for memory together: twice as fast at 10 million as
 * reading them when they are compared. Four at a time; those beyond a bucket's end are wasted.
 */
function touchBuckets(step: usize): u32 {
  let sum: u32 = 0;
  const planes = planesOf(step);
  const buckets = probesOf(step);
  const count = bucketsOf(step);
  for (let k: u32 = 0; k < count; k++) {
    const to = planes + (load<u32>(buckets + (k << 3), 4) >> GROUP_SHIFT) * GROUP_BYTES;
    for (let at = planes + (load<u32>(buckets + (k << 3)) >> GROUP_SHIFT) * GROUP_BYTES; at <= to; at += GROUP_BYTES * 4) {
      sum += (load<u8>(at) as u32) + (load<u8>(at, 64) as u32) + (load<u8>(at, 128) as u32) + (load<u8>(at, 192) as u32);
    }
  }
  return sum;
}

export function searchShard(plan: usize, steps: u32): void {
  const end = plan + steps * STEP_BYTES;
  let waiting: u32 = 0;
  let held: u32 = 0;
  let overflowed = false;
  findBuckets(plan);
  if (steps > 1) findBuckets(plan + STEP_BYTES);
  let sum = touchBuckets(plan);
  for (let step = plan; step < end; step += STEP_BYTES) {
    // Two steps ahead the directory is read, one step ahead the buckets.
    if (step + STEP_BYTES * 2 < end) findBuckets(step + STEP_BYTES * 2);
    if (step + STEP_BYTES < end) sum += touchBuckets(step + STEP_BYTES);
    const limit = load<i32>(step, 4);
    const fingerprint = (queryFrom(chunkOf(step)) >> 16) as u32;
    const planes = planesOf(step);
    const positions = positionsBase + (chunkOf(step) as usize) * tableBytes;
    const buckets = probesOf(step);
    const count = bucketsOf(step);
    const f0 = i8x16.splat(fingerprint as i8);
    const f1 = i8x16.splat((fingerprint >> 8) as i8);
    const f2 = i8x16.splat((fingerprint >> 16) as i8);
    const f3 = i8x16.splat((fingerprint >> 24) as i8);
    for (let k: u32 = 0; k < count; k++) {
      const start = load<u32>(buckets + (k << 3));
      const stop = load<u32>(buckets + (k << 3), 4);
      if (start == stop) continue;
      const limits = i8x16.splat((limit - (k ? 1 : 0)) as i8);
      const lastGroup = (stop - 1) >> GROUP_SHIFT;
      let mask: u32 = 0xffff << (start & 15);
      for (let group = start >> GROUP_SHIFT; group <= lastGroup; group++) {
        const at = planes + group * GROUP_BYTES;
        const differing = i8x16.add(
          i8x16.add(i8x16.popcnt(v128.xor(v128.load(at), f0)), i8x16.popcnt(v128.xor(v128.load(at, 16), f1))),
          i8x16.add(i8x16.popcnt(v128.xor(v128.load(at, 32), f2)), i8x16.popcnt(v128.xor(v128.load(at, 48), f3))),
        );
        mask &= i8x16.bitmask(i8x16.le_s(differing, limits)) as u32;
        if (mask) {
          if (group == lastGroup) mask &= 0xffff >> (15 - ((stop - 1) & 15));
          while (mask) {
            store<u32>(survivors + (waiting << 2), positions + (((group << GROUP_SHIFT) + ctz(mask)) << 2));
            waiting++;
            mask &= mask - 1;
          }
          if (waiting + 16 > survivorRoom) {
            held = verify(waiting, held);
            overflowed = true;
            waiting = 0;
          }
        }
        mask = 0xffff;
      }
    }
  }
  held = verify(waiting, held);
  if (overflowed) memory.fill(seen, 0, seenBytes);
  else {
    for (let k: u32 = 0; k < waiting; k++) {
      store<u8>(seen + (load<u32>(survivors + (k << 2)) >> 3), 0);
    }
  }
  touched += sum;
  takeHits(held);
}

/** Turns the survivors into positions, passes over those seen before, and counts all 256 bits of the others. */
function verify(waiting: u32, heldBefore: u32): u32 {
  let held = heldBefore;
  let sum: u32 = 0;
  for (let k: u32 = 0; k < waiting; k++) {
    const at = survivors + (k << 2);
    store<u32>(at, load<u32>(load<u32>(at)));
  }
  for (let k: u32 = 0; k < waiting; k++) {
    sum += load<u8>(first + (load<u32>(survivors + (k << 2)) << 4));
  }
  touched += sum;
  for (let k: u32 = 0; k < waiting; k++) {
    const position = load<u32>(survivors + (k << 2));
    const at = seen + (position >> 3);
    const marks = load<u8>(at) as u32;
    const mark: u32 = 1 << (position & 7);
    if (marks & mark) continue;
    store<u8>(at, (marks | mark) as u8);
    const distance = distanceWithin(first + (position << 4), second + (position << 4));
    if (distance > radius) continue;
    store<u32>(hits + (held << 3), position);
    store<u32>(hits + (held << 3), distance, 4);
    if (++held == hitRoom) {
      takeHits(held);
      held = 0;
    }
  }
  return held;
}

/** More than the radius if the first half alone is: the second is then not read. */
// @ts-ignore: decorator
@inline
function distanceWithin(half: usize, other: usize): u32 {
  const near = (popcnt(load<u64>(half) ^ q0) + popcnt(load<u64>(half, 8) ^ q1)) as u32;
  if (near > radius) return near;
  return near + ((popcnt(load<u64>(other) ^ q2) + popcnt(load<u64>(other, 8) ^ q3)) as u32);
}

/** Reads `rows` rows of two columns. */
export function scanRows(firstHalf: usize, secondHalf: usize, rows: u32): void {
  for (let row: u32 = 0; row < rows; row++) {
    const distance = distanceWithin(firstHalf + (row << 4), secondHalf + (row << 4));
    if (distance <= radius) takeHit(row, distance);
  }
}
