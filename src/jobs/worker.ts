import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../shared/db.ts';
import { claimJobs, completeJobs, countDueJobs, type Job, returnJob } from '../shared/job-leases.ts';
import type { JobKind } from '../shared/outbox.ts';
import { type Bell, makeBell } from './bell.ts';
import { type FailureLog, problemCode } from './failures.ts';
import { type PeriodicTask, startPeriodically } from './periodic.ts';
import { type Patience, retryAfter } from './retry.ts';

/** What is done for one kind of job. `run` is idempotent: a job may run again after a crash. */
export type JobHandler = {
  kind: JobKind;
  /** Most jobs in one call. */
  most: number;
  /** Longer than any call takes: afterwards another worker may take the jobs over. */
  leaseSeconds: number;
  /** How long it is tried: minutes unless said otherwise. */
  patience?: Patience;
  run(subjects: readonly string[]): Promise<unknown>;
  /** First aid for a subject whose job failed on its own; its own failure is logged and changes nothing. */
  afterFailure?(subject: string): Promise<unknown>;
};

export type WorkerOptions = {
  store: Pick<Store, 'db'>;
  handlers: readonly JobHandler[];
  periodic?: readonly PeriodicTask[];
  onFailure: FailureLog;
  /** How long a job may wait unnoticed that another process wrote. */
  pollMs?: number;
};

export type Worker = {
  /** Looks for jobs at once: called by whoever has just committed some. */
  wake(): void;
  /** Resolves once no job is due or being done; jobs that wait for another try do not count. */
  idle(): Promise<void>;
  /** Claims nothing more and resolves when what runs has ended. */
  stop(): Promise<void>;
};

const POLL_MS = 200;
const IDLE_CHECK_MS = 20;
/** After the database could not be asked. */
const PAUSE_AFTER_FAILURE_MS = 1_000;

/** Runs jobs until it is stopped, each kind in a lane of its own, so that an alarm never waits for a long batch. */
export function startWorker(options: WorkerOptions): Worker {
  const { store, handlers, periodic = [], onFailure, pollMs = POLL_MS } = options;
  const stopping = new AbortController();
  const bell = makeBell(stopping.signal);
  const lanes = handlers.map((handler) =>
    runLane({ ...options, handler, bell, pollMs, signal: stopping.signal }),
  );
  const tasks = periodic.map((task) => startPeriodically(task, { signal: stopping.signal, onFailure }));
  const kinds = handlers.map(({ kind }) => kind);
  return {
    wake: () => bell.ring(),
    async idle() {
      while (!stopping.signal.aborted && (await countDueJobs(store.db, kinds)) > 0) {
        bell.ring();
        await sleep(IDLE_CHECK_MS);
      }
    },
    async stop() {
      stopping.abort();
      await Promise.all([...lanes, ...tasks]);
    },
  };
}

type Lane = WorkerOptions & { handler: JobHandler; bell: Bell; pollMs: number; signal: AbortSignal };

async function runLane(lane: Lane): Promise<void> {
  const { store, handler, bell, pollMs, signal, onFailure } = lane;
  while (!signal.aborted) {
    try {
      const heard = bell.count();
      const jobs = await claimJobs(store.db, handler);
      if (jobs.length > 0) await runBatch(lane, jobs);
      else await bell.wait(heard, pollMs);
    } catch (cause) {
      onFailure({ where: `jobs ${handler.kind}`, problem: problemCode(cause) });
      await bell.wait(bell.count(), PAUSE_AFTER_FAILURE_MS);
    }
  }
}

/** All at once; if that fails each on its own, so that one bad subject holds up no other. */
async function runBatch(lane: Lane, jobs: readonly Job[]): Promise<void> {
  const { store, handler } = lane;
  if (jobs.length > 1) {
    try {
      await handler.run([...new Set(jobs.map(({ subject }) => subject))]);
      return await completeJobs(store.db, jobs);
    } catch (cause) {
      lane.onFailure({ where: `batch ${handler.kind}`, problem: problemCode(cause) });
    }
  }
  for (const job of jobs) await runAlone(lane, job);
}

async function runAlone({ store, handler, onFailure }: Lane, job: Job): Promise<void> {
  try {
    await handler.run([job.subject]);
    await completeJobs(store.db, [job]);
  } catch (cause) {
    const problem = problemCode(cause);
    onFailure({ where: `job ${handler.kind} ${job.id}`, problem });
    // Before it is given back: whoever waits for idleness must find the first aid done.
    await firstAid(handler, job, onFailure);
    await returnJob(store.db, job, {
      problem,
      retryAfterSeconds: retryAfter(job.attempts, handler.patience ?? 'minutes'),
    });
  }
}

async function firstAid(handler: JobHandler, job: Job, onFailure: FailureLog): Promise<void> {
  try {
    await handler.afterFailure?.(job.subject);
  } catch (cause) {
    onFailure({ where: `first aid ${handler.kind} ${job.id}`, problem: problemCode(cause) });
  }
}
