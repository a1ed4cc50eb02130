import type { LinkModel } from '../model/link-model.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { countsFrequency, scorerOf } from '../model/score-pair.ts';
import type { ComparedPairs } from './compare-pairs.ts';
import type { HeldAttribute } from './held-values.ts';
import { rarityOfValues } from './value-frequencies.ts';

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
  attributes: readonly HeldAttribute[];
  /** By row its group: holders of a value are then counted as groups, not as rows. */
  labels?: Int32Array;
};

export async function scorePairs(
  { spec, model, attributes, labels }: Scored,
  pairs: ComparedPairs,
): Promise<PairScores> {
  const { vectorBits: bitsOf } = scorerOf(model);
  const vectorBits = Float64Array.from(pairs.vectors, ({ levels }) => bitsOf(levels));
  const counted = pairs.vectors.map(({ levels }) => frequencyAttributes(spec, levels));
  const held = labels
    ? await Promise.all(attributes.map((attribute) => attribute.heldInGroups(labels)))
    : attributes.map((attribute) => attribute.held);
  const rarities = attributes.map(({ terms }, i) =>
    rarityOfValues({ model, attribute: i, terms, held: held[i]!, asPersons: labels !== undefined }),
  );
  const rarity: Rarity = (pair, i) => {
    if (!counted[pairs.vectorOf[pair]!]!.includes(i)) return 0;
    const { valueAt } = attributes[i]!;
    return rarities[i]!(valueAt[pairs.from[pair]!]!, valueAt[pairs.to[pair]!]!);
  };
  const bits = new Float32Array(pairs.from.length);
  for (let pair = 0; pair < bits.length; pair += 1) {
    const vector = pairs.vectorOf[pair]!;
    let sum = vectorBits[vector]!;
    for (const i of counted[vector]!) {
      const { valueAt } = attributes[i]!;
      sum += rarities[i]!(valueAt[pairs.from[pair]!]!, valueAt[pairs.to[pair]!]!);
    }
    bits[pair] = sum;
  }
  return { bits, vectorBits, rarity };
}

function frequencyAttributes(spec: LinkSpec, levels: Uint8Array): number[] {
  return [...levels.keys()].filter((i) => countsFrequency(spec, i, levels));
}
