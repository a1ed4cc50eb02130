// Fills the tables of the index: one for each chunk, sorted by the chunk's value (mihq.ts says what they are for).

import { GROUP_BYTES, GROUP_SHIFT } from './mihq-layout';

const BUCKETS: u32 = 65536;

/** Pass 1 of the sort goes by the high 9 bits of the chunk; the low 7 travel above the 25 bits of the position. */
const PARTITIONS: u32 = 512;
const LOW_BITS: u32 = 7;
const POSITION_BITS: u32 = 25;
const POSITION_MASK: u32 = (1 << 25) - 1;

/** A chunk in the low 16 bits, and above it the three chunks that follow it in its quarter. */
// @ts-ignore: decorator
@inline
function chunkFirst(first: usize, second: usize, row: usize, chunk: u32): u64 {
  const half = chunk < 8 ? first : second;
  return rotr<u64>(load<u64>(half + (row << 4) + (((chunk >> 2) & 1) << 3)), ((chunk & 3) << 4) as u64);
}

// @ts-ignore: decorator
@inline
function placeEntry(planes: usize, positions: usize, entry: u32, fingerprint: u32, position: u32): void {
  const lane = planes + (entry >> GROUP_SHIFT) * GROUP_BYTES + (entry & 15);
  store<u8>(lane, fingerprint as u8);
  store<u8>(lane, (fingerprint >> 8) as u8, 16);
  store<u8>(lane, (fingerprint >> 16) as u8, 32);
  store<u8>(lane, (fingerprint >> 24) as u8, 48);
  store<u32>(positions + (entry << 2), position);
}

/** Fills one chunk's table by a counting sort in two passes; `spare` has room for 8 bytes per row. */
export function sortChunk(first: usize, second: usize, rows: u32, chunk: u32, directory: usize, planes: usize, positions: usize, spare: usize, counts: usize): void {
  memory.fill(counts, 0, PARTITIONS << 2);
  for (let row: u32 = 0; row < rows; row++) {
    const at = counts + ((((chunkFirst(first, second, row, chunk) as u32) & 0xffff) >> LOW_BITS) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let sum: u32 = 0;
  for (let partition: u32 = 0; partition < PARTITIONS; partition++) {
    const at = counts + (partition << 2);
    const here = load<u32>(at);
    store<u32>(at, sum);
    store<u32>(directory + (partition << (LOW_BITS + 2)), sum);
    sum += here;
  }
  for (let row: u32 = 0; row < rows; row++) {
    const bits = chunkFirst(first, second, row, chunk);
    const value = (bits as u32) & 0xffff;
    const at = counts + ((value >> LOW_BITS) << 2);
    const place = load<u32>(at);
    store<u32>(at, place + 1);
    store<u32>(spare + (place << 3), (bits >> 16) as u32);
    store<u32>(spare + (place << 3), row | (value << POSITION_BITS), 4);
  }
  let from: u32 = 0;
  for (let partition: u32 = 0; partition < PARTITIONS; partition++) {
    const to = load<u32>(counts + (partition << 2));
    sortPartition(spare, from, to, directory + (partition << (LOW_BITS + 2)), planes, positions);
    from = to;
  }
  closeDirectory(directory, rows);
}

/** The entries `from` to `to` share the high bits of the chunk; `directory` becomes the start of each of their buckets. */
function sortPartition(spare: usize, from: u32, to: u32, directory: usize, planes: usize, positions: usize): void {
  memory.fill(directory, 0, 4 << LOW_BITS);
  for (let place = from; place < to; place++) {
    const at = directory + ((load<u32>(spare + (place << 3), 4) >> POSITION_BITS) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  startsFromCounts(directory, 1 << LOW_BITS, from);
  for (let place = from; place < to; place++) {
    const low = load<u32>(spare + (place << 3), 4);
    const at = directory + ((low >> POSITION_BITS) << 2);
    const entry = load<u32>(at);
    store<u32>(at, entry + 1);
    placeEntry(planes, positions, entry, load<u32>(spare + (place << 3)), low & POSITION_MASK);
  }
  startsFromEnds(directory, 1 << LOW_BITS, from);
}

/** The same table without spare room: slower, because it writes in the order of the rows. */
export function scatterChunk(first: usize, second: usize, rows: u32, chunk: u32, directory: usize, planes: usize, positions: usize): void {
  memory.fill(directory, 0, BUCKETS << 2);
  for (let row: u32 = 0; row < rows; row++) {
    const at = directory + (((chunkFirst(first, second, row, chunk) as u32) & 0xffff) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  startsFromCounts(directory, BUCKETS, 0);
  for (let row: u32 = 0; row < rows; row++) {
    const bits = chunkFirst(first, second, row, chunk);
    const at = directory + (((bits as u32) & 0xffff) << 2);
    const entry = load<u32>(at);
    store<u32>(at, entry + 1);
    placeEntry(planes, positions, entry, (bits >> 16) as u32, row);
  }
  startsFromEnds(directory, BUCKETS, 0);
  closeDirectory(directory, rows);
}

function startsFromCounts(directory: usize, buckets: u32, from: u32): void {
  let sum = from;
  for (let bucket: u32 = 0; bucket < buckets; bucket++) {
    const at = directory + (bucket << 2);
    const here = load<u32>(at);
    store<u32>(at, sum);
    sum += here;
  }
}

/** After placing, each bucket's word has moved on to its end, which is the next one's start. */
function startsFromEnds(directory: usize, buckets: u32, from: u32): void {
  let start = from;
  for (let bucket: u32 = 0; bucket < buckets; bucket++) {
    const at = directory + (bucket << 2);
    const end = load<u32>(at);
    store<u32>(at, start);
    start = end;
  }
}

function closeDirectory(directory: usize, rows: u32): void {
  store<u32>(directory + (BUCKETS << 2), rows);
}
