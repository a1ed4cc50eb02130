import { KINDS } from '../kinds/kinds.ts';
import { dependenceTree, matchGiven, otherGiven, unseenGiven } from './dependence.ts';
import { describeModel } from './describe-model.ts';
import type { LinkModel, VectorCount } from './link-model.ts';
import { areAttributesLone, loneRates } from './lone-attributes.ts';
import { countLevels, oddsBitsBy, type Rates, sharesOf, sumOf } from './rates.ts';
import { firstRelated, improveRelated, type Related, relatedOdds } from './related.ts';
import { type Ground, groundOf, type Training, type Weights } from './training.ts';
import { withinReason } from './within-reason.ts';

const MOST_ROUNDS = 120;
/** Dependence is looked for at the start and again in these rounds, when the rates have settled. Chosen. */
const ROUNDS_THAT_LOOK_AGAIN = [12, 24];
/** The prior moves by less than this share between rounds. */
const SETTLED = 1e-4;

/**
 * Learns m and u without labels, on counts of vectors: by expectation and maximisation (Winkler 1988), or where
 * attributes stand alone by what is expected of them. Pure.
 */
export function trainModel(training: Training): LinkModel {
  const ground = groundOf(training);
  return areAttributesLone(ground.candidates) ? byExpectation(ground) : byRounds(ground);
}

function byExpectation(ground: Ground): LinkModel {
  const rates = loneRates(ground);
  const match = weigh(ground.candidates, rates);
  return describeModel(ground, rates, { rounds: 1, converged: true, isLone: true, match });
}

function byRounds(ground: Ground): LinkModel {
  let rates = firstRates(ground);
  let related = firstRelated(ground, rates);
  let converged = false;
  let round = 0;
  while (round < MOST_ROUNDS && !converged) {
    round++;
    const weights = weightsOf(ground, rates, related);
    const next = improve(ground, weights, ROUNDS_THAT_LOOK_AGAIN.includes(round) ? undefined : rates.before);
    const moved = Math.abs(Math.log(next.prior / rates.prior));
    converged = round > Math.max(...ROUNDS_THAT_LOOK_AGAIN) && moved < SETTLED;
    rates = next;
    related = improveRelated(ground, rates, related);
  }
  return describeModel(ground, rates, { rounds: round, converged, match: weigh(ground.candidates, rates) });
}

/**
 * Every second record has a double: what follows does not hang on it, because the prior moves by itself. Doubles agree
 * in everything and look like dependence; only what goes beyond them is taken for it before it is known who is who.
 */
function firstRates(ground: Ground): Rates {
  const doubles = ground.rows / 2;
  const weights: Weights = {
    match: new Float64Array(ground.candidates.length),
    other: new Float64Array(ground.candidates.length).fill(1),
    randomOther: new Float64Array(ground.random.length).fill(1),
    doubtful: doubles,
  };
  const m = ground.expected.map((rates) => [...rates]);
  const u = countLevels(ground.sizes, ground.random, weights.randomOther).map((counts, i) =>
    sumOf(counts) === 0 ? [...ground.expected[i]!] : sharesOf(counts.map((n) => n + UNSEEN)),
  );
  const before = dependenceTree(ground, { m, u }, weights);
  return {
    prior: Math.min(0.5, doubles / ground.possiblePairs),
    m: { alone: m, given: before.map((a, b) => (a < 0 ? null : unseenGiven(ground, m, a, b))) },
    u: { alone: u, given: before.map((a, b) => (a < 0 ? null : otherGiven(ground, u, weights, a, b))) },
    before,
  };
}

/** One round: the rates by what each vector is likely to be. Without `known` it looks for dependence again. */
function improve(ground: Ground, weights: Weights, known?: readonly number[]): Rates {
  const { match } = weights;
  const u = otherRates(ground, weights);
  const m = matchRates(ground, match, u);
  const before = known ?? dependenceTree(ground, { m, u }, weights);
  return {
    prior: priorOf(ground, match),
    m: { alone: m, given: before.map((a, b) => (a < 0 ? null : matchGiven(ground, { m, u }, match, a, b))) },
    u: { alone: u, given: before.map((a, b) => (a < 0 ? null : otherGiven(ground, u, weights, a, b))) },
    before,
  };
}

function weightsOf(ground: Ground, rates: Rates, related: Related): Weights {
  const match = weigh(ground.candidates, rates, related);
  return {
    match,
    other: match.map((p) => 1 - p),
    randomOther: weigh(ground.random, rates, related).map((p) => 1 - p),
  };
}

/** Probability of one person, of two strangers or related ones; without `related` as the model alone will score. */
function weigh(vectors: readonly VectorCount[], rates: Rates, related?: Related): Float64Array {
  const oddsBits = oddsBitsBy(rates);
  return Float64Array.from(vectors, ({ levels }) => {
    const others = 1 + (related ? relatedOdds(rates, related, levels) : 0);
    return 1 / (1 + others * 2 ** -oddsBits(levels));
  });
}

const FEWEST_MATCHES = 0.5;
const MOST_MATCHING = 0.99;

function priorOf(ground: Ground, match: Float64Array): number {
  const matches = sumOf(ground.candidates.map(({ count }, v) => count * match[v]!));
  return Math.min(MOST_MATCHING, Math.max(matches, FEWEST_MATCHES) / ground.possiblePairs);
}

/** As if this many pairs had been seen with the expected levels. Chosen: it must give way to some dozens of pairs. */
const EXPECTED_PAIRS = 5;

function matchRates(
  ground: Ground,
  match: Float64Array,
  strangers: readonly (readonly number[])[],
): number[][] {
  return countLevels(ground.sizes, ground.candidates, match).map((counts, i) => {
    const expected = ground.expected[i]!;
    const seen = sharesOf(counts.map((count, level) => count + EXPECTED_PAIRS * expected[level]!));
    const { levels } = KINDS[ground.spec.attributes[i]!.kind];
    return withinReason(seen, expected, { strangers: strangers[i]!, levels });
  });
}

/** As if every level had been seen half a time more. */
const UNSEEN = 0.5;

/**
 * Random pairs tell of all, but miss what is rare; candidates are some of all pairs, so that their count is the least
 * there is. Equal values always make candidates: of these levels the candidates tell all. What no pair has counts for
 * nothing: u is then as m is expected to be.
 */
function otherRates(ground: Ground, { other, randomOther }: Weights): number[][] {
  const scale = ground.possiblePairs / Math.max(1, ground.randomPairs);
  const among = countLevels(ground.sizes, ground.candidates, other);
  return countLevels(ground.sizes, ground.random, randomOther).map((counts, i) => {
    if (sumOf(counts) === 0 && sumOf(among[i]!) === 0) return [...ground.expected[i]!];
    const { levels } = KINDS[ground.spec.attributes[i]!.kind];
    return sharesOf(
      counts.map(
        (count, level) =>
          Math.max(count * scale, among[i]![level]!) + UNSEEN * (levels[level]?.frequency ? 1 : scale),
      ),
    );
  });
}
