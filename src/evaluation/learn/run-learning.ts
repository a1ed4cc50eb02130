import { Worker } from 'node:worker_threads';
import { type Fault, Problem } from '../../shared/problem.ts';
import type { ProblemCode } from '../../shared/problem-codes.ts';
import type { Learned, LearnOptions } from './learn-scorecard.ts';

/** What the learning thread tells. */
export type LearningNews =
  | { kind: 'step'; done: number; of: number }
  | { kind: 'learned'; learned: Learned | null }
  | { kind: 'refused'; code: ProblemCode; faults: readonly Fault[] };

export type LearningRun = { onProgress?(done: number, of: number): void; signal?: AbortSignal };

/**
 * Learns in a thread of its own. Throws what `learnScorecard` throws, `evaluation.nothing-to-learn`, and
 * `evaluation.learning-stopped` where the signal comes first.
 */
export async function runLearning(
  raw: Buffer,
  options: LearnOptions,
  { onProgress, signal }: LearningRun = {},
): Promise<Learned> {
  if (signal?.aborted) throw new Problem('evaluation.learning-stopped');
  const worker = new Worker(new URL('./learn-worker.ts', import.meta.url), { workerData: { raw, options } });
  const { promise, resolve, reject } = Promise.withResolvers<Learned>();
  worker.on('message', (news: LearningNews) => {
    if (news.kind === 'step') onProgress?.(news.done, news.of);
    else if (news.kind === 'refused') reject(new Problem(news.code, { faults: news.faults }));
    else if (news.learned) resolve(news.learned);
    else reject(new Problem('evaluation.nothing-to-learn'));
  });
  worker.on('error', reject);
  worker.on('exit', (code) => reject(new Error(`the learning thread ended with ${code} and no answer`)));
  const stop = () => reject(new Problem('evaluation.learning-stopped'));
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
