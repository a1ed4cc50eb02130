import { UNKNOWN } from '../model/compare-records.ts';
import type { LinkModel } from '../model/link-model.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { countsFrequency, scorerOf } from '../model/score-pair.ts';
import type { ComparedPairs } from './compare-pairs.ts';
import type { InternedAttribute } from './intern-values.ts';
import { valueFrequencies } from './value-frequencies.ts';

/** What the rarity of agreed values adds, attribute by attribute: null where the level does not count it. */
export type Rarity = (pair: number, attribute: number) => number;

export type PairScores = {
  bits: Float32Array;
  /** By vector: prior and levels, without rarity. */
  vectorBits: Float64Array;
  rarity: Rarity;
};

type Scored = {
  spec: LinkSpec;
  model: LinkModel;
  interned: readonly InternedAttribute[];
  labels?: Int32Array;
};

export function scorePairs({ spec, model, interned, labels }: Scored, pairs: ComparedPairs): PairScores {
  const { vectorBits: bitsOf } = scorerOf(model);
  const vectorBits = Float64Array.from(pairs.vectors, ({ levels }) => bitsOf(levels));
  const counted = pairs.vectors.map(({ levels }) => frequencyAttributes(spec, levels));
  const frequencies = interned.map((attribute, i) => valueFrequencies(attribute, model, i, labels));
  const rarity: Rarity = (pair, i) => {
    if (!counted[pairs.vectorOf[pair]!]!.includes(i)) return 0;
    const { valueAt } = interned[i]!;
    return frequencies[i]!.bits(valueAt[pairs.from[pair]!]!, valueAt[pairs.to[pair]!]!);
  };
  const bits = new Float32Array(pairs.from.length);
  for (let pair = 0; pair < bits.length; pair += 1) {
    const vector = pairs.vectorOf[pair]!;
    let sum = vectorBits[vector]!;
    for (const i of counted[vector]!) sum += rarity(pair, i);
    bits[pair] = sum;
  }
  return { bits, vectorBits, rarity };
}

function frequencyAttributes(spec: LinkSpec, levels: Uint8Array): number[] {
  return [...levels.keys()].filter((i) => levels[i] !== UNKNOWN && countsFrequency(spec, i, levels[i]!));
}
