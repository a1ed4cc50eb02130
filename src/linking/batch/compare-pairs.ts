import { sharedZeros } from '../../shared/number-arrays.ts';
import { UNKNOWN } from '../model/compare-records.ts';
import type { VectorCount } from '../model/link-model.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import type { LevelColumn } from './compare-values.ts';
import type { CandidatePairs } from './distinct-pairs.ts';
import type { HeldAttribute } from './held-values.ts';
import type { Workbench } from './workbench.ts';

/** Pairs and their comparison vectors: each different vector once. */
export type ComparedPairs = CandidatePairs & {
  vectors: VectorCount[];
  /** By pair: a position in `vectors`; in memory that threads share. */
  vectorOf: Uint32Array;
};

/** Counts the different vectors. */
export function countVectors(pairs: CandidatePairs, columns: readonly LevelColumn[]): ComparedPairs {
  const vectors: VectorCount[] = [];
  const vectorOf = sharedZeros(Uint32Array, pairs.from.length);
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
  let next = 0;
  for (let pair = 0; pair < column.length; pair += 1) {
    const level = column[pair]!;
    if (level !== UNKNOWN && level >= next) next = level + 1;
  }
  places[UNKNOWN] = next;
  return places;
}

export type Comparison = {
  spec: LinkSpec;
  attributes: readonly HeldAttribute[];
  pairs: CandidatePairs;
  onProgress: (done: number, total: number) => void;
};

/** Two there are, in TypeScript and in DuckDB; they find the same levels. */
export type Comparer = (bench: Workbench, comparison: Comparison) => Promise<ComparedPairs>;

export const comparePairs: Comparer = async (_bench, { attributes, pairs, onProgress }) => {
  let done = 0;
  onProgress(done, attributes.length);
  const columns = await Promise.all(
    attributes.map(async (attribute) => {
      const column = await attribute.compare(pairs);
      done += 1;
      onProgress(done, attributes.length);
      return column;
    }),
  );
  return countVectors(pairs, columns);
};
