import type { ExtractCase } from './join-outcomes.ts';

/**
 * In a band of which some cases were drawn by lot and looked into, those stand for all that nobody chose to look into:
 * each weighs as many of them as there are to one drawn. A case that was looked into for a reason stands for itself.
 * Bands without such a sample stay as they are: their unknown cases are unknown.
 */
export function weighBackIn(cases: readonly ExtractCase[]): ExtractCase[] {
  return [...Map.groupBy(cases, ({ band }) => band).values()].flatMap((inBand) => {
    const drawn = inBand.filter(({ sampled, outcome }) => sampled && outcome !== null);
    if (drawn.length === 0) return inBand;
    const chosen = inBand.filter(({ sampled, outcome }) => !sampled && outcome !== null);
    const weight = (inBand.length - chosen.length) / drawn.length;
    return [...chosen, ...drawn.map((one) => ({ ...one, weight }))];
  });
}
