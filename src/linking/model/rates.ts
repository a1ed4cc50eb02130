import { UNKNOWN } from './compare-records.ts';
import type { VectorCount } from './link-model.ts';

/** What is learned: for each attribute the rate of each level, by itself and given the attribute before it. */
export type ClassRates = { alone: number[][]; given: (number[][] | null)[] };

export type Rates = {
  /** Probability that a pair drawn at random is of one person. */
  prior: number;
  m: ClassRates;
  u: ClassRates;
  /** For each attribute the position of the one on which it depends, -1 for none. */
  before: readonly number[];
};

/** Log2 odds, by the rates, that a pair with these levels is of one person. */
export function oddsBits(rates: Rates, levels: Uint8Array): number {
  let bits = Math.log2(rates.prior / (1 - rates.prior));
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i]!;
    if (level === UNKNOWN) continue;
    bits += Math.log2(rateOf(rates.m, rates.before, i, levels) / rateOf(rates.u, rates.before, i, levels));
  }
  return bits;
}

/** The rate of attribute `i`'s level, given that of the one before it. */
export function rateOf(rates: ClassRates, before: readonly number[], i: number, levels: Uint8Array): number {
  const parent = before[i]! < 0 ? UNKNOWN : levels[before[i]!]!;
  const row = parent === UNKNOWN ? rates.alone[i]! : (rates.given[i]?.[parent] ?? rates.alone[i]!);
  return row[levels[i]!]!;
}

/** For each attribute how many pairs have each level; `weights` says how much each vector's pairs count. */
export function countLevels(
  sizes: readonly number[],
  vectors: readonly VectorCount[],
  weights: Float64Array,
): number[][] {
  const counts = sizes.map((size) => new Array<number>(size).fill(0));
  vectors.forEach(({ levels, count }, v) => {
    for (let i = 0; i < levels.length; i++)
      if (levels[i] !== UNKNOWN) counts[i]![levels[i]!]! += count * weights[v]!;
  });
  return counts;
}

/** For two attributes how many pairs have each two levels together. */
export function countTogether(
  sizes: readonly [number, number],
  at: readonly [number, number],
  vectors: readonly VectorCount[],
  weights: Float64Array,
): number[][] {
  const counts = Array.from({ length: sizes[0] }, () => new Array<number>(sizes[1]).fill(0));
  vectors.forEach(({ levels, count }, v) => {
    const [x, y] = [levels[at[0]]!, levels[at[1]]!];
    if (x !== UNKNOWN && y !== UNKNOWN) counts[x]![y]! += count * weights[v]!;
  });
  return counts;
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

export function sharesOf(values: readonly number[]): number[] {
  const total = sumOf(values);
  return values.map((value) => value / total);
}
