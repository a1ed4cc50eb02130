import { bandByBits, bandOf, LINK_BAND_NAMES, LINK_BANDS, type LinkStep } from '../clusters/bands.ts';
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
export function bandPairs({ attributes, model, pairs, scores, labels }: Banded): Uint8Array {
  const { stepBits } = scorerOf(model);
  const stepsOfVector = pairs.vectors.map(({ levels }) =>
    attributes.flatMap(({ attribute: { kind } }, i): (LinkStep & { attribute: number })[] =>
      levels[i] === UNKNOWN ? [] : [{ attribute: i, kind, level: levels[i]!, bits: stepBits(i, levels) }],
    ),
  );
  const rival = rivals(pairs, scores.bits, labels);
  const factsOf = (pair: number) => {
    const [a, b] = [pairs.from[pair]!, pairs.to[pair]!];
    const rivalBits = Math.max(rival[a]!, rival[b]!);
    return {
      steps: stepsOfVector[pairs.vectorOf[pair]!]!.map(({ attribute, kind, level, bits: own }) => ({
        kind,
        level,
        bits: own + scores.rarity(pair, attribute),
      })),
      isTogether: labels[a] === labels[b],
      rivalBits: rivalBits === Number.NEGATIVE_INFINITY ? null : rivalBits,
    };
  };
  const bands = new Uint8Array(pairs.from.length).fill(NO_BAND);
  for (let pair = 0; pair < bands.length; pair += 1) {
    const bits = scores.bits[pair]!;
    if (bits < LINK_BANDS.possible.leastBits) continue;
    const band =
      bits < LINK_BANDS['near-certain'].leastBits ? bandByBits(bits) : bandOf({ ...factsOf(pair), bits });
    if (band !== null) bands[pair] = LINK_BAND_NAMES.indexOf(band);
  }
  return bands;
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
