import { extname } from 'node:path';
import { type MessagePort, Worker } from 'node:worker_threads';
import { Problem } from '../../shared/problem.ts';
import type { Task } from './thread-messages.ts';

/** Starts a thread of src/hashing/index/index-thread.ts; the ports of its task go over to it. */
export function startThread(task: Task, ports: readonly MessagePort[]): Worker {
  // The same ending as this file's: .ts as checked out, .js in the compiled kit.
  const file = new URL(`./index-thread${extname(import.meta.url)}`, import.meta.url);
  return new Worker(file, { workerData: task, transferList: [...ports] });
}

/** Threads that do one thing, answer once and end. */
export type Helpers = {
  run<Answer>(task: Task, ports: readonly MessagePort[]): Promise<Answer>;
  /** Ends them; what they were asked for is rejected. */
  stop(): Promise<void>;
};

export function newHelpers(): Helpers {
  const running = new Set<Worker>();
  return {
    run<Answer>(task: Task, ports: readonly MessagePort[]) {
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      const worker = startThread(task, ports);
      running.add(worker);
      worker.once('message', resolve);
      worker.once('error', (fault) => reject(problemOf(fault)));
      worker.once('exit', () => {
        running.delete(worker);
        // Changes nothing once the thread has answered.
        reject(new Problem('hashing.index-closed'));
      });
      return promise;
    },
    async stop() {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}

/** A memory that cannot be had is a RangeError in whatever thread asks for it. */
export function problemOf(fault: unknown): unknown {
  return fault instanceof RangeError ? new Problem('hashing.memory-exhausted', { cause: fault }) : fault;
}
