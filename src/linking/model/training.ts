import { KINDS } from '../kinds/kinds.ts';
import type { VectorCount } from './link-model.ts';
import type { LinkSpec } from './link-spec.ts';
import { sharesOf, sumOf } from './rates.ts';

/** What a model is trained on: counts of comparison vectors, no record. */
export type Training = {
  spec: LinkSpec;
  version: string;
  /** In words, e.g. the names of the tables. */
  source: string;
  trainedAt: Date;
  rows: number;
  /** Pairs that could be formed: n(n-1)/2 within one table, a*b across two. */
  possiblePairs: number;
  /** Every pair that shares a blocking key. */
  candidates: readonly VectorCount[];
  /** Pairs drawn at random of all possible ones, or all of them where they are few. */
  random: readonly VectorCount[];
  /** Pairs drawn at random of rows of the same table, where two tables are linked by lone attributes. */
  within?: readonly VectorCount[];
};

/** What every round of training works on. */
export type Ground = Training & {
  /** Levels of each attribute, "differ" included. */
  sizes: readonly number[];
  expected: readonly (readonly number[])[];
  randomPairs: number;
};

/**
 * For each vector the probability that its pairs are of one person, or of two. `doubtful`: before that is known, how
 * many pairs may be of one person.
 */
export type Weights = {
  match: Float64Array;
  other: Float64Array;
  randomOther: Float64Array;
  doubtful?: number;
};

export function groundOf(training: Training): Ground {
  const kinds = training.spec.attributes.map(({ kind }) => KINDS[kind]);
  return {
    ...training,
    sizes: kinds.map(({ levels }) => levels.length + 1),
    expected: kinds.map(({ expected }) => sharesOf(expected)),
    randomPairs: sumOf(training.random.map(({ count }) => count)),
  };
}
