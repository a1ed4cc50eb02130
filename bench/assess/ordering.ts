import type { BenchResult, RunOptions } from '../../checks/named-runs.ts';
import { brokenIn } from '../../src/assessment/test-ordering.ts';
import { Dice } from '../../src/shared/dice.ts';

export const title = 'Promises of the queue’s order over random queues';

/** Source: issue "Assessment that can be trusted". */
const PROMISED_QUEUES = 100_000;

/** Options: `queues`, `seed`. A queue holds six referrals of random facts, age and turn; every pair is compared. */
export async function run(options: RunOptions): Promise<BenchResult> {
  const queues = Number(options['queues'] ?? PROMISED_QUEUES);
  const dice = new Dice(Number(options['seed'] ?? 1));
  const broken = new Map<string, number>();
  const startedMs = performance.now();
  for (let i = 0; i < queues; i += 1)
    for (const name of brokenIn(dice)) broken.set(name, (broken.get(name) ?? 0) + 1);
  const kept = queues - Math.max(0, ...broken.values());
  return {
    ratio: kept / queues,
    ratioOf: 'queues in which every promise held / queues',
    facts: {
      queues,
      seconds: Math.round((performance.now() - startedMs) / 1_000),
      broken: [...broken].map(([name, count]) => `${name}: ${count}`).join('; ') || 'none',
    },
  };
}
