import type { PdqHash } from '../hash-index.ts';
import { FREQUENCIES } from './dct-matrix.ts';
import { bitsAboveMedian } from './plain-order.ts';

type Change = {
  /** Rows become columns. */
  swaps: boolean;
  /** Whether the frequency in row i and column j (of the block as it was) changes its sign. */
  negates(i: number, j: number): boolean;
};

const isEven = (n: number) => n % 2 === 0;

/**
 * The eight ways to lay a picture: turned anticlockwise by degrees, flipped top to bottom, left to right, or over a
 * diagonal. Mirroring a picture changes the sign of every second frequency, so that one block holds all eight.
 */
const TURNS = {
  original: { swaps: false, negates: () => false },
  'rotate-90': { swaps: true, negates: (_, j) => isEven(j) },
  'rotate-180': { swaps: false, negates: (i, j) => !isEven(i + j) },
  'rotate-270': { swaps: true, negates: (i) => isEven(i) },
  'flip-top-bottom': { swaps: false, negates: (i) => isEven(i) },
  'flip-left-right': { swaps: false, negates: (_, j) => isEven(j) },
  'flip-main-diagonal': { swaps: true, negates: () => false },
  'flip-other-diagonal': { swaps: true, negates: (i, j) => !isEven(i + j) },
} as const satisfies Record<string, Change>;

export type Turn = keyof typeof TURNS;

/** All eight hashes out of one block of frequencies. */
export function turnedHashes(block: Float32Array): Record<Turn, PdqHash> {
  const entries = Object.entries(TURNS).map(([turn, change]) => [
    turn,
    bitsAboveMedian(changed(block, change)),
  ]);
  return Object.fromEntries(entries) as Record<Turn, PdqHash>;
}

function changed(block: Float32Array, { swaps, negates }: Change): Float32Array {
  return Float32Array.from(block, (_, at) => {
    const [row, column] = [Math.floor(at / FREQUENCIES), at % FREQUENCIES];
    const [i, j] = swaps ? [column, row] : [row, column];
    const value = block[i * FREQUENCIES + j]!;
    return negates(i, j) ? -value : value;
  });
}
