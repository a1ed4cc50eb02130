import { KINDS } from '../kinds/kinds.ts';
import { bestLevel, UNKNOWN } from '../model/compare-records.ts';
import type { CandidatePairs } from './form-pairs.ts';
import { type InternedAttribute, NO_VALUE } from './intern-values.ts';
import { LevelMemory } from './level-memory.ts';

/** Levels of one attribute for all pairs, in their order. */
export type LevelColumn = Uint8Array;

/** By value: its level with itself. */
export function levelsWithThemselves({
  attribute,
  values,
}: Pick<InternedAttribute, 'attribute' | 'values'>): Uint8Array {
  const { levels } = KINDS[attribute.kind];
  return Uint8Array.from(values, (list) => bestLevel(levels, list, list));
}

/** Compares in TypeScript; two values that meet again soon are not compared again. */
export function compareValues(
  { attribute, valueAt, values }: InternedAttribute,
  ownLevels: Uint8Array,
  { from, to }: CandidatePairs,
): LevelColumn {
  const { levels } = KINDS[attribute.kind];
  const column = new Uint8Array(new SharedArrayBuffer(from.length));
  const memory = new LevelMemory(from.length);
  const compare = (a: number, b: number) => bestLevel(levels, values[a]!, values[b]!);
  for (let pair = 0; pair < column.length; pair += 1) {
    const [a, b] = [valueAt[from[pair]!]!, valueAt[to[pair]!]!];
    if (a === NO_VALUE || b === NO_VALUE) column[pair] = UNKNOWN;
    else column[pair] = a === b ? ownLevels[a]! : memory.levelOf(a, b, compare);
  }
  return column;
}
