import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { migrate, startEmbeddedServer } from '../src/store/index.ts';
import { insertBare } from './ingest/bare-inserts.ts';
import type { LoadOrder, LoadReport } from './ingest/load.ts';
import { answerOf, startProcess } from './ingest/processes.ts';
import type { ServerReady } from './ingest/server.ts';

export const title = 'Acknowledged referrals a second over HTTP, against bare inserts of the same size';

const CONNECTIONS = 50;
const SECONDS = 10;
const WARM_UP_SECONDS = 3;

/** `--seconds=10`: of measuring; bare inserts run for as long, half before and half after. */
export async function run(options: RunOptions): Promise<BenchResult> {
  const seconds = numberOption(options, 'seconds', SECONDS);
  const home = path.join(tmpdir(), `everydot-bench-${randomBytes(4).toString('hex')}`);
  const database = await startEmbeddedServer({ home, settings: { max_connections: '100' } });
  try {
    await migrate(database.ownerUrl);
    const bare = () => insertBare({ url: database.ownerUrl, connections: CONNECTIONS, seconds: seconds / 2 });
    const api = startProcess('server.ts', [database.appUrl]);
    const { port, token } = await answerOf<ServerReady>(api);
    const load = (forSeconds: number) =>
      loadFor({ port, token, connections: CONNECTIONS, seconds: forSeconds });
    await load(WARM_UP_SECONDS);
    const before = await bare();
    const report = await load(seconds);
    const after = await bare();
    api.kill();
    return resultOf(report, (before + after) / 2);
  } finally {
    await database.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function loadFor(order: LoadOrder): Promise<LoadReport> {
  return answerOf<LoadReport>(startProcess('load.ts', [JSON.stringify(order)]));
}

function resultOf(report: LoadReport, barePerSecond: number): BenchResult {
  const { perSecond, ...facts } = report;
  return {
    ratio: perSecond / barePerSecond,
    ratioOf: 'acknowledged referrals a second / bare 2 KB inserts a second',
    facts: {
      acknowledgedPerSecond: Math.round(perSecond),
      bareInsertsPerSecond: Math.round(barePerSecond),
      connections: CONNECTIONS,
      ...facts,
    },
  };
}
