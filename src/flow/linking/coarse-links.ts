import type { PersonActor } from '../../access/index.ts';
import type { PersonLink } from '../../linking/index.ts';

/** Probabilities that a unit is told of: the middle of each range of the probability yardstick, 2 to 98 %. */
const TOLD = [0.98, 0.85, 0.65, 0.45, 0.3, 0.15, 0.02] as const;

/**
 * A link as this person is told of it. Bits count how many others have a value, so that one who knows the model could
 * tell from them that another unit's guarded case has it too: a unit is told the range of the probability, and of each
 * attribute only what agrees and whether it speaks for one person (1 bit) or against (-1).
 */
export function coarseFor({ compartment }: PersonActor, link: PersonLink): PersonLink {
  if (compartment === null) return link;
  const probability = TOLD.reduce((one, other) =>
    Math.abs(other - link.probability) < Math.abs(one - link.probability) ? other : one,
  );
  const bits = Math.log2(probability / (1 - probability));
  const steps = link.waterfall.steps.map((step) => ({
    ...step,
    bits: Math.sign(step.bits),
    frequencyBits: 0,
  }));
  return { ...link, probability, bits, waterfall: { prior: 0, steps, total: bits, probability } };
}
