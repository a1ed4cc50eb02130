import type { LinkAttribute, LinkSpec } from '../model/link-spec.ts';
import { type AttributeKeys, keysOfValues } from './attribute-keys.ts';
import { compareValues, type LevelColumn, levelsWithThemselves } from './compare-values.ts';
import type { CandidatePairs } from './form-pairs.ts';
import { wantedKeys } from './hashed-keys.ts';
import type { InternedAttribute } from './intern-values.ts';
import { countHolders, type TermHolders, termsOfValues, type ValueTerms } from './value-terms.ts';

/** What is known of the values of one attribute once they are read, in numbers. */
export type ValueFacts = {
  attribute: LinkAttribute;
  /** By row: the number of its value, or NO_VALUE. */
  valueAt: Int32Array;
  keys: AttributeKeys;
  terms: ValueTerms;
  /** By value: its level with itself. */
  ownLevels: Uint8Array;
  /** By rows. */
  held: TermHolders;
};

/** One attribute of all rows. Its values may be held by another thread: whatever needs them is asked here. */
export type HeldAttribute = ValueFacts & {
  /** Only where this thread holds them. */
  values?: InternedAttribute['values'];
  compare(pairs: CandidatePairs): Promise<LevelColumn>;
  /** Holders counted as groups of rows. */
  heldInGroups(labels: Int32Array): Promise<TermHolders>;
};

function factsOf(interned: InternedAttribute, spec: LinkSpec): ValueFacts {
  const { attribute, valueAt } = interned;
  const terms = termsOfValues(interned);
  return {
    attribute,
    valueAt,
    keys: keysOfValues(interned, wantedKeys(spec)(attribute.name)),
    terms,
    ownLevels: levelsWithThemselves(interned),
    held: countHolders(valueAt, terms),
  };
}

/** Values that this thread holds. */
export function holdHere(interned: InternedAttribute, spec: LinkSpec): HeldAttribute {
  const facts = factsOf(interned, spec);
  return {
    ...facts,
    values: interned.values,
    compare: async (pairs) => compareValues(interned, facts.ownLevels, pairs),
    heldInGroups: async (labels) => countHolders(facts.valueAt, facts.terms, labels),
  };
}
