import { hashAt, type Random, randomHashes } from '../../src/hashing/index/sample-hashes.ts';
import { HASH_BYTES } from '../../src/hashing/index.ts';

/** Known hashes and what is asked of them. */
export type HashSet = { name: string; hashes: Uint8Array; queries: Uint8Array };

export function rowOf(hashes: Uint8Array, place: number): Uint8Array {
  return hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES);
}

/** Random hashes; every other query lies at distance 0, 1, … 31 of one of them, the rest are strangers. */
export function randomSet(size: number, queries: number, random: Random): HashSet {
  const hashes = randomHashes(size, random);
  const asked = randomHashes(queries, random);
  for (let place = 1; place < queries; place += 2) {
    asked.set(hashAt((place >> 1) % 32, rowOf(hashes, random() % size), random), place * HASH_BYTES);
  }
  return { name: 'random', hashes, queries: asked };
}

/** 400 to 740 variants of each picture, 0 to 15 bits from it, as much-edited pictures have; queries are variants too. */
export function clusteredSet(size: number, queries: number, random: Random): HashSet {
  const hashes = new Uint8Array(size * HASH_BYTES);
  const centres: Uint8Array[] = [];
  for (let place = 0; place < size; ) {
    const centre = randomHashes(1, random);
    centres.push(centre);
    const end: number = Math.min(size, place + 400 + (random() % 341));
    for (; place < end; place += 1) hashes.set(hashAt(random() % 16, centre, random), place * HASH_BYTES);
  }
  const asked = new Uint8Array(queries * HASH_BYTES);
  for (let place = 0; place < queries; place += 1) {
    asked.set(hashAt(random() % 16, centres[random() % centres.length]!, random), place * HASH_BYTES);
  }
  return { name: 'clustered', hashes, queries: asked };
}
