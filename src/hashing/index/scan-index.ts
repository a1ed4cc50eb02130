import { Problem } from '../../shared/problem.ts';
import { type Found, HASH_BYTES, type HashIndex } from '../hash-index.ts';
import { checkPut, checkSearch } from './check-arguments.ts';

const WORDS = HASH_BYTES / 4;

/** Reads every hash for every query, in plain TypeScript: the oracle, and enough for some thousands of hashes. */
export function scanIndex(): HashIndex {
  const held = new Map<number, Uint32Array>();
  let closed = false;
  return {
    async search(queries, options) {
      if (closed) throw new Problem('hashing.index-closed');
      const radius = checkSearch(queries, options);
      return scan(held, queries, radius);
    },
    put(ids, hashes) {
      checkPut(ids, hashes);
      ids.forEach((id, place) => {
        held.set(id, wordsOf(hashes, place));
      });
    },
    remove(ids) {
      for (const id of ids) held.delete(id);
    },
    status: () => ({
      size: held.size,
      bytes: held.size * (HASH_BYTES + 4),
      delta: held.size,
      tombstones: 0,
      shards: 0,
      building: false,
      threads: 0,
      indexedRadius: -1,
      revision: null,
    }),
    settle: () => Promise.resolve(),
    async writeSnapshot() {
      throw new Problem('hashing.snapshot-unusable', { detail: 'a scan keeps no snapshot' });
    },
    async close() {
      closed = true;
      held.clear();
    },
  };
}

function scan(held: ReadonlyMap<number, Uint32Array>, queries: Uint8Array, radius: number): Found {
  const hits: { query: number; id: number; distance: number }[] = [];
  for (let query = 0; query < queries.length / HASH_BYTES; query += 1) {
    const wanted = wordsOf(queries, query);
    const near = [...held]
      .map(([id, words]) => ({ query, id, distance: distanceOf(words, wanted) }))
      .filter(({ distance }) => distance <= radius)
      .sort((a, b) => a.distance - b.distance || a.id - b.id);
    hits.push(...near);
  }
  return {
    queries: Uint32Array.from(hits, ({ query }) => query),
    ids: Uint32Array.from(hits, ({ id }) => id),
    distances: Uint8Array.from(hits, ({ distance }) => distance),
    method: 'scan',
  };
}

/** A copy, so that the caller may use its array again; the copy also starts at a word's boundary. */
function wordsOf(hashes: Uint8Array, place: number): Uint32Array {
  // Not slice(): of a Buffer it is a view of the same bytes.
  return new Uint32Array(
    new Uint8Array(hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES)).buffer,
  );
}

function distanceOf(a: Uint32Array, b: Uint32Array): number {
  let distance = 0;
  for (let word = 0; word < WORDS; word += 1) distance += countOnes(a[word]! ^ b[word]!);
  return distance;
}

/** Ones in 32 bits, counted in pairs, then fours, then bytes. */
function countOnes(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
