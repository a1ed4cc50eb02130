import type { LinkModel } from '../model/link-model.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { countsFrequency, scorerOf } from '../model/score-pair.ts';
import type { ComparedPairs } from './compare-pairs.ts';
import type { HeldAttribute } from './held-values.ts';
import { ValueRarity } from './value-frequencies.ts';

export type PairScores = {
  bits: Float32Array;
  /** By pair: what a better partner of one of its rows takes off; only where no table holds anybody twice. */
  rivals?: Float32Array;
  /** By vector: prior and levels, without rarity. */
  vectorBits: Float64Array;
  /** By vector: the attributes of which the rarity of what agrees counts. */
  counted: readonly (readonly number[])[];
  /** What that rarity adds to a pair, for an attribute that is counted. */
  rarity(pair: number, attribute: number): number;
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
  { from, to, vectors, vectorOf }: ComparedPairs,
): Promise<PairScores> {
  const { vectorBits: bitsOf } = scorerOf(model);
  const vectorBits = Float64Array.from(vectors, ({ levels }) => bitsOf(levels));
  const counted = vectors.map(({ levels }) =>
    [...levels.keys()].filter((i) => countsFrequency(spec, i, levels)),
  );
  const rarities = await raritiesOf({ model, attributes, ...(labels ? { labels } : {}) });
  const bits = new Float32Array(from.length);
  for (let pair = 0; pair < bits.length; pair += 1) {
    const vector = vectorOf[pair]!;
    let sum = vectorBits[vector]!;
    for (const i of counted[vector]!) sum += rarities[i]!.bits(from[pair]!, to[pair]!);
    bits[pair] = sum;
  }
  const rarity = (pair: number, attribute: number) => rarities[attribute]!.bits(from[pair]!, to[pair]!);
  return { bits, vectorBits, counted, rarity };
}

function raritiesOf({ model, attributes, labels }: Omit<Scored, 'spec'>): Promise<ValueRarity[]> {
  const asPersons = labels !== undefined;
  return Promise.all(
    attributes.map(async (facts, attribute) => {
      const held = labels ? await facts.heldInGroups(labels) : facts.held;
      return new ValueRarity({ model, attribute, facts, held, asPersons });
    }),
  );
}
