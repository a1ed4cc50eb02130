import { countUp } from '../../src/hashing/index/sample-hashes.ts';
import { type Found, HASH_BYTES, type HashIndex, scanIndex } from '../../src/hashing/index.ts';

/** Chosen: a throughput is taken over at least this long. */
const SECONDS = 4;

/** Rows that a plain scan holds at a time: it takes many times the bytes of its hashes. */
const PLAIN_ROWS = 100_000;

/** Rows that one put brings, when nothing else goes on. */
const PUT_ROWS = 8_192;

export async function fill(
  index: HashIndex,
  hashes: Uint8Array,
  { firstId = 0, putRows = PUT_ROWS } = {},
): Promise<void> {
  const rows = hashes.length / HASH_BYTES;
  for (let from = 0; from < rows; from += putRows) {
    const to = Math.min(rows, from + putRows);
    index.put(countUp(to - from, firstId + from), hashes.subarray(from * HASH_BYTES, to * HASH_BYTES));
    await new Promise(setImmediate);
  }
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

export type Throughput = {
  perSecond: number;
  /** By the processor's time of the whole process: what other programs of the machine take is left out. */
  perProcessorSecond: number;
};

/** Queries a second when they come in one batch after the other; a first batch is not counted. */
export async function throughput(index: HashIndex, queries: Uint8Array): Promise<Throughput> {
  await index.search(queries);
  const started = performance.now();
  const usedBefore = process.cpuUsage();
  let asked = 0;
  while (performance.now() - started < SECONDS * 1000) {
    await index.search(queries);
    asked += queries.length / HASH_BYTES;
  }
  const { user, system } = process.cpuUsage(usedBefore);
  return {
    perSecond: asked / ((performance.now() - started) / 1000),
    perProcessorSecond: asked / ((user + system) / 1e6),
  };
}

/** Milliseconds of single lookups, one after the other, sorted. */
export async function latencies(index: HashIndex, queries: Uint8Array, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let lookup = 0; lookup < count; lookup += 1) {
    const at = (lookup * HASH_BYTES) % queries.length;
    const started = performance.now();
    await index.search(queries.subarray(at, at + HASH_BYTES));
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

/** Query and id of every hit, in an order that two searches share. */
export function pairs({ queries, ids }: Found): string[] {
  return [...ids].map((id, hit) => `${queries[hit]}:${id}`).sort();
}

/** What a scan in plain TypeScript finds, some rows at a time. */
export async function plainPairs(hashes: Uint8Array, queries: Uint8Array): Promise<string[]> {
  const found: string[] = [];
  const rows = hashes.length / HASH_BYTES;
  for (let from = 0; from < rows; from += PLAIN_ROWS) {
    const plain = scanIndex();
    const some = hashes.subarray(from * HASH_BYTES, (from + PLAIN_ROWS) * HASH_BYTES);
    plain.put(countUp(some.length / HASH_BYTES, from), some);
    found.push(...pairs(await plain.search(queries)));
  }
  return found.sort();
}

/** The share of the expected hits that were found, and how many hits were not expected. */
export function recall(
  found: readonly string[],
  expected: readonly string[],
): { share: number; wrong: number } {
  const wanted = new Set(expected);
  const right = found.filter((pair) => wanted.has(pair)).length;
  return { share: wanted.size === 0 ? 1 : right / wanted.size, wrong: found.length - right };
}
