import { Worker } from 'node:worker_threads';
import {
  type LeaveOutAsked,
  type LeftOut,
  leaveOut,
  type Printed,
  type TableInQuestion,
  type Unprotected,
} from './leave-out.ts';

export type { LeftOut, Printed } from './leave-out.ts';

/** Seconds of looking for the fewest cells. Chosen: somebody waits for a page. */
const SECONDS = 20;
/** Seconds after which the thread is ended, whatever it is at. Chosen: three times what solving may take. */
const MOST_SECONDS = 60;

/** Tables of so few cells are solved sooner than a thread starts: in 0.1 s. Measured 2026-11. */
const FEW_CELLS = 100;

/**
 * `leaveOut`, in a thread of its own where it is more than a moment's work: nobody else waits while it solves. Where it
 * takes too long, nothing is protected, and so nothing may be printed.
 */
export async function leaveOutInThread(
  tables: readonly TableInQuestion[],
  printed: Printed,
  mostMs = MOST_SECONDS * 1000,
): Promise<(LeftOut | Unprotected)[]> {
  const asked: LeaveOutAsked = { tables, ...printed, seconds: SECONDS };
  if (cellsOf(tables) + rowsOf(printed.beside) <= FEW_CELLS) return leaveOut(asked);
  const worker = new Worker(new URL('./leave-out-worker.ts', import.meta.url), { workerData: asked });
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(tables.map(() => ({ told: [] }))), mostMs);
      timer.unref();
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
}

function cellsOf(tables: readonly TableInQuestion[]): number {
  return tables.reduce((sum, { table, earlier }) => sum + table.cells.length + rowsOf(earlier), 0);
}

function rowsOf(printed: readonly { rows: readonly unknown[] }[]): number {
  return printed.reduce((sum, { rows }) => sum + rows.length, 0);
}
