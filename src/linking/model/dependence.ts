import { KINDS } from '../kinds/kinds.ts';
import { strongestTree, type Tie } from './dependence-tree.ts';
import type { VectorCount } from './link-model.ts';
import type { LinkAttribute } from './link-spec.ts';
import { countTogether, sharesOf, sumOf } from './rates.ts';
import type { Ground, Weights } from './training.ts';
import { withinReason } from './within-reason.ts';

// What two attributes say together where they do not speak independently: suburb and postcode, a name and the e-mail
// address made of it. Counted twice, such evidence makes a model too sure.

/** Rates of each attribute by itself. */
type Alone = { m: readonly (readonly number[])[]; u: readonly (readonly number[])[] };

/** Rates of attribute `b` for each level of `a`, among pairs of one person. */
export function matchGiven(
  ground: Ground,
  { m, u }: Alone,
  match: Float64Array,
  a: number,
  b: number,
): number[][] {
  const counts = together(ground, ground.candidates, match, a, b);
  const total = sumOf(counts.map(sumOf));
  const before = unseenGiven(ground, m, a, b);
  const { levels } = KINDS[ground.spec.attributes[b]!.kind];
  return counts.map((row, l) => {
    const seen = row.map((n, k) =>
      drawnTo(before[l]![k]!, { n, of: m[a]![l]! * total, as: SEEN_BEFORE.match }),
    );
    const expected = before[l]!.map((share, k) => Math.max(share, ground.expected[b]![k]!));
    return withinReason(sharesOf(seen), expected, { strangers: u[b]!, levels });
  });
}

/**
 * The same among pairs of two persons. Random pairs tell of what is common; for what is rare, like a household's shared
 * name and address, the candidates tell how often it is at least.
 */
export function otherGiven(
  ground: Ground,
  u: Alone['u'],
  weights: Weights,
  a: number,
  b: number,
): number[][] {
  const random = together(ground, ground.random, weights.randomOther, a, b);
  const among = together(ground, ground.candidates, weights.other, a, b);
  const bothKnown = sumOf(random.map(sumOf)) / Math.max(1, ground.randomPairs);
  const before = unseenGiven(ground, u, a, b);
  const part = ground.randomPairs / ground.possiblePairs;
  return random.map((row, l) => {
    const ofRandom = sumOf(row);
    const ofAll = ground.possiblePairs * bothKnown * u[a]![l]!;
    return sharesOf(
      row.map((n, k) => {
        const [rate, as] = [before[l]![k]!, SEEN_BEFORE.other];
        const drawn = doubted(n, ofRandom * rate, (weights.doubtful ?? 0) * part);
        const found = doubted(among[l]![k]!, ofAll * rate, weights.doubtful ?? 0);
        return Math.max(
          drawnTo(rate, { n: drawn, of: ofRandom, as }),
          drawnTo(rate, { n: found, of: ofAll, as }),
        );
      }),
    );
  });
}

/** Of what is seen beyond expectation, as many pairs may yet turn out to be of one person. */
function doubted(n: number, expected: number, doubtful: number): number {
  return n <= expected ? n : Math.max(expected, n - doubtful);
}

/**
 * As if so many pairs had been seen without dependence. Chosen: some hundred of two persons, because pairs of one person
 * that were not recognised look like dependence.
 */
const SEEN_BEFORE = { match: 10, other: 100 };
/** Where fewer pairs than expected were seen, as if so many more had been. Chosen. */
const CAUTION = 5;

/** `n` of so many, drawn towards a rate as if it had been seen in `as` pairs. */
function drawnTo(rate: number, { n, of, as }: { n: number; of: number; as: number }): number {
  const counted = (n + as * rate) / (of + as);
  const cautious = (rate * (n + CAUTION)) / (of * rate + CAUTION);
  return Math.max(counted, cautious);
}

function together(
  ground: Ground,
  vectors: readonly VectorCount[],
  weights: Float64Array,
  a: number,
  b: number,
) {
  return countTogether([ground.sizes[a]!, ground.sizes[b]!], [a, b], vectors, weights);
}

/** Which attribute stands before which, so that the strongest dependences are in. -1: none. */
export function dependenceTree(ground: Ground, alone: Alone, weights: Weights): number[] {
  const count = ground.sizes.length;
  const ties: Tie[] = [];
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      const bits = areExchanged(ground, a, b)
        ? Number.POSITIVE_INFINITY
        : tieBits(ground, alone, weights, a, b);
      ties.push({ a, b, bits });
    }
  return strongestTree(count, ties);
}

/** By how many bits a pair is misjudged on average where the two are taken as independent. */
function tieBits(ground: Ground, { m, u }: Alone, weights: Weights, a: number, b: number): number {
  const matches = together(ground, ground.candidates, weights.match, a, b);
  const others = together(ground, ground.candidates, weights.other, a, b);
  const ofMatches = misjudgedBits(matches, matchGiven(ground, { m, u }, weights.match, a, b), m[b]!);
  const ofOthers = misjudgedBits(others, otherGiven(ground, u, weights, a, b), u[b]!);
  return (
    ofMatches / Math.max(1, weightOf(ground.candidates, weights.match)) +
    ofOthers / Math.max(1, weightOf(ground.candidates, weights.other))
  );
}

function misjudgedBits(counts: number[][], given: number[][], alone: readonly number[]): number {
  return Math.abs(
    sumOf(counts.flatMap((row, l) => row.map((n, k) => n * Math.log2(given[l]![k]! / alone[k]!)))),
  );
}

function weightOf(vectors: readonly VectorCount[], weights: Float64Array): number {
  return vectors.reduce((sum, { count }, v) => sum + count * weights[v]!, 0);
}

/** Two attributes of which each names a column of the other as one with which it is exchanged. */
function areExchanged({ spec }: Ground, a: number, b: number): boolean {
  const [one, other] = [spec.attributes[a]!.columns, spec.attributes[b]!.columns];
  return meet(one['other'], other['name']) && meet(other['other'], one['name']);
}

type Columns = LinkAttribute['columns'][string];

function meet(some: Columns | undefined, others: Columns | undefined): boolean {
  return [some ?? []].flat().some((column) => [others ?? []].flat().includes(column));
}

/** Where one name is exchanged the other is too, and hardly ever else. Chosen. */
const EXCHANGED_BOTH = 0.9;

/** Rates of `b` for each level of `a` before pairs are seen together: independent, but for exchanged names. */
export function unseenGiven(ground: Ground, alone: Alone['m'], a: number, b: number): number[][] {
  const rates = alone[b]!;
  const [before, levels] = [a, b].map((i) => KINDS[ground.spec.attributes[i]!.kind].levels);
  const tied = areExchanged(ground, a, b);
  return Array.from({ length: ground.sizes[a]! }, (_, l) => {
    if (!tied || !before![l]?.exchange) return [...rates];
    return sharesOf(
      rates.map((rate, k) => (levels![k]?.exchange ? EXCHANGED_BOTH : rate * (1 - EXCHANGED_BOTH))),
    );
  });
}
