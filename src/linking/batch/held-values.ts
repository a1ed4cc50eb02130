import { inSharedMemory } from '../../shared/number-arrays.ts';
import { KINDS } from '../kinds/kinds.ts';
import { type PackedValues, ValuePacker } from '../kinds/pack-values.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { type AttributeKeys, keysOfValues } from './attribute-keys.ts';
import {
  type ComparedAttribute,
  compareValues,
  emptyColumn,
  type LevelColumn,
  levelsWithThemselves,
} from './compare-values.ts';
import type { CandidatePairs } from './distinct-pairs.ts';
import { wantedKeys } from './hashed-keys.ts';
import type { InternedAttribute } from './intern-values.ts';
import { countHolders, type TermHolders, termsOfValues, type ValueTerms } from './value-terms.ts';

/** What is known of the values of one attribute once they are read, in numbers. */
export type ValueFacts = ComparedAttribute & {
  keys: AttributeKeys;
  terms: ValueTerms;
  /** By rows. */
  held: TermHolders;
};

/** One attribute of all rows. What takes long may be done by other threads. */
export type HeldAttribute = ValueFacts & {
  compare(pairs: CandidatePairs): Promise<LevelColumn>;
  /** Holders counted as groups of rows. */
  heldInGroups(labels: Int32Array): Promise<TermHolders>;
};

export function factsOf(interned: InternedAttribute, spec: LinkSpec): ValueFacts {
  const { attribute, valueAt } = interned;
  const terms = termsOfValues(interned);
  const values = packValues(interned);
  return {
    attribute,
    valueAt,
    values,
    keys: keysOfValues(interned, wantedKeys(spec)(attribute.name)),
    terms,
    ownLevels: inSharedMemory(levelsWithThemselves(attribute, values)),
    held: countHolders(valueAt, terms),
  };
}

function packValues({ attribute, values }: InternedAttribute): PackedValues {
  const packer = new ValuePacker(KINDS[attribute.kind].normalParts);
  for (const list of values) packer.add(list);
  return packer.shared();
}

/** What this thread does by itself. */
export function holdHere(interned: InternedAttribute, spec: LinkSpec): HeldAttribute {
  const facts = factsOf(interned, spec);
  return {
    ...facts,
    compare: async (pairs) => {
      const column = emptyColumn(pairs);
      compareValues(facts, pairs, column, { first: 0, last: column.length });
      return column;
    },
    heldInGroups: async (labels) => countHolders(facts.valueAt, facts.terms, labels),
  };
}
