import { judgeAllModels, type Spread, spreadOf } from './all-models.ts';
import { type BcaInterval, bcaInterval } from './bootstrap.ts';
import type { ExistenceCheck } from './existence.ts';
import { averageOverGraphs, type Posterior } from './graph-averaging.ts';
import { knownIn, type ListOverlaps, pairsOf } from './list-overlaps.ts';
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

type Told = (step: string, done: number, of: number) => void;

/** What is left to be worked out once there are totals of resamples. Takes minutes with six lists. */
export function threeAnswers(
  overlaps: ListOverlaps,
  exists: ExistenceCheck,
  { totals, onProgress }: { totals: readonly number[]; onProgress: Told },
): HiddenPopulation {
  const fit = chooseStepwise(overlaps, exists);
  const total = fit && totalOf(overlaps, fit);
  const judged = judgeAllModels(overlaps, exists, (done, of) => onProgress('models', done, of));
  onProgress('graphs', 0, 1);
  const averaged = averageOverGraphs(overlaps);
  onProgress('graphs', 1, 1);
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
    averaged,
    models: { withEstimate: judged.length, all: 2 ** pairsOf(overlaps.lists.length).length },
  };
}
