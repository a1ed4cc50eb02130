import { createHash } from 'node:crypto';

/** Root of a Merkle tree over leaf hashes (RFC 6962 section 2.1: an inner node begins with byte 1). */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return leaves[0]!;
  const split = largestPowerOfTwoBelow(leaves.length);
  return hashPair(merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}

function largestPowerOfTwoBelow(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1));
}

function hashPair(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}
