import { judgeAllModels, type Spread, spreadOf } from './all-models.ts';
import { type BcaInterval, bcaInterval } from './bootstrap.ts';
import { existenceCheck } from './existence.ts';
import { averageOverGraphs, type Posterior } from './graph-averaging.ts';
import { knownIn, type ListOverlaps, pairsOf } from './list-overlaps.ts';
import { resample } from './resample.ts';
import { chooseStepwise, type HiddenEstimate, totalOf } from './stepwise.ts';

/** All of it together, always: any single number of these hides how much the others differ. */
export type HiddenPopulation = {
  lists: readonly string[];
  known: number;
  /** Null where no model has an estimate. */
  stepwise: (HiddenEstimate & { pairs: string[]; bca: BcaInterval | null }) | null;
  spread: Spread | null;
  averaged: Posterior;
  /** Models of all that there are that have an estimate. */
  models: { withEstimate: number; all: number };
};

export type HiddenOptions = {
  resamples: number;
  seed: number;
  onProgress(step: string, done: number, of: number): void;
};

/** What must hold for the number to mean anything, in words: it is printed beside it wherever it appears. */
export const ASSUMPTIONS = [
  'Everybody counted is one and the same unit in the same period, and could in principle be on each list.',
  'Records of the same person are linked without error: a missed link counts as two people and raises the estimate.',
  'Beyond the pairs that the model holds, being on one list has nothing to do with being on another.',
  'Lists that feed one another are one list: counting them as two lowers the estimate.',
] as const;

export async function estimateHidden(
  overlaps: ListOverlaps,
  options: HiddenOptions,
): Promise<HiddenPopulation> {
  const exists = await existenceCheck();
  const fit = chooseStepwise(overlaps, exists);
  const total = fit && totalOf(overlaps, fit);
  const totals = total
    ? await resample(overlaps, options, (done, of) => options.onProgress('resampling', done, of))
    : [];
  const judged = judgeAllModels(overlaps, exists, (done, of) => options.onProgress('models', done, of));
  const nameOf = ([one, other]: readonly [number, number]) =>
    `${overlaps.lists[one]} × ${overlaps.lists[other]}`;
  return {
    lists: overlaps.lists,
    known: knownIn(overlaps),
    stepwise: total && {
      ...total,
      pairs: fit.pairs.map(nameOf),
      bca: bcaInterval(overlaps, exists, { estimate: total.total, totals }),
    },
    spread: spreadOf(judged),
    averaged: averageOverGraphs(overlaps),
    models: { withEstimate: judged.length, all: 2 ** pairsOf(overlaps.lists.length).length },
  };
}
