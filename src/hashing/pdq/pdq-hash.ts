import { HASH_BYTES, type PdqHash } from '../hash-index.ts';

/** Quality is 0 to 100: how much there is in the picture that tells it from another. */
export type HashedPicture = { hash: PdqHash; quality: number };

/** Hashes of pictures with less than this are not compared. Source: vPDQ README, ThreatExchange 2026-07. */
export const LEAST_QUALITY = 50;

const HEX = /^[0-9a-f]{64}$/i;

/** Reads 64 hexadecimal digits, in either case; `null` if it is anything else. */
export function parsePdq(hex: string): PdqHash | null {
  return HEX.test(hex) ? new Uint8Array(Buffer.from(hex, 'hex')) : null;
}

export function pdqHex(hash: PdqHash): string {
  return Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('hex');
}

/** In how many of the 256 bits two hashes differ. */
export function pdqDistance(a: PdqHash, b: PdqHash): number {
  let distance = 0;
  for (let i = 0; i < HASH_BYTES; i += 4) distance += bitCount(wordAt(a, i) ^ wordAt(b, i));
  return distance;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

/** Set bits of 32: pairs, then fours, then bytes are added up within the word. */
export function bitCount(word: number): number {
  let count = word - ((word >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
