import { sharedZeros } from '../../shared/number-arrays.ts';
import { type Range, rangesOf } from '../../shared/ranges.ts';
import { bandOf, LINK_BAND_NAMES, LINK_BANDS, type LinkFacts, type LinkStep } from '../clusters/bands.ts';
import type { KindName } from '../kinds/kinds.ts';
import { UNKNOWN } from '../model/compare-records.ts';
import type { LinkModel } from '../model/link-model.ts';
import { scorerOf } from '../model/score-pair.ts';
import type { ComparedPairs } from './compare-pairs.ts';
import type { HeldAttribute } from './held-values.ts';
import type { PairScores, Scoring } from './score-pairs.ts';
import { rarityBits, type ValueRarity } from './value-rarity.ts';

/** Stands for no band. */
const NO_BAND = LINK_BAND_NAMES.length;

/** What bands are told from: numbers in memory that threads share. */
export type Banding = {
  scoring: Scoring;
  /** By pair, rivals and all. */
  bits: Float32Array;
  /** By row: the lowest row of its group. */
  labels: Int32Array;
  /** By row: the best score that it has with a row of another group. */
  rival: Float32Array;
  /** By attribute. */
  kinds: readonly KindName[];
  /** By vector and attribute: the level, and its bits without those of rarity. */
  levels: Uint8Array;
  ownBits: Float64Array;
  /** Filled here. */
  bands: Uint8Array;
};

/** Tells the bands of a range of the pairs, here or in another thread. */
export type BandRange = (banding: Banding, range: Range) => Promise<unknown>;

export type Banded = {
  attributes: readonly HeldAttribute[];
  model: LinkModel;
  pairs: ComparedPairs;
  scores: PairScores;
  labels: Int32Array;
  bandRange: BandRange;
};

/** By pair: the position of its band in LINK_BAND_NAMES, or one beyond the last. */
export async function bandPairs(banded: Banded): Promise<Uint8Array> {
  const { attributes, model, pairs, scores, labels } = banded;
  const banding: Banding = {
    scoring: scores.scoring,
    bits: scores.bits,
    labels,
    rival: rivals(pairs, scores.bits, labels),
    kinds: attributes.map(({ attribute: { kind } }) => kind),
    ...levelsInOneLine(pairs, model),
    bands: sharedZeros(Uint8Array, scores.bits.length),
  };
  await Promise.all(rangesOf(scores.bits.length).map((range) => banded.bandRange(banding, range)));
  return banding.bands;
}

export function bandRangeHere(banding: Banding, { first, last }: Range): void {
  const { bits, bands } = banding;
  const facts = new PairFacts(banding);
  for (let pair = first; pair < last; pair += 1) {
    const isLink = bits[pair]! >= LINK_BANDS.possible.leastBits;
    const band = isLink ? bandOf(facts.of(pair)) : null;
    bands[pair] = band === null ? NO_BAND : LINK_BAND_NAMES.indexOf(band);
  }
}

function levelsInOneLine({ vectors }: ComparedPairs, model: LinkModel): Pick<Banding, 'levels' | 'ownBits'> {
  const { stepBits } = scorerOf(model);
  const width = model.attributes.length;
  const levels = sharedZeros(Uint8Array, vectors.length * width);
  const ownBits = sharedZeros(Float64Array, vectors.length * width);
  for (const [vector, { levels: own }] of vectors.entries())
    for (let i = 0; i < width; i += 1) {
      levels[vector * width + i] = own[i]!;
      ownBits[vector * width + i] = stepBits(i, own);
    }
  return { levels, ownBits };
}

/** `own`: the bits of its level, without those of rarity; `rarity`: where that counts. */
type Step = LinkStep & { own: number; rarity: ValueRarity | undefined };

/** Facts of one pair at a time: what no pair is asked for is not made. */
class PairFacts implements LinkFacts {
  bits = 0;
  isTogether = false;
  rivalBits: number | null = null;
  readonly #banding: Banding;
  readonly #stepsOfVector: Step[][] = [];
  #pair = 0;
  #steps: readonly LinkStep[] | undefined;

  constructor(banding: Banding) {
    this.#banding = banding;
  }

  of(pair: number): this {
    const { scoring, bits, labels, rival } = this.#banding;
    const [a, b] = [scoring.pairs.from[pair]!, scoring.pairs.to[pair]!];
    const rivalBits = Math.max(rival[a]!, rival[b]!);
    this.#pair = pair;
    this.#steps = undefined;
    this.bits = bits[pair]!;
    this.isTogether = labels[a] === labels[b];
    this.rivalBits = rivalBits === Number.NEGATIVE_INFINITY ? null : rivalBits;
    return this;
  }

  get steps(): readonly LinkStep[] {
    this.#steps ??= this.#withRarity();
    return this.#steps;
  }

  #withRarity(): readonly LinkStep[] {
    const { pairs } = this.#banding.scoring;
    const vector = pairs.vectorOf[this.#pair]!;
    this.#stepsOfVector[vector] ??= this.#stepsOf(vector);
    const steps = this.#stepsOfVector[vector];
    const [from, to] = [pairs.from[this.#pair]!, pairs.to[this.#pair]!];
    for (const step of steps) if (step.rarity) step.bits = step.own + rarityBits(step.rarity, from, to);
    return steps;
  }

  #stepsOf(vector: number): Step[] {
    const { kinds, levels, ownBits, scoring } = this.#banding;
    const { counted, rarities } = scoring;
    const rare = counted.attributes.subarray(counted.starts[vector], counted.starts[vector + 1]);
    return kinds.flatMap((kind, attribute): Step[] => {
      const at = vector * kinds.length + attribute;
      const [level, own] = [levels[at]!, ownBits[at]!];
      const rarity = rare.includes(attribute) ? rarities[attribute] : undefined;
      return level === UNKNOWN ? [] : [{ kind, level, own, bits: own, rarity }];
    });
  }
}

function rivals({ from, to }: ComparedPairs, bits: Float32Array, labels: Int32Array): Float32Array {
  const best = sharedZeros(Float32Array, labels.length).fill(Number.NEGATIVE_INFINITY);
  for (let pair = 0; pair < bits.length; pair += 1) {
    const [a, b] = [from[pair]!, to[pair]!];
    if (labels[a] === labels[b]) continue;
    best[a] = Math.max(best[a]!, bits[pair]!);
    best[b] = Math.max(best[b]!, bits[pair]!);
  }
  return best;
}
