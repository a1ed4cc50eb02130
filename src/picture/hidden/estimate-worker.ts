import { parentPort, workerData } from 'node:worker_threads';
import { existenceCheck } from './existence.ts';
import type { WorkerAnswer, WorkerTask, WorkerWord } from './in-worker.ts';
import { answerUnderErrors } from './linking-errors.ts';
import { threeAnswers } from './three-answers.ts';

// Works everything out but the resamples, and tells how far it is.

const { overlaps, totals, linkingErrors } = workerData as WorkerTask;
const say = (word: WorkerWord) => parentPort!.postMessage(word);
const exists = await existenceCheck();
const onProgress = (step: string, done: number, of: number) => say({ progress: { step, done, of } });
const population = threeAnswers(overlaps, exists, { totals, onProgress });
const answer: WorkerAnswer = {
  population,
  linkingErrors: linkingErrors
    ? answerUnderErrors(overlaps, exists, (done, of) => onProgress('linking-errors', done, of))
    : [],
};
say({ answer });
