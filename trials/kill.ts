import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { numberOption, type RunOptions, type TrialResult } from '../checks/named-runs.ts';
import { examine, type Findings } from './kill/examine.ts';
import { type Load, sendUntilItFails } from './kill/send-load.ts';
import { registerSenders, type Senders } from './kill/senders.ts';
import { endDatabase, type Service, startAndKill, startService } from './kill/service.ts';

export const title = 'The service or its database is killed under load: nothing acknowledged is lost';

const RUNS = 30;
const SENDERS = 12;
/** A kill falls at a random moment of the load, from its first commits on. */
const LEAST_LOAD_MS = 150;
const MOST_LOAD_MS = 1_500;
/** A start takes longer than this: it is killed in the middle. */
const MOST_OF_A_START_MS = 400;

/** `twice`: both, and the service again while it recovers. */
const VICTIMS = ['service', 'database', 'both', 'twice'] as const;
type Victim = (typeof VICTIMS)[number];

/** `--runs=30`. */
export async function run(options: RunOptions): Promise<TrialResult> {
  const home = path.join(tmpdir(), `everydot-kill-${randomBytes(4).toString('hex')}`);
  try {
    return await killRepeatedly(home, numberOption(options, 'runs', RUNS));
  } finally {
    await endDatabase(home);
    await rm(home, { recursive: true, force: true });
  }
}

async function killRepeatedly(home: string, runs: number): Promise<TrialResult> {
  const total = {
    acknowledged: 0,
    unacknowledgedButKept: 0,
    restartMs: [] as number[],
    broken: [] as string[],
  };
  let service = await startService(home);
  const senders = await registerSenders(home, SENDERS);
  try {
    for (let count = 0; count < runs; count += 1) {
      const victim = VICTIMS[count % VICTIMS.length]!;
      const load = await loadUntilKilled({ home, service, senders, victim });
      if (victim === 'twice') await startAndKill(home, Math.random() * MOST_OF_A_START_MS);
      const killedAt = performance.now();
      service = await startService(home);
      total.restartMs.push(Math.round(performance.now() - killedAt));
      const found = await examine({ home, service, load });
      total.acknowledged += load.acknowledged.length;
      total.unacknowledgedButKept += found.unacknowledgedButKept;
      total.broken.push(...found.broken.map((what) => `run ${count + 1} (${victim}): ${what}`));
    }
  } finally {
    await service.stop();
  }
  return resultOf(runs, total);
}

type Round = { home: string; service: Service; senders: Senders; victim: Victim };

async function loadUntilKilled({ home, service, senders, victim }: Round): Promise<Load> {
  const loading = sendUntilItFails(service.url, senders);
  await pause(LEAST_LOAD_MS + Math.random() * (MOST_LOAD_MS - LEAST_LOAD_MS));
  if (victim !== 'service') await endDatabase(home);
  if (victim === 'database') await pause(100);
  await service.kill();
  return loading;
}

function resultOf(
  runs: number,
  total: { acknowledged: number; restartMs: number[]; broken: string[] } & Pick<
    Findings,
    'unacknowledgedButKept'
  >,
): TrialResult {
  const facts = {
    runs,
    acknowledged: total.acknowledged,
    unacknowledgedButKept: total.unacknowledgedButKept,
    longestRestartMs: Math.max(...total.restartMs),
    broken: total.broken.length,
    ...(total.broken.length > 0 && { first: total.broken.slice(0, 5).join('; ') }),
  };
  return { held: total.broken.length === 0, facts };
}
