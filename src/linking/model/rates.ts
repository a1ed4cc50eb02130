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

/** Log2 odds, by the rates, that a pair with these levels is of one person; made ready for many vectors. */
export function oddsBitsBy(rates: Rates): (levels: Uint8Array) => number {
  const priorBits = Math.log2(rates.prior / (1 - rates.prior));
  const { before } = rates;
  const alone = before.map((_, i) => bitsOf(rates.m.alone[i]!, rates.u.alone[i]!));
  const given = before.map((_, i) =>
    rates.m.given[i]?.map((row, parent) => bitsOf(row, rates.u.given[i]![parent]!)),
  );
  return (levels) => {
    let bits = priorBits;
    for (let i = 0; i < levels.length; i++) {
      if (levels[i] === UNKNOWN) continue;
      const parent = before[i]! < 0 ? UNKNOWN : levels[before[i]!]!;
      const row = parent === UNKNOWN ? alone[i]! : given[i]![parent]!;
      bits += row[levels[i]!]!;
    }
    return bits;
  };
}

function bitsOf(m: readonly number[], u: readonly number[]): number[] {
  return m.map((rate, level) => Math.log2(rate / u[level]!));
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
