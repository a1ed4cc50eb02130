import { bitsOf, type LinkMode, type ScoredPairs } from './scored-pairs.ts';

/** Who each row truly is (-1: not known). For evaluation only: nothing that links ever sees it. */
export type Truth = { entity: Int32Array; pairs: number };

export type Accuracy = { found: number; right: number; precision: number; recall: number; f1: number };

/** `best`: at the bits where F1 is highest, which only a truth can tell. */
export type PairAccuracy = { at50: Accuracy; at95: Accuracy; best: Accuracy & { bits: number } };

/** `firstOfB`: the number of the first row of the second table; the count of rows where there is one table. */
export type Tables = { rows: number; firstOfB: number; mode: LinkMode };

export function truthOf(names: readonly (string | null)[], tables: Tables): Truth {
  const numbers = new Map<string, number>();
  const entity = Int32Array.from(names, (name) => {
    if (name === null) return -1;
    const known = numbers.get(name) ?? numbers.size;
    if (known === numbers.size) numbers.set(name, known);
    return known;
  });
  return { entity, pairs: pairsWithin(entity, tables) };
}

/** Pairs of rows that have the same label, of those that the mode compares; -1 is nobody's label. */
function pairsWithin(labels: Int32Array, { firstOfB, mode }: Tables): number {
  const most = labels.reduce((highest, label) => Math.max(highest, label), -1);
  const ofA = new Uint32Array(most + 1);
  const ofB = new Uint32Array(most + 1);
  labels.forEach((label, row) => {
    if (label !== -1) (row < firstOfB ? ofA : ofB)[label]! += 1;
  });
  let pairs = 0;
  for (const [label, a] of ofA.entries()) {
    const b = ofB[label]!;
    pairs += mode === 'link' ? a * b : ((a + b) * (a + b - 1)) / 2;
  }
  return pairs;
}

export function accuracyOf(right: number, found: number, truePairs: number): Accuracy {
  return {
    found,
    right,
    precision: found === 0 ? 1 : right / found,
    recall: truePairs === 0 ? 1 : right / truePairs,
    f1: found + truePairs === 0 ? 1 : (2 * right) / (found + truePairs),
  };
}

/** Bits are looked at in steps of 1/64, which is far below what a probability shows. */
const STEPS_PER_BIT = 64;
const MOST_BITS = 256;

export function accuracyOfPairs(pairs: ScoredPairs, truth: Truth): PairAccuracy {
  const found = new Float64Array(2 * MOST_BITS * STEPS_PER_BIT + 1);
  const right = new Float64Array(found.length);
  for (let pair = 0; pair < pairs.bits.length; pair += 1) {
    const entity = truth.entity[pairs.from[pair]!]!;
    const step = stepOf(pairs.bits[pair]!);
    found[step]! += 1;
    if (entity !== -1 && entity === truth.entity[pairs.to[pair]!]) right[step]! += 1;
  }
  // From here on: of all pairs at or above the step.
  for (let step = found.length - 2; step >= 0; step -= 1) {
    found[step]! += found[step + 1]!;
    right[step]! += right[step + 1]!;
  }
  const at = (step: number) => accuracyOf(right[step]!, found[step]!, truth.pairs);
  const best = found.reduce((most, _, step) => (at(step).f1 > at(most).f1 ? step : most), found.length - 1);
  return {
    at50: at(stepOf(0)),
    at95: at(Math.ceil((bitsOf(0.95) + MOST_BITS) * STEPS_PER_BIT)),
    best: { ...at(best), bits: best / STEPS_PER_BIT - MOST_BITS },
  };
}

function stepOf(bits: number): number {
  return Math.floor((Math.min(MOST_BITS, Math.max(-MOST_BITS, bits)) + MOST_BITS) * STEPS_PER_BIT);
}

/** Pairs of one cluster against pairs of one entity. */
export function accuracyOfClusters(labels: Int32Array, truth: Truth, tables: Tables): Accuracy {
  const both = new Map<number, number>();
  const joint = Int32Array.from(labels, (label, row) => {
    if (truth.entity[row] === -1) return -1;
    // Two numbers below that of the rows fit in the 53 bits of a whole number.
    const name = label * labels.length + truth.entity[row]!;
    if (!both.has(name)) both.set(name, both.size);
    return both.get(name)!;
  });
  return accuracyOf(pairsWithin(joint, tables), pairsWithin(labels, tables), truth.pairs);
}
