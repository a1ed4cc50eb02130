import type { ExistenceCheck } from './existence.ts';
import { knownIn, type ListOverlaps, type Pair, pairsOf } from './list-overlaps.ts';
import { fitIfItExists, type HiddenEstimate, totalOf } from './stepwise.ts';

/** `bicAbove`: how much worse than the best by the Bayesian information criterion. */
export type JudgedModel = { pairs: readonly Pair[]; total: HiddenEstimate; bicAbove: number };

/** Every model with an estimate, the best first: how far they lie apart is the doubt that no single one shows. */
export function judgeAllModels(
  overlaps: ListOverlaps,
  exists: ExistenceCheck,
  onProgress: (done: number, of: number) => void = () => undefined,
): JudgedModel[] {
  const pairs = pairsOf(overlaps.lists.length);
  const count = 2 ** pairs.length;
  const judged: (JudgedModel & { bic: number })[] = [];
  for (let model = 0; model < count; model += 1) {
    const held = pairs.filter((_, i) => (model >> i) & 1);
    const fit = fitIfItExists(overlaps, held, exists);
    if (fit) {
      // Effects that are minus infinity are no parameters: their cells take no part in the fit.
      const bic = fit.deviance + fit.parameters * Math.log(knownIn(overlaps));
      judged.push({ pairs: held, total: totalOf(overlaps, fit), bic, bicAbove: 0 });
    }
    if (model % 256 === 255 || model === count - 1) onProgress(model + 1, count);
  }
  const best = Math.min(...judged.map(({ bic }) => bic));
  return judged
    .sort((a, b) => a.bic - b.bic)
    .map(({ bic, ...model }) => ({ ...model, bicAbove: bic - best }));
}

/** The spread of the models that the data cannot tell from the best. */
export type Spread = { models: number; least: number; most: number };

/** Differences up to it are no strong reason to prefer one model. Source: Kass and Raftery 1995. */
const AS_GOOD_AS_THE_BEST = 6;

export function spreadOf(judged: readonly JudgedModel[]): Spread | null {
  const totals = judged
    .filter(({ bicAbove }) => bicAbove <= AS_GOOD_AS_THE_BEST)
    .map(({ total }) => total.total);
  if (totals.length === 0) return null;
  return { models: totals.length, least: Math.min(...totals), most: Math.max(...totals) };
}
