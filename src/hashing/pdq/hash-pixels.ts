import { HASH_BYTES, type PdqHash } from '../hash-index.ts';
import { type Turn, turnedHashes } from './dihedral.ts';
import { fillKernel, type Pixels } from './fill-kernel.ts';
import { pdqKernel } from './kernel.ts';
import type { HashedPicture } from './pdq-hash.ts';

/** A side shorter than this cannot be hashed: the quality is 0. Source: pdq/cpp of the reference. */
const SHORTEST_SIDE = 5;

/** PDQ of a picture of one byte for each pixel; sides above 512 are narrowed to 512 x 512 first. */
export function hashLuma(luma: Uint8Array, width: number, height: number): HashedPicture {
  return hashPixels({ values: luma, width, height, channels: 1 });
}

export function hashPixels(pixels: Pixels): HashedPicture {
  if (!canBeHashed(pixels)) return { hash: new Uint8Array(HASH_BYTES), quality: 0 };
  return { quality: runKernel(pixels), hash: pdqKernel().hash.slice() };
}

/** The eight hashes that the picture would have if it were turned and mirrored, to find copies that were; quality is one. */
export function hashPixelsTurned(pixels: Pixels): { turned: Record<Turn, PdqHash>; quality: number } {
  const quality = canBeHashed(pixels) ? runKernel(pixels) : 0;
  const { block } = pdqKernel();
  if (!canBeHashed(pixels)) block.fill(0);
  return { quality, turned: turnedHashes(block) };
}

function canBeHashed({ values, width, height, channels }: Pixels): boolean {
  if (values.length !== width * height * channels)
    throw new RangeError(`${values.length} bytes are not ${width} x ${height} x ${channels}`);
  return width >= SHORTEST_SIDE && height >= SHORTEST_SIDE;
}

/** Gives the quality; hash and block stay in the kernel until the next picture. */
function runKernel(pixels: Pixels): number {
  const kernel = pdqKernel();
  const { width, height } = fillKernel(kernel, pixels);
  return pixels.channels === 1 ? kernel.hashBytes(width, height) : kernel.hashColours(width, height);
}
