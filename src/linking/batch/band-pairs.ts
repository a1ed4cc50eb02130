import { bandOf, LINK_BAND_NAMES, LINK_BANDS, type LinkFacts, type LinkStep } from '../clusters/bands.ts';
import type { KindName } from '../kinds/kinds.ts';
import { UNKNOWN } from '../model/compare-records.ts';
import type { LinkModel } from '../model/link-model.ts';
import { scorerOf } from '../model/score-pair.ts';
import type { ComparedPairs } from './compare-pairs.ts';
import type { HeldAttribute } from './held-values.ts';
import type { PairScores } from './score-pairs.ts';

/** Stands for no band. */
const NO_BAND = LINK_BAND_NAMES.length;

export type Banded = {
  attributes: readonly HeldAttribute[];
  model: LinkModel;
  pairs: ComparedPairs;
  scores: PairScores;
  labels: Int32Array;
};

/** By pair: the position of its band in LINK_BAND_NAMES, or one beyond the last. */
export function bandPairs(banded: Banded): Uint8Array {
  const { bits } = banded.scores;
  const facts = new PairFacts(banded);
  const bands = new Uint8Array(bits.length).fill(NO_BAND);
  for (let pair = 0; pair < bands.length; pair += 1) {
    if (bits[pair]! < LINK_BANDS.possible.leastBits) continue;
    const band = bandOf(facts.of(pair));
    if (band !== null) bands[pair] = LINK_BAND_NAMES.indexOf(band);
  }
  return bands;
}

/** `own`: the bits of its level, without those of rarity. */
type Step = { attribute: number; kind: KindName; level: number; own: number; bits: number };

/** Facts of one pair at a time: what no pair is asked for is not made. */
class PairFacts implements LinkFacts {
  bits = 0;
  isTogether = false;
  rivalBits: number | null = null;
  readonly #banded: Banded;
  readonly #rival: Float32Array;
  readonly #stepsOfVector: Step[][];
  #pair = 0;
  #steps: readonly LinkStep[] | undefined;

  constructor(banded: Banded) {
    const { attributes, model, pairs, scores, labels } = banded;
    const { stepBits } = scorerOf(model);
    this.#banded = banded;
    this.#rival = rivals(pairs, scores.bits, labels);
    this.#stepsOfVector = pairs.vectors.map(({ levels }) =>
      attributes.flatMap(({ attribute: { kind } }, i): Step[] => {
        if (levels[i] === UNKNOWN) return [];
        const own = stepBits(i, levels);
        return [{ attribute: i, kind, level: levels[i]!, own, bits: own }];
      }),
    );
  }

  of(pair: number): this {
    const { pairs, scores, labels } = this.#banded;
    const [a, b] = [pairs.from[pair]!, pairs.to[pair]!];
    const rivalBits = Math.max(this.#rival[a]!, this.#rival[b]!);
    this.#pair = pair;
    this.#steps = undefined;
    this.bits = scores.bits[pair]!;
    this.isTogether = labels[a] === labels[b];
    this.rivalBits = rivalBits === Number.NEGATIVE_INFINITY ? null : rivalBits;
    return this;
  }

  get steps(): readonly LinkStep[] {
    this.#steps ??= this.#withRarity();
    return this.#steps;
  }

  #withRarity(): readonly LinkStep[] {
    const { pairs, scores } = this.#banded;
    const vector = pairs.vectorOf[this.#pair]!;
    const counted = scores.counted[vector]!;
    const steps = this.#stepsOfVector[vector]!;
    for (const step of steps)
      if (counted.includes(step.attribute)) step.bits = step.own + scores.rarity(this.#pair, step.attribute);
    return steps;
  }
}

/** By row: the best score that it has with a row of another group. */
function rivals({ from, to }: ComparedPairs, bits: Float32Array, labels: Int32Array): Float32Array {
  const best = new Float32Array(labels.length).fill(Number.NEGATIVE_INFINITY);
  for (let pair = 0; pair < bits.length; pair += 1) {
    const [a, b] = [from[pair]!, to[pair]!];
    if (labels[a] === labels[b]) continue;
    best[a] = Math.max(best[a]!, bits[pair]!);
    best[b] = Math.max(best[b]!, bits[pair]!);
  }
  return best;
}
