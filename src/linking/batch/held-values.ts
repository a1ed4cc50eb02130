import { inSharedMemory } from '../../shared/number-arrays.ts';
import type { Kind } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import { ValuePacker } from '../kinds/pack-values.ts';
import type { LinkAttribute, LinkSpec } from '../model/link-spec.ts';
import { type AttributeKeys, KeyHasher } from './attribute-keys.ts';
import {
  type ComparedAttribute,
  compareValues,
  emptyColumn,
  type LevelColumn,
  levelsWithThemselves,
} from './compare-values.ts';
import type { CandidatePairs } from './distinct-pairs.ts';
import { wantedKeys } from './hashed-keys.ts';
import { internValues } from './intern-values.ts';
import { type ValueRarity, type WeighedBy, weighValues } from './value-rarity.ts';
import { countHolders, type TermHolders, TermNumberer, type ValueTerms } from './value-terms.ts';
import type { WrittenCells } from './written-cells.ts';

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
  weigh(by: WeighedBy): Promise<ValueRarity>;
};

/** Each value is kept in numbers and bytes as it is read: as objects they would fill the memory. */
export function factsOf(attribute: LinkAttribute, written: WrittenCells, spec: LinkSpec): ValueFacts {
  const kind: Kind = KINDS[attribute.kind];
  const packer = new ValuePacker(kind.normalParts);
  const keys = new KeyHasher(kind, wantedKeys(spec)(attribute.name), written.count);
  const numberer = new TermNumberer(kind);
  const valueAt = internValues(attribute, written, (value) => {
    packer.add(value);
    keys.add(value);
    numberer.add(value);
  });
  const [values, terms] = [packer.shared(), numberer.all()];
  return {
    attribute,
    valueAt,
    values,
    keys: keys.all(),
    terms,
    ownLevels: inSharedMemory(levelsWithThemselves(attribute, values)),
    held: countHolders(valueAt, terms),
  };
}

/** What this thread does by itself. */
export function holdHere(facts: ValueFacts): HeldAttribute {
  return {
    ...facts,
    compare: async (pairs) => {
      const column = emptyColumn(pairs);
      compareValues(facts, pairs, column, { first: 0, last: column.length });
      return column;
    },
    weigh: async (by) => weighValues(facts, by),
  };
}
