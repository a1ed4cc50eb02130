import { KINDS } from '../kinds/kinds.ts';
import { bestLevel, UNKNOWN } from '../model/compare-records.ts';
import type { VectorCount } from '../model/link-model.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import type { CandidatePairs } from './form-pairs.ts';
import { type InternedAttribute, NO_VALUE } from './intern-values.ts';
import { LevelMemory } from './level-memory.ts';
import type { Workbench } from './workbench.ts';

/** Pairs and their comparison vectors: each different vector once. */
export type ComparedPairs = CandidatePairs & {
  vectors: VectorCount[];
  /** By pair: a position in `vectors`. */
  vectorOf: Uint32Array;
};

/** Levels of one attribute for all pairs, in their order. */
export type LevelColumn = Uint8Array;

/** Compares one attribute in TypeScript; two values that meet again are not compared again. */
export function compareAttribute(
  { attribute, valueAt, values }: InternedAttribute,
  { from, to }: CandidatePairs,
): LevelColumn {
  const { levels } = KINDS[attribute.kind];
  const column = new Uint8Array(from.length);
  const own = new Uint8Array(values.length).fill(UNKNOWN);
  const memory = new LevelMemory(from.length);
  const compare = (a: number, b: number) => bestLevel(levels, values[a]!, values[b]!);
  for (let pair = 0; pair < column.length; pair += 1) {
    const [a, b] = [valueAt[from[pair]!]!, valueAt[to[pair]!]!];
    if (a === NO_VALUE || b === NO_VALUE) {
      column[pair] = UNKNOWN;
    } else if (a === b) {
      if (own[a] === UNKNOWN) own[a] = compare(a, a);
      column[pair] = own[a]!;
    } else {
      column[pair] = memory.levelOf(a, b, compare);
    }
  }
  return column;
}

/** Counts the different vectors. */
export function countVectors(pairs: CandidatePairs, columns: readonly LevelColumn[]): ComparedPairs {
  const vectors: VectorCount[] = [];
  const vectorOf = new Uint32Array(pairs.from.length);
  let count = 1;
  // Vectors are numbered attribute by attribute: the number so far and the next level make the next number.
  for (const column of columns) count = numberJointly(vectorOf, count, column);
  const first = new Int32Array(count).fill(-1);
  for (let pair = 0; pair < vectorOf.length; pair += 1) {
    const vector = vectorOf[pair]!;
    if (first[vector] === -1) {
      first[vector] = pair;
      vectors[vector] = { levels: Uint8Array.from(columns, (column) => column[pair]!), count: 0 };
    }
    vectors[vector]!.count += 1;
  }
  return { ...pairs, vectors, vectorOf };
}

/** Numbers each two of a number below `count` and a level, in the order in which they first meet; gives how many. */
function numberJointly(numbers: Uint32Array, count: number, column: LevelColumn): number {
  const placeOf = placesOfLevels(column);
  const places = placeOf[UNKNOWN]! + 1;
  const given = new Int32Array(count * places).fill(-1);
  let next = 0;
  for (let pair = 0; pair < numbers.length; pair += 1) {
    const joint = numbers[pair]! * places + placeOf[column[pair]!]!;
    if (given[joint] === -1) {
      given[joint] = next;
      next += 1;
    }
    numbers[pair] = given[joint]!;
  }
  return next;
}

/** Levels as they are, and UNKNOWN next to the highest that occurs. */
function placesOfLevels(column: LevelColumn): Uint8Array {
  const places = Uint8Array.from({ length: UNKNOWN + 1 }, (_, level) => level);
  places[UNKNOWN] =
    1 + column.reduce((most, level) => (level === UNKNOWN ? most : Math.max(most, level)), -1);
  return places;
}

export type Comparison = {
  spec: LinkSpec;
  interned: readonly InternedAttribute[];
  pairs: CandidatePairs;
  onProgress: (done: number, total: number) => void;
};

/** Two there are, in TypeScript and in DuckDB; they find the same levels. */
export type Comparer = (bench: Workbench, comparison: Comparison) => Promise<ComparedPairs>;

export const comparePairs: Comparer = async (_bench, { interned, pairs, onProgress }) => {
  const columns = interned.map((attribute, i) => {
    onProgress(i, interned.length);
    return compareAttribute(attribute, pairs);
  });
  onProgress(interned.length, interned.length);
  return countVectors(pairs, columns);
};
