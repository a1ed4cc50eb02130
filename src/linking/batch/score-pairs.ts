import { inSharedMemory, sharedZeros } from '../../shared/number-arrays.ts';
import { type Range, rangesOf } from '../../shared/ranges.ts';
import type { LinkModel } from '../model/link-model.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { countsFrequency, scorerOf } from '../model/score-pair.ts';
import type { ComparedPairs } from './compare-pairs.ts';
import type { HeldAttribute } from './held-values.ts';
import { rarityBits, type ValueRarity } from './value-rarity.ts';
import type { GroupedRows } from './value-terms.ts';

export type PairScores = {
  /** In memory that threads share. */
  bits: Float32Array;
  /** By pair: what a better partner of one of its rows takes off; only where no table holds anybody twice. */
  rivals?: Float32Array;
  /** By vector: prior and levels, without rarity. */
  vectorBits: Float64Array;
  /** By vector: the attributes of which the rarity of what agrees counts. */
  counted: readonly (readonly number[])[];
  scoring: Scoring;
  /** What that rarity adds to a pair, for an attribute that is counted. */
  rarity(pair: number, attribute: number): number;
};

/** What pairs are scored by: numbers in memory that threads share. */
export type Scoring = {
  pairs: Pick<ComparedPairs, 'from' | 'to' | 'vectorOf'>;
  vectorBits: Float64Array;
  /** Attributes of which rarity counts: of vector v those from `starts[v]` to `starts[v + 1]`. */
  counted: { starts: Uint32Array; attributes: Uint32Array };
  rarities: readonly ValueRarity[];
  /** Filled here. */
  bits: Float32Array;
};

/** Scores a range of the pairs, here or in another thread. */
export type ScoreRange = (scoring: Scoring, range: Range) => Promise<unknown>;

type Scored = {
  spec: LinkSpec;
  model: LinkModel;
  rarities: readonly ValueRarity[];
  scoreRange: ScoreRange;
};

/** `groups`: holders of a value are then counted as these, not as rows. */
export function raritiesOf(
  attributes: readonly HeldAttribute[],
  model: LinkModel,
  groups?: GroupedRows,
): Promise<ValueRarity[]> {
  return Promise.all(
    attributes.map(({ weigh }, attribute) => weigh({ model, attribute, ...(groups ? { groups } : {}) })),
  );
}

export async function scorePairs(
  { spec, model, rarities, scoreRange }: Scored,
  { from, to, vectors, vectorOf }: ComparedPairs,
): Promise<PairScores> {
  const { vectorBits: bitsOf } = scorerOf(model);
  const counted = vectors.map(({ levels }) =>
    [...levels.keys()].filter((i) => countsFrequency(spec, i, levels)),
  );
  const scoring: Scoring = {
    pairs: { from, to, vectorOf },
    vectorBits: inSharedMemory(Float64Array.from(vectors, ({ levels }) => bitsOf(levels))),
    counted: inOneLine(counted),
    rarities,
    bits: sharedZeros(Float32Array, from.length),
  };
  await Promise.all(rangesOf(from.length).map((range) => scoreRange(scoring, range)));
  const { bits, vectorBits } = scoring;
  const rarity = (pair: number, attribute: number) =>
    rarityBits(rarities[attribute]!, from[pair]!, to[pair]!);
  return { bits, vectorBits, counted, scoring, rarity };
}

export function scoreRangeHere(
  { pairs: { from, to, vectorOf }, vectorBits, counted, rarities, bits }: Scoring,
  { first, last }: Range,
): void {
  for (let pair = first; pair < last; pair += 1) {
    const vector = vectorOf[pair]!;
    let sum = vectorBits[vector]!;
    for (let i = counted.starts[vector]!; i < counted.starts[vector + 1]!; i += 1)
      sum += rarityBits(rarities[counted.attributes[i]!]!, from[pair]!, to[pair]!);
    bits[pair] = sum;
  }
}

function inOneLine(lists: readonly (readonly number[])[]): Scoring['counted'] {
  const starts = sharedZeros(Uint32Array, lists.length + 1);
  for (const [i, { length }] of lists.entries()) starts[i + 1] = starts[i]! + length;
  return { starts, attributes: inSharedMemory(Uint32Array.from(lists.flat())) };
}
