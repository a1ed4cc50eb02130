import { type FailureLog, problemCode } from './failures.ts';

/** Work that is done again and again; it never overlaps with itself, and a failure does not end it. */
export type PeriodicTask = { name: string; everyMs: number; run(): Promise<unknown> };

/** Runs at once and then `everyMs` after each end; resolves when it was stopped and has ended. */
export async function startPeriodically(
  task: PeriodicTask,
  { signal, onFailure }: { signal: AbortSignal; onFailure: FailureLog },
): Promise<void> {
  while (!signal.aborted) {
    try {
      await task.run();
    } catch (cause) {
      onFailure({ where: `task ${task.name}`, problem: problemCode(cause) });
    }
    await pause(task.everyMs, signal);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
