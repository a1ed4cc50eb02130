import { positionsWhere } from '../clusters/positions.ts';

/** Scored pairs of rows. Rows of all tables are numbered in one line: those of the second follow those of the first. */
export type ScoredPairs = {
  from: Uint32Array;
  to: Uint32Array;
  /** log2 of the odds that both are of one. */
  bits: Float32Array;
};

/** `link`: only across two tables; `dedupe`: within one; `both`: across and within two. */
export type LinkMode = 'link' | 'dedupe' | 'both';

export function probabilityOf(bits: number): number {
  return 1 / (1 + 2 ** -bits);
}

/** Bits at which a probability (0 < p < 1) is reached. */
export function bitsOf(probability: number): number {
  return Math.log2(probability / (1 - probability));
}

/** Positions of the pairs from the surest on; equal bits in the order of their rows, so that no order of work shows. */
export function surestFirst({ from, to, bits }: ScoredPairs, least: number): Uint32Array {
  const kept = positionsWhere(bits.length, (pair) => bits[pair]! >= least);
  return kept.sort((a, b) => bits[b]! - bits[a]! || from[a]! - from[b]! || to[a]! - to[b]!);
}
