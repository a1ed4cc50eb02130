import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import { grantToSource, issueToken, registerSource } from '../../src/access/index.ts';
import { api, hmaEndpoint } from '../../src/api/index.ts';
import { openIntake, openLookups } from '../../src/flow/index.ts';
import { searchOverSocket } from '../../src/matching/index.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { memoryKeyService } from '../../src/shared/file-key-service.ts';
import { startMatching } from '../../src/start-matching.ts';
import { openDb } from '../../src/store/index.ts';

// The lookup service as a process of its own on a loopback port, with its matching process. Arguments: the database's
// address for the application, and a folder. Ends with its standard input.

/** `answeredMs`: to the first answer; `readyMs`: until the index stands. `pids`: of this process and of its matching process. */
export type ServerReady = {
  port: number;
  token: string;
  size: number;
  answeredMs: number;
  readyMs: number;
  pids: number[];
};

const SYSTEM = { kind: 'system', part: 'bench' } as const;
/** No limit of a minute may end what is measured. */
const UNLIMITED = Number.MAX_SAFE_INTEGER;

const startedMs = performance.now();
const [databaseUrl, folder] = [process.argv[2]!, process.argv[3]!];
const db = openDb({ url: databaseUrl, maxConnections: 8 });
const store = { db, keys: memoryKeyService(), clock: systemClock };
await registerSource(store, SYSTEM, { id: 'bench', name: 'Bench', kind: 'platform' });
await grantToSource(store, SYSTEM, { sourceId: 'bench', grant: 'lookup' });
const token = await issueToken(store, SYSTEM, 'bench');

const socketPath = path.join(folder, 's');
const tell = ({ code }: { code: string }) => process.stderr.write(`${code}\n`);
const matching = startMatching({ databaseUrl, socketPath, folder, onFault: tell });
const search = searchOverSocket({ socketPath, patienceMs: 300_000 });
const lookups = openLookups(store, { search, perMinute: UNLIMITED });
const app = Fastify({ logger: false });
const onBug = (code: string) => tell({ code: `bug: ${code}` });
await app.register(api, { intake: openIntake(store), lookups, requestsPerMinute: UNLIMITED, onBug });
await app.register(hmaEndpoint, { store, lookups, requestsPerMinute: UNLIMITED, onBug });
const counting = setInterval(() => void lookups.flush(), 1_000);
await search.search(new Uint8Array(32));
const answeredMs = performance.now();
// Until then it answers by scan.
while ((await search.status()).building) await sleep(50);
const { size } = await search.status();
const address = await app.listen({ host: '127.0.0.1', port: 0 });
const ready: ServerReady = {
  port: Number(new URL(address).port),
  token,
  size,
  pids: [process.pid, matching.pid()!],
  answeredMs: Math.round(answeredMs - startedMs),
  readyMs: Math.round(performance.now() - startedMs),
};
process.stdout.write(`${JSON.stringify(ready)}\n`);

process.stdin.resume();
process.stdin.on('end', async () => {
  clearInterval(counting);
  await app.close();
  await search.close();
  await matching.stop();
  await db.destroy();
});
