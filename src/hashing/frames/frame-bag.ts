import { HASH_BYTES } from '../hash-index.ts';
import { bitCount, pdqHex } from '../pdq/pdq-hash.ts';
import type { FrameHash } from './frame-list.ts';

export const WORDS = HASH_BYTES / 4;

/** The unique hashes of the frames of enough quality, eight 32-bit words each. */
export type FrameBag = { size: number; words: Uint32Array };

/** A hash that comes with several qualities counts if one of them is enough. */
export function bagOf(frames: readonly FrameHash[], leastQuality: number): FrameBag {
  const unique = new Map(
    frames.filter(({ quality }) => quality >= leastQuality).map(({ hash }) => [pdqHex(hash), hash]),
  );
  const bytes = new Uint8Array(unique.size * HASH_BYTES);
  for (const [at, hash] of [...unique.values()].entries()) bytes.set(hash, at * HASH_BYTES);
  return { size: unique.size, words: new Uint32Array(bytes.buffer) };
}

/** Whether two frames are within the radius; most that are not are told apart by their first half. */
export function areNear(a: FrameBag, at: number, b: FrameBag, there: number, radius: number): boolean {
  const [x, y, first, second] = [a.words, b.words, at * WORDS, there * WORDS];
  const half =
    bitCount(x[first]! ^ y[second]!) +
    bitCount(x[first + 1]! ^ y[second + 1]!) +
    bitCount(x[first + 2]! ^ y[second + 2]!) +
    bitCount(x[first + 3]! ^ y[second + 3]!);
  if (half > radius) return false;
  const rest =
    bitCount(x[first + 4]! ^ y[second + 4]!) +
    bitCount(x[first + 5]! ^ y[second + 5]!) +
    bitCount(x[first + 6]! ^ y[second + 6]!) +
    bitCount(x[first + 7]! ^ y[second + 7]!);
  return half + rest <= radius;
}
