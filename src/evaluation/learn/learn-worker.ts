import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../../shared/problem.ts';
import { type LearnOptions, learnScorecard } from './learn-scorecard.ts';
import type { LearningNews } from './run-learning.ts';

// The thread that learns: so that the process that asked stays free to show progress, and can stop it.

const { raw, options } = workerData as { raw: Uint8Array; options: LearnOptions };
const say = (news: LearningNews) => parentPort!.postMessage(news);

try {
  const learned = learnScorecard(Buffer.from(raw), options, (done, of) => say({ kind: 'step', done, of }));
  say({ kind: 'learned', learned });
} catch (failure) {
  if (!(failure instanceof Problem)) throw failure;
  say({ kind: 'refused', code: failure.code, faults: failure.faults });
}
