import type { PdqHash } from '../hash-index.ts';
import type { Turn } from './dihedral.ts';
import type { Pixels } from './fill-kernel.ts';
import { hashPixels, hashPixelsTurned } from './hash-pixels.ts';
import type { HashedPicture } from './pdq-hash.ts';
import { readPages } from './read-picture.ts';

/** PDQ of an encoded picture, of its first page if it has several. Nothing of it is kept. Throws 'hashing.*'. */
export async function hashPicture(encoded: Uint8Array): Promise<HashedPicture> {
  const [first] = await hashEach(encoded, 'first', hashPixels);
  return first!;
}

/** The same for each page of a document or each picture of an animation, in their order. */
export function hashEveryPage(encoded: Uint8Array): Promise<HashedPicture[]> {
  return hashEach(encoded, 'all', hashPixels);
}

/** The eight hashes of the picture turned and mirrored. */
export async function hashPictureTurned(
  encoded: Uint8Array,
): Promise<{ turned: Record<Turn, PdqHash>; quality: number }> {
  const [first] = await hashEach(encoded, 'first', hashPixelsTurned);
  return first!;
}

async function hashEach<Hashed>(
  encoded: Uint8Array,
  pages: 'first' | 'all',
  hash: (pixels: Pixels) => Hashed,
): Promise<Hashed[]> {
  const hashed: Hashed[] = [];
  for await (const pixels of readPages(encoded, pages)) hashed.push(hash(pixels));
  return hashed;
}
