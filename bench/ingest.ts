import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { startEmbeddedServer } from '../src/store/index.ts';
import { insertBare } from './ingest/bare-inserts.ts';
import type { LoadReport } from './ingest/load.ts';
import { answerOf, startProcess } from './ingest/processes.ts';
import type { ServerReady } from './ingest/server.ts';

export const title = 'Acknowledged referrals a second over HTTP, against bare inserts of the same size';

const CONNECTIONS = 50;
const SECONDS = 10;
/** Both take turns, so that whatever else the machine does falls on both; the middle round counts. */
const ROUNDS = 5;
/** A service that has run for minutes has its code compiled. */
const WARM_UP_SECONDS = 5;

type Round = { bare: number; load: LoadReport };

/** `--seconds=10`: of receiving, and as many of bare inserts. */
export async function run(options: RunOptions): Promise<BenchResult> {
  const seconds = numberOption(options, 'seconds', SECONDS) / ROUNDS;
  const home = path.join(tmpdir(), `everydot-bench-${randomBytes(4).toString('hex')}`);
  const database = await startEmbeddedServer({ home, settings: { max_connections: '100' } });
  const api = startProcess('server.ts', [database.appUrl, database.ownerUrl]);
  try {
    const ready = await answerOf<ServerReady>(api);
    const bareFor = (forSeconds: number) =>
      insertBare({ url: database.ownerUrl, connections: CONNECTIONS, seconds: forSeconds });
    await loadFor(ready, WARM_UP_SECONDS);
    await bareFor(1);
    const rounds: Round[] = [];
    while (rounds.length < ROUNDS) {
      rounds.push({ bare: await bareFor(seconds), load: await loadFor(ready, seconds) });
    }
    return resultOf(rounds);
  } finally {
    api.kill();
    await database.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function loadFor({ port, token }: ServerReady, seconds: number): Promise<LoadReport> {
  const order = { port, token, connections: CONNECTIONS, seconds };
  return answerOf<LoadReport>(startProcess('load.ts', [JSON.stringify(order)]));
}

function resultOf(rounds: readonly Round[]): BenchResult {
  const middle = (of: (round: Round) => number): number => rounds.map(of).sort((a, b) => a - b)[ROUNDS >> 1]!;
  const sum = (of: (round: Round) => number): number => rounds.reduce((total, round) => total + of(round), 0);
  return {
    ratio: middle(({ load, bare }) => load.perSecond / bare),
    ratioOf: 'acknowledged referrals a second / bare 2 KB inserts a second',
    facts: {
      acknowledgedPerSecond: Math.round(middle(({ load }) => load.perSecond)),
      bareInsertsPerSecond: Math.round(middle(({ bare }) => bare)),
      connections: CONNECTIONS,
      p50Ms: middle(({ load }) => load.p50Ms),
      p99Ms: middle(({ load }) => load.p99Ms),
      maxMs: Math.max(...rounds.map(({ load }) => load.maxMs)),
      acknowledged: sum(({ load }) => load.acknowledged),
      refused: sum(({ load }) => load.refused),
    },
  };
}
