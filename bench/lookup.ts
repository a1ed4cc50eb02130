import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { listPdq } from '../src/matching/known/test-lists.ts';
import { rows, sql } from '../src/shared/db.ts';
import { type TestStore, testStore } from '../src/store/test-database.ts';
import { answerOf } from './ingest/processes.ts';
import type { LoadOrder, LoadReport } from './lookup/load.ts';
import type { ServerReady } from './lookup/server.ts';

export const title =
  'Lookups a second over HTTP among listed PDQ values: batches, single ones, and a change made visible';

/** What one service of two processors has to answer. Source: issue 3. */
const LEAST_PER_SECOND = 5_000;
const MOST_P99_MS = 20;
const MOST_VISIBLE_MS = 1_000;

const VALUES = 1_000_000;
const SECONDS = 10;
const BATCH = 1_000;
const CONNECTIONS = 4;
/** Chosen: on a platform's traffic one upload in thousands is known; one in ten is a bad day. */
const HIT_PERCENT = 10;
const SINGLES_PER_SECOND = 1_000;
const CHANGES = 10;

/** Options: `values` (listed), `seconds` of each kind of load, `hits` (percent of the hashes that are listed). */
export async function run(options: RunOptions): Promise<BenchResult> {
  const values = numberOption(options, 'values', VALUES);
  const seconds = numberOption(options, 'seconds', SECONDS);
  const hitShare = numberOption(options, 'hits', HIT_PERCENT) / 100;
  const database = await testStore();
  const folder = await mkdtemp(path.join(tmpdir(), 'everydot-lookup-'));
  let server: ChildProcess | undefined;
  try {
    await listGenerated(database, values);
    server = startFile('server.ts', [database.appUrl, folder]);
    const ready = await answerOf<ServerReady>(server);
    const common = { port: ready.port, token: ready.token, listed: values, hitShare };
    await loadFor({ ...common, seconds: 3, way: { batches: { connections: CONNECTIONS, hashes: BATCH } } });
    const idle = await processorMs(ready.pids);
    const batches = await loadFor({
      ...common,
      seconds,
      way: { batches: { connections: CONNECTIONS, hashes: BATCH } },
    });
    const afterBatches = await processorMs(ready.pids);
    const singles = await loadFor({ ...common, seconds, way: { singlesPerSecond: SINGLES_PER_SECOND } });
    const afterSingles = await processorMs(ready.pids);
    const visibleMs = await timesToVisible(database, ready);
    return {
      ratio: Math.min(
        batches.perSecond / LEAST_PER_SECOND,
        MOST_P99_MS / singles.p99Ms,
        MOST_VISIBLE_MS / Math.max(...visibleMs),
      ),
      ratioOf: `the worst of: batched lookups a second / ${LEAST_PER_SECOND}, ${MOST_P99_MS} ms / p99 of single ones at ${SINGLES_PER_SECOND}/s, ${MOST_VISIBLE_MS} ms / slowest change`,
      facts: {
        listed: ready.size,
        'first answer after, ms': ready.answeredMs,
        'index stands after, ms': ready.readyMs,
        'batched lookups a second': batches.perSecond,
        'batch of 1000, p50 ms': batches.p50Ms,
        'batch of 1000, p99 ms': batches.p99Ms,
        'processor ms for 1000 in batches': per1000(afterBatches - idle, batches),
        'processor ms for 1000 single ones': per1000(afterSingles - afterBatches, singles),
        'single, asked a second': singles.perSecond,
        'single, p50 ms': singles.p50Ms,
        'single, p99 ms': singles.p99Ms,
        'single, max ms': singles.maxMs,
        'change visible, slowest ms': Math.round(Math.max(...visibleMs)),
        refused: batches.refused + singles.refused,
        hitShare,
      },
    };
  } finally {
    server?.stdin?.end();
    await sleep(1_000);
    server?.kill('SIGKILL');
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Processor time that these processes took so far, in ms; 0 where the system does not tell. Unlike a rate it means the same beside other work. */
async function processorMs(pids: readonly number[]): Promise<number> {
  const times = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // Fields 14 and 15 of proc_pid_stat(5), in ticks of 10 ms.
      return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
    }),
  );
  return times.reduce((sum, ms) => sum + ms, 0);
}

function per1000(ms: number, { lookups }: LoadReport): number {
  return Math.round((ms * 1_000) / lookups);
}

function startFile(file: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [path.join(import.meta.dirname, 'lookup', file), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

function loadFor(order: LoadOrder): Promise<LoadReport> {
  return answerOf<LoadReport>(startFile('load.ts', [JSON.stringify(order)]));
}

/** The SHA-256 of each number, as an entry of one list. */
async function listGenerated({ ownerDb }: TestStore, values: number): Promise<void> {
  await listPdq(ownerDb, [Buffer.alloc(32, 0x5a)], { code: 'bench' });
  await rows(
    ownerDb,
    sql`insert into known_value (kind, value, revision)
        select 'pdq', sha256(convert_to(n::text, 'UTF8')), nextval('list_revision') from generate_series(1, ${values}::integer) as n`,
  );
  await rows(
    ownerDb,
    sql`with first as (select * from list_entry limit 1)
        insert into list_entry (id, lasting_id, list_id, upstream_id, media, digest, import_id, added_revision)
        select k.id + 1000, k.id + 1000, first.list_id, 'generated-' || k.id, 'image', '\\x00', first.import_id, k.revision
        from known_value k, first where k.id > 1`,
  );
  await rows(
    ownerDb,
    sql`insert into entry_value (value_id, entry_id) select id, id + 1000 from known_value where id > 1`,
  );
  await rows(ownerDb, sql`analyze`);
}

/** From the commit that lists a value to the answer that names it, in ms. */
async function timesToVisible({ ownerDb }: TestStore, { port, token }: ServerReady): Promise<number[]> {
  const times: number[] = [];
  await rows(
    ownerDb,
    sql`select setval(pg_get_serial_sequence('list_entry', 'id'), (select max(id) from list_entry))`,
  );
  while (times.length < CHANGES) {
    const hash = Buffer.from(crypto.getRandomValues(new Uint8Array(32)));
    await listPdq(ownerDb, [hash], { code: 'bench' });
    const startMs = performance.now();
    const url = `http://127.0.0.1:${port}/m/raw_lookup?signal_type=pdq&signal=${hash.toString('hex')}`;
    for (let found = false; !found; ) {
      const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
      found = ((await answer.json()) as { matches: unknown[] }).matches.length > 0;
      if (!found) await sleep(5);
    }
    times.push(performance.now() - startMs);
  }
  return times;
}
