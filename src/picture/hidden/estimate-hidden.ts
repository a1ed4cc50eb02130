import { finishInWorker } from './in-worker.ts';
import type { ListOverlaps } from './list-overlaps.ts';
import { resample } from './resample.ts';
import type { HiddenPopulation } from './three-answers.ts';

export type { HiddenPopulation } from './three-answers.ts';

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

/** Resamples in workers and works the rest out in one, so that whoever asked is free meanwhile. */
export async function estimateHidden(
  overlaps: ListOverlaps,
  options: HiddenOptions,
): Promise<HiddenPopulation> {
  const totals = await resample(overlaps, { ...options, from: 0 }, (done, of) =>
    options.onProgress('resampling', done, of),
  );
  const { population } = await finishInWorker({ overlaps, totals, linkingErrors: false }, options.onProgress);
  return population;
}
