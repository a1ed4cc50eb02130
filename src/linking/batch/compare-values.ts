import { sharedZeros } from '../../shared/number-arrays.ts';
import type { Range } from '../../shared/ranges.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { PackedValues } from '../kinds/pack-values.ts';
import { levelOfKind, UNKNOWN } from '../model/compare-records.ts';
import type { LinkAttribute } from '../model/link-spec.ts';
import type { CandidatePairs } from './distinct-pairs.ts';
import { NO_VALUE } from './intern-values.ts';

/** Levels of one attribute for all pairs, in their order. */
export type LevelColumn = Uint8Array;

/** What is asked of one attribute to compare it: numbers in memory that threads share. */
export type ComparedAttribute = {
  attribute: LinkAttribute;
  /** By row: the number of its value, or NO_VALUE. */
  valueAt: Int32Array;
  values: PackedValues;
  /** By value: its level with itself. */
  ownLevels: Uint8Array;
};

/** By value: its level with itself. */
export function levelsWithThemselves({ kind }: LinkAttribute, values: PackedValues): Uint8Array {
  const levelOf = levelOfKind(KINDS[kind]);
  return Uint8Array.from({ length: values.starts.length - 1 }, (_, value) => levelOf(values, value, value));
}

/** A level for each pair, in memory that threads share. */
export function emptyColumn({ from }: CandidatePairs): LevelColumn {
  return sharedZeros(Uint8Array, from.length);
}

/** Compares in TypeScript; fills the range of the column. */
export function compareValues(
  { attribute, valueAt, values, ownLevels }: ComparedAttribute,
  { from, to }: CandidatePairs,
  column: LevelColumn,
  { first, last }: Range,
): void {
  const levelOf = levelOfKind(KINDS[attribute.kind]);
  for (let pair = first; pair < last; pair += 1) {
    const [a, b] = [valueAt[from[pair]!]!, valueAt[to[pair]!]!];
    if (a === NO_VALUE || b === NO_VALUE) column[pair] = UNKNOWN;
    else column[pair] = a === b ? ownLevels[a]! : levelOf(values, a, b);
  }
}
