import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ListOverlaps } from './list-overlaps.ts';

const MOST_WORKERS = 8;

/** The totals of so many resamples from one on, in no order; the same for the same seed, however many workers share them. */
export async function resample(
  overlaps: ListOverlaps,
  { from, resamples, seed }: { from: number; resamples: number; seed: number },
  onProgress: (done: number, of: number) => void,
): Promise<number[]> {
  const workers = Math.min(MOST_WORKERS, availableParallelism(), Math.max(1, Math.ceil(resamples / 200)));
  const each = Math.ceil(resamples / workers);
  const totals: number[] = [];
  const take = (some: readonly number[]) => {
    totals.push(...some);
    onProgress(totals.length, resamples);
  };
  await Promise.all(
    Array.from({ length: workers }, (_, i) => {
      const count = Math.max(0, Math.min(each, resamples - i * each));
      return runWorker({ overlaps, from: from + i * each, count, seed }, take);
    }),
  );
  return totals;
}

async function runWorker(workerData: object, take: (totals: readonly number[]) => void): Promise<void> {
  const worker = new Worker(new URL('./bootstrap-worker.ts', import.meta.url), { workerData });
  await new Promise<void>((resolve, reject) => {
    worker.on('message', take);
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
  });
}
