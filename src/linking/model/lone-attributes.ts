import { UNKNOWN } from './compare-records.ts';
import type { VectorCount } from './link-model.ts';
import { countLevels, type Rates, sharesOf, sumOf } from './rates.ts';
import type { Ground } from './training.ts';

// Where hardly any pair has two attributes on both sides, nothing tells agreement by chance from agreement of one
// person, and training by rounds would come to any prior. Then how many pairs agree wholly says how many there are, and
// the kind how many of these differ in part.

/** Of the candidates at most this share has two attributes on both sides. Chosen: the few would decide for all. */
const FEW_TOGETHER = 0.05;
/** Of the pairs with a level at least this share is of strangers. Chosen: one attribute makes nobody surer. */
const LEAST_BY_CHANCE = 0.1;
const MOST_MATCHING = 0.5;

export function areAttributesLone(candidates: readonly VectorCount[]): boolean {
  const together = candidates.filter(({ levels }) => levels.filter((level) => level !== UNKNOWN).length > 1);
  return candidates.length > 0 && pairsIn(together) <= FEW_TOGETHER * pairsIn(candidates);
}

function pairsIn(vectors: readonly VectorCount[]): number {
  return sumOf(vectors.map(({ count }) => count));
}

/** Of all pairs with a level, one person's are told from strangers'; each attribute by itself. */
export function loneRates(ground: Ground): Rates {
  const all = pairsByLevel(ground);
  const matching = all.map((pairs, i) => matchesByLevel(ground, i, pairs));
  const m = matching.map((matches, i) =>
    sharesOf(matches.map((n, level) => n + EXPECTED_PAIRS * ground.expected[i]![level]!)),
  );
  const u = all.map((pairs, i) =>
    sumOf(pairs) === 0 ? [...m[i]!] : sharesOf(pairs.map((n, level) => n - matching[i]![level]!)),
  );
  const none = m.map(() => null);
  return {
    prior: Math.min(MOST_MATCHING, sumOf(matching.flat()) / Math.max(1, sumOf(all.flat()))),
    m: { alone: m, given: none },
    u: { alone: u, given: none },
    before: m.map(() => -1),
  };
}

/** As if this many pairs had been seen with the expected levels. Chosen: as where attributes stand together. */
const EXPECTED_PAIRS = 5;
/** As if every level had been seen half a time more. */
const UNSEEN = 0.5;

/** Of all possible pairs, how many have each level: candidates are counted, random pairs tell of the others. */
function pairsByLevel({ sizes, candidates, random, possiblePairs, randomPairs }: Ground): number[][] {
  const scale = possiblePairs / Math.max(1, randomPairs);
  const among = countAll(sizes, candidates);
  return countAll(sizes, random).map((counts, i) =>
    sumOf(counts) + sumOf(among[i]!) === 0
      ? counts
      : counts.map((n, level) => Math.max(n * scale, among[i]![level]!) + UNSEEN),
  );
}

/**
 * All that agree wholly, but for chance; of the other levels as many as are expected beside these, if there are so many.
 */
function matchesByLevel(ground: Ground, i: number, pairs: readonly number[]): number[] {
  const expected = ground.expected[i]!;
  const strangers = strangersByLevel(ground, i, pairs);
  const left = pairs.map((n, level) => Math.max(0, n - strangers[level]!));
  const most = left[0]! / expected[0]!;
  return left.map((n, level) => (level === 0 ? n : Math.min(n, most * expected[level]!)));
}

/** Chosen: where rows of one table agree nearly as often as rows of two, the tables hold people twice. */
const AS_OFTEN = 0.9;

/** Rows of one table are strangers where it holds nobody twice. */
function strangersByLevel(ground: Ground, i: number, pairs: readonly number[]): number[] {
  const least = pairs.map((n) => LEAST_BY_CHANCE * n);
  const within = countAll(ground.sizes, ground.within ?? [])[i]!;
  const scale = sumOf(pairs) / Math.max(1, sumOf(within));
  if (within[0]! * scale > AS_OFTEN * pairs[0]!) return least;
  return least.map((n, level) => Math.max(n, Math.min(within[level]! * scale, pairs[level]! - UNSEEN / 2)));
}

function countAll(sizes: readonly number[], vectors: readonly VectorCount[]): number[][] {
  return countLevels(sizes, vectors, new Float64Array(vectors.length).fill(1));
}
