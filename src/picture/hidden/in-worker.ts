import { Worker } from 'node:worker_threads';
import type { LinkingErrorAnswer } from './linking-errors.ts';
import type { ListOverlaps } from './list-overlaps.ts';
import type { HiddenPopulation } from './three-answers.ts';

/** `totals`: of the resamples. `linkingErrors`: whether to ask, too, what errors of linking would change. */
export type WorkerTask = { overlaps: ListOverlaps; totals: readonly number[]; linkingErrors: boolean };
export type WorkerAnswer = { population: HiddenPopulation; linkingErrors: LinkingErrorAnswer[] };
export type WorkerWord = { progress: { step: string; done: number; of: number } } | { answer: WorkerAnswer };

/** Everything but the resamples, in a thread of its own. */
export async function finishInWorker(
  task: WorkerTask,
  onProgress: (step: string, done: number, of: number) => void,
): Promise<WorkerAnswer> {
  const worker = new Worker(new URL('./estimate-worker.ts', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.on('message', (word: WorkerWord) => {
      if ('answer' in word) resolve(word.answer);
      else onProgress(word.progress.step, word.progress.done, word.progress.of);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
  });
}
