import type { Level } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import { UNKNOWN } from './compare-records.ts';
import { countLevels, oddsBitsBy, type Rates, rateOf, sumOf } from './rates.ts';
import type { Ground } from './training.ts';

// Two records that have much in common and are not of one person: a household, namesakes, papers of the same authors.
// Without a class of their own training takes them for one person where they are more than the doubles are.

/** `share`: of all pairs those that are related. `rates`: by attribute how often related ones reach each level. */
export type Related = {
  share: number;
  rates: readonly (readonly number[])[];
  /** For each attribute the levels in which related ones have something in common. */
  isShared: readonly (readonly boolean[])[];
};

/** Chosen: before anything is known, as many related pairs as pairs of one person; it moves by itself. */
const RELATED_FOR_EACH_MATCH = 1;
/** Chosen: related ones are as likely to share a thing as to be two strangers in it. */
const SHARED_BEFORE = 0.5;
/** Above it "related" would be another word for the same: who shares nearly everything is one. Chosen. */
const MOST_SHARED = 0.8;
/** As if so many pairs had been seen. Chosen: as for those of one person. */
const SEEN_BEFORE = 5;

export function firstRelated(ground: Ground, rates: Rates): Related {
  const none = ground.sizes.map((size) => new Array<number>(size).fill(0));
  return {
    share: rates.prior * RELATED_FOR_EACH_MATCH,
    rates: relatedRates(ground, rates, none),
    isShared: ground.spec.attributes.map(({ kind }, i) =>
      Array.from({ length: ground.sizes[i]! }, (_, level) => isShared(KINDS[kind].levels[level], level)),
    ),
  };
}

/** One round: what the candidates say of related pairs by the rates as they are. */
export function improveRelated(ground: Ground, rates: Rates, related: Related): Related {
  const oddsBits = oddsBitsBy(rates);
  const weights = Float64Array.from(ground.candidates, ({ levels }) => {
    const odds = relatedOdds(rates, related, levels);
    return odds / (1 + odds + 2 ** oddsBits(levels));
  });
  const pairs = sumOf(ground.candidates.map(({ count }, v) => count * weights[v]!));
  return {
    ...related,
    share: Math.max(1, pairs) / ground.possiblePairs,
    rates: relatedRates(ground, rates, countLevels(ground.sizes, ground.candidates, weights)),
  };
}

/**
 * How much likelier it is that a pair with these levels is related than that it is of two strangers. Who differs in
 * nothing that is known is not called related: nothing would tell them from one.
 */
export function relatedOdds(rates: Rates, related: Related, levels: Uint8Array): number {
  let odds = related.share / (1 - rates.prior);
  let differ = false;
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i]!;
    if (level === UNKNOWN) continue;
    differ ||= !related.isShared[i]![level]!;
    odds *= related.rates[i]![level]! / rateOf(rates.u, rates.before, i, levels);
  }
  return differ ? odds : 0;
}

/** Related ones share a thing or a part of it, or else are as strangers are: slips of the pen are one person's. */
function relatedRates(ground: Ground, rates: Rates, counts: readonly (readonly number[])[]): number[][] {
  return counts.map((seen, i) => {
    const { levels } = KINDS[ground.spec.attributes[i]!.kind];
    const strangers = rates.u.alone[i]!;
    const before = ground.expected[i]!.map(
      (share, level) => SHARED_BEFORE * share + (1 - SHARED_BEFORE) * strangers[level]!,
    );
    const total = sumOf(seen) + SEEN_BEFORE;
    const shared = seen.map((count, level) =>
      isShared(levels[level], level) ? (count + SEEN_BEFORE * before[level]!) / total : 0,
    );
    return elseAsStrangers(shared, strangers);
  });
}

function isShared(level: Level | undefined, position: number): boolean {
  return level !== undefined && (position === 0 || level.frequency === true || level.shared === true);
}

function elseAsStrangers(given: readonly number[], strangers: readonly number[]): number[] {
  const scale = Math.min(1, MOST_SHARED / sumOf(given));
  const left = 1 - scale * sumOf(given);
  const rest = sumOf(strangers.map((rate, level) => (given[level]! > 0 ? 0 : rate)));
  return strangers.map((rate, level) => (given[level]! > 0 ? scale * given[level]! : (rate * left) / rest));
}
