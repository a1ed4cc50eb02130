import type { LinkModel } from '../model/link-model.ts';
import { frequencyBits } from '../model/score-pair.ts';
import { type InternedAttribute, NO_VALUE } from './intern-values.ts';
import { termsOfValues } from './value-terms.ts';

/** How many rows hold each value of an attribute, and what its rarity adds to an agreement in it. */
export type ValueFrequencies = {
  /** Bits for two rows that agree in a counted value; 0 where they share none. */
  bits(a: number, b: number): number;
};

export function valueFrequencies(
  interned: InternedAttribute,
  model: LinkModel,
  position: number,
  labels?: Int32Array,
): ValueFrequencies {
  const { termsOf, count: terms } = termsOfValues(interned);
  const holders = new Int32Array(terms);
  const records = countHolders({ valueAt: interned.valueAt, termsOf, labels }, holders);
  const bitsByHolders: number[] = [];
  const bitsFor = (count: number): number => {
    bitsByHolders[count] ??= frequencyBits(model, position, {
      holders: count,
      records,
      ...(labels ? { copies: ONE_PERSON } : {}),
    });
    return bitsByHolders[count];
  };
  return {
    bits: (a, b) => {
      let rarest = 0;
      const others = termsOf[b]!;
      for (const one of termsOf[a]!)
        if (others.includes(one) && (rarest === 0 || holders[one]! < rarest)) rarest = holders[one]!;
      return rarest === 0 ? 0 : bitsFor(rarest);
    },
  };
}

/** Where holders are persons, the pair's own is one of them. */
const ONE_PERSON = 1;

type Counted = {
  valueAt: Int32Array;
  termsOf: readonly (readonly number[])[];
  /** By row its group; rows are counted one by one where they are not known. */
  labels: Int32Array | undefined;
};

/** Counts by term the groups that have it; answers with how many have any. */
function countHolders({ valueAt, termsOf, labels }: Counted, holders: Int32Array): number {
  const lastWith = new Int32Array(holders.length).fill(-1);
  let [last, records] = [-1, 0];
  for (const row of labels ? inGroups(labels) : valueAt.keys()) {
    const value = valueAt[row]!;
    if (value === NO_VALUE) continue;
    const group = labels ? labels[row]! : row;
    if (group !== last) records += 1;
    last = group;
    for (const term of termsOf[value]!) {
      if (lastWith[term] !== group) holders[term]! += 1;
      lastWith[term] = group;
    }
  }
  return records;
}

/** Rows, those of one group after one another. A label is the lowest row of its group. */
function inGroups(labels: Int32Array): Int32Array {
  const starts = new Int32Array(labels.length + 1);
  for (const label of labels) starts[label + 1]! += 1;
  for (let i = 1; i < starts.length; i += 1) starts[i]! += starts[i - 1]!;
  const rows = new Int32Array(labels.length);
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row]!;
    rows[starts[label]!] = row;
    starts[label]! += 1;
  }
  return rows;
}
