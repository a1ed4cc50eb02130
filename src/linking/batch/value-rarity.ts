import { sharedZeros } from '../../shared/number-arrays.ts';
import type { LinkModel } from '../model/link-model.ts';
import { frequencyBits } from '../model/score-pair.ts';
import type { ValueFacts } from './held-values.ts';
import { countHolders, type GroupedRows, type ValueTerms } from './value-terms.ts';

export type WeighedBy = {
  model: LinkModel;
  /** Its place in the model. */
  attribute: number;
  /** Holders are then counted as persons, of which the pair's own is one. */
  groups?: GroupedRows;
};

/** What the rarity of the values of one attribute says, in numbers that threads share. */
export type ValueRarity = {
  valueAt: Int32Array;
  terms: ValueTerms;
  /** By term: how many have it. */
  holders: Int32Array;
  bitsOfTerm: Float64Array;
  /** By value, where both have the same. */
  bitsOfValue: Float64Array;
};

export function weighValues(
  { valueAt, terms, held }: Pick<ValueFacts, 'valueAt' | 'terms' | 'held'>,
  { model, attribute, groups }: WeighedBy,
): ValueRarity {
  const { holders, records } = groups ? countHolders(valueAt, terms, groups) : held;
  const ofPair = groups ? { copies: 1 } : {};
  const bitsByHolders: number[] = [];
  const bitsOfTerm = sharedZeros(Float64Array, terms.count);
  for (let term = 0; term < terms.count; term += 1) {
    const count = holders[term]!;
    bitsByHolders[count] ??= frequencyBits(model, attribute, { holders: count, records, ...ofPair });
    bitsOfTerm[term] = bitsByHolders[count];
  }
  const rarity = {
    valueAt,
    terms,
    holders,
    bitsOfTerm,
    bitsOfValue: sharedZeros(Float64Array, terms.starts.length - 1),
  };
  for (let value = 0; value < rarity.bitsOfValue.length; value += 1)
    rarity.bitsOfValue[value] = rarestShared(rarity, value, value);
  return rarity;
}

/** What it adds to the agreement of two rows that have values; 0 where these share nothing. */
export function rarityBits(rarity: ValueRarity, row: number, other: number): number {
  const [a, b] = [rarity.valueAt[row]!, rarity.valueAt[other]!];
  return a === b ? rarity.bitsOfValue[a]! : rarestShared(rarity, a, b);
}

function rarestShared(
  { terms: { starts, terms }, holders, bitsOfTerm }: ValueRarity,
  a: number,
  b: number,
): number {
  let rarest = -1;
  for (let i = starts[a]!; i < starts[a + 1]!; i += 1)
    for (let j = starts[b]!; j < starts[b + 1]!; j += 1) {
      const term = terms[i]!;
      if (term === terms[j] && (rarest === -1 || holders[term]! < holders[rarest]!)) rarest = term;
    }
  return rarest === -1 ? 0 : bitsOfTerm[rarest]!;
}
