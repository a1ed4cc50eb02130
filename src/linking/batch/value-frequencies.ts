import type { LinkModel } from '../model/link-model.ts';
import { frequencyBits } from '../model/score-pair.ts';
import type { TermHolders, ValueTerms } from './value-terms.ts';

/** Bits that the rarity of what two values agree in adds to the agreement; 0 where they share nothing. */
export type RarityOfValues = (a: number, b: number) => number;

type Weighed = {
  model: LinkModel;
  attribute: number;
  terms: ValueTerms;
  held: TermHolders;
  /** Holders were counted as persons, and the pair's own is one of them. */
  asPersons: boolean;
};

export function rarityOfValues({ model, attribute, terms, held, asPersons }: Weighed): RarityOfValues {
  const { starts, terms: termOf } = terms;
  const { holders, records } = held;
  const ofPair = asPersons ? { copies: 1 } : {};
  const bitsByHolders: number[] = [];
  const bitsOf = Float64Array.from(holders, (count) => {
    bitsByHolders[count] ??= frequencyBits(model, attribute, { holders: count, records, ...ofPair });
    return bitsByHolders[count];
  });
  return (a, b) => {
    let rarest = -1;
    for (let i = starts[a]!; i < starts[a + 1]!; i += 1)
      for (let j = starts[b]!; j < starts[b + 1]!; j += 1) {
        const term = termOf[i]!;
        if (term === termOf[j] && (rarest === -1 || holders[term]! < holders[rarest]!)) rarest = term;
      }
    return rarest === -1 ? 0 : bitsOf[rarest]!;
  };
}
