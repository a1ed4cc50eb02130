import { setTimeout as sleep } from 'node:timers/promises';
import { hashAt, type Random, randomHashes } from '../../src/hashing/index/sample-hashes.ts';
import { HASH_BYTES, type HashIndex } from '../../src/hashing/index.ts';
import { fill } from './measure.ts';

export type UpdateTimes = {
  /** Milliseconds from a put to the first lookup that finds it, the slowest of some. */
  visibleMs: number;
  /** Milliseconds of the slowest lookup while nothing came: what the machine and its other load do to one. */
  quietSlowestMs: number;
  /** Milliseconds of the slowest lookup while hashes came and the whole index was built anew and swapped. */
  slowestMs: number;
  lookups: number;
  /** Milliseconds: 99.9 of 100 lookups were faster. */
  p999Ms: number;
  rebuildSeconds: number;
};

const VISIBLE_TRIES = 50;
const QUIET_MS = 5_000;

/** Chosen: what a list's update brings at once; a put of them takes the calling thread less than a millisecond. */
const PUT_ROWS = 512;

/** Chosen: more than a sixteenth of the index, so that its largest shard is taken in too. */
const SHARE_ADDED = 1 / 12;

/** Puts hashes while single lookups go on without a pause. */
export async function measureUpdates(
  index: HashIndex,
  queries: Uint8Array,
  random: Random,
): Promise<UpdateTimes> {
  const size = index.status().size;
  let times: number[] = [];
  let ended = false;
  const looking = (async () => {
    for (let lookup = 0; !ended; lookup += 1) {
      const at = (lookup * HASH_BYTES) % queries.length;
      const started = performance.now();
      await index.search(queries.subarray(at, at + HASH_BYTES));
      times.push(performance.now() - started);
    }
  })();
  await sleep(QUIET_MS);
  const quietSlowestMs = Math.max(...times);
  times = [];
  const visible: number[] = [];
  for (let attempt = 0; attempt < VISIBLE_TRIES; attempt += 1) {
    visible.push(await timeToVisible(index, size + attempt, random));
  }
  const started = performance.now();
  await fill(index, randomHashes(Math.floor(size * SHARE_ADDED), random), {
    firstId: size + VISIBLE_TRIES,
    putRows: PUT_ROWS,
  });
  await index.settle();
  const rebuildSeconds = (performance.now() - started) / 1000;
  ended = true;
  await looking;
  times.sort((a, b) => a - b);
  return {
    quietSlowestMs,
    visibleMs: Math.max(...visible),
    slowestMs: times.at(-1)!,
    lookups: times.length,
    p999Ms: times[Math.floor(times.length * 0.999)]!,
    rebuildSeconds,
  };
}

async function timeToVisible(index: HashIndex, id: number, random: Random): Promise<number> {
  const hash = randomHashes(1, random);
  const query = hashAt(20, hash, random);
  const started = performance.now();
  index.put(Uint32Array.of(id), hash);
  for (;;) {
    const { ids } = await index.search(query);
    if (ids.includes(id)) return performance.now() - started;
  }
}
