import { Worker } from 'node:worker_threads';
import type { Sheet } from '../sheet.ts';
import { unreadable } from './unreadable.ts';
import type { Answer } from './workbook-thread.ts';

// Workbooks come from outside: one thread reads them, with a limit of memory and of time, so that no file can stop or
// fell the process that people work with. It is kept for the next one, and holds nobody up from ending.

/** A year of cases of the largest force takes about two seconds. Chosen. */
const LONGEST_MS = 60_000;
const MOST_HEAP_MB = 1_024;

let thread: Worker | undefined;
let last: Promise<unknown> = Promise.resolve();

/** One file at a time. Throws `picture.unreadable-return`. */
export function readInThread(raw: Buffer): Promise<Sheet[]> {
  const reading = last.then(() => readNow(raw));
  last = reading.catch(() => undefined);
  return reading;
}

async function readNow(raw: Buffer): Promise<Sheet[]> {
  thread ??= started();
  const answer = await answerOf(thread, raw);
  if ('sheets' in answer) return answer.sheets;
  throw unreadable(answer.why);
}

function started(): Worker {
  const worker = new Worker(new URL('./workbook-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  worker.unref();
  return worker;
}

function answerOf(worker: Worker, raw: Buffer): Promise<Answer> {
  worker.ref();
  return new Promise((resolve) => {
    const done = (answer: Answer) => {
      clearTimeout(timer);
      worker.off('message', done).off('error', fell).off('exit', fell);
      if (thread === worker) worker.unref();
      resolve(answer);
    };
    const fell = () => {
      thread = undefined;
      done({ why: 'took-too-long' });
    };
    const timer = setTimeout(() => {
      void worker.terminate();
      fell();
    }, LONGEST_MS);
    worker.on('message', done).on('error', fell).on('exit', fell);
    worker.postMessage(raw);
  });
}
