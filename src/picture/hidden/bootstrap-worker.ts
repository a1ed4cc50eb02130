import { parentPort, workerData } from 'node:worker_threads';
import { resampledTotals } from './bootstrap.ts';
import { existenceCheck } from './existence.ts';

// Works off its part of the resamples, and tells of each so many.

const TELL_EVERY = 50;

const { overlaps, from, count, seed } = workerData;
let totals: number[] = [];
for (const total of resampledTotals(overlaps, await existenceCheck(), { from, count, seed })) {
  totals.push(total);
  if (totals.length < TELL_EVERY) continue;
  parentPort!.postMessage(totals);
  totals = [];
}
parentPort!.postMessage(totals);
