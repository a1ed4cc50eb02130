import { UNKNOWN } from './compare-records.ts';
import type { LinkModel } from './link-model.ts';
import { probabilityOf, scorerOf } from './score-pair.ts';

/** Bits are log2 of odds; `total` is `prior` plus every step's `bits` and `frequencyBits`. */
export type Waterfall = {
  prior: number;
  steps: { attribute: string; level: number; label: string; bits: number; frequencyBits: number }[];
  total: number;
  probability: number;
};

/**
 * Why two records are held to be of one person or not: the prior, then a step for each attribute that both have.
 * `frequencies`: of each attribute the bits for the rarity of what they agree in (`frequencyBits`), 0 where none.
 */
export function explainPair(
  model: LinkModel,
  levels: Uint8Array,
  frequencies?: ArrayLike<number>,
): Waterfall {
  const { priorBits, stepBits } = scorerOf(model);
  const steps = model.attributes.flatMap(({ name, levels: known }, i) => {
    const level = levels[i]!;
    if (level === UNKNOWN) return [];
    const { label } = known[level]!;
    const bits = stepBits(i, levels);
    return [{ attribute: name, level, label, bits, frequencyBits: frequencies?.[i] ?? 0 }];
  });
  const total = steps.reduce((sum, { bits, frequencyBits }) => sum + bits + frequencyBits, priorBits);
  return { prior: priorBits, steps, total, probability: probabilityOf(total) };
}
