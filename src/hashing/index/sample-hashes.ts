import { HASH_BYTES, type HashIndex } from '../hash-index.ts';

// Neutral random hashes for the tests of the index; a test gives the seed.

export type Random = () => number;

/** Whole numbers of 32 bits (xorshift; Marsaglia 2003). */
export function seededRandom(seed: number): Random {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

export function randomHashes(count: number, random: Random): Uint8Array {
  return new Uint8Array(Uint32Array.from({ length: (count * HASH_BYTES) / 4 }, random).buffer);
}

/** The hash with exactly these bits turned over. */
export function turnBits(hash: Uint8Array, bits: Iterable<number>): Uint8Array {
  const turned = hash.slice();
  for (const bit of bits) turned[bit >> 3]! ^= 1 << (bit & 7);
  return turned;
}

/** That many different bits of a hash. */
function randomBits(count: number, random: Random): Set<number> {
  const bits = new Set<number>();
  while (bits.size < count) bits.add(random() % (HASH_BYTES * 8));
  return bits;
}

/** A hash at exactly this distance. */
export function hashAt(distance: number, from: Uint8Array, random: Random): Uint8Array {
  return turnBits(from, randomBits(distance, random));
}

export function join(hashes: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(hashes));
}

export function countUp(count: number, from = 0): Uint32Array {
  return Uint32Array.from({ length: count }, (_, place) => from + place);
}

/** What a search finds, one line per hit: easy to compare and to read. */
export async function foundLines(index: HashIndex, queries: Uint8Array, radius?: number): Promise<string[]> {
  const { queries: of, ids, distances } = await index.search(queries, radius === undefined ? {} : { radius });
  return [...ids].map((id, hit) => `${of[hit]}: ${id} at ${distances[hit]}`);
}
