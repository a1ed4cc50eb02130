import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HashIndex } from './hashing/index.ts';
import {
  keepSnapshot,
  type ListedIndex,
  listedIndex,
  openFromSnapshot,
  serveSearch,
} from './matching/index.ts';
import { isDatabaseFault } from './shared/database-fault.ts';
import { Problem } from './shared/problem.ts';
import type { MatchingOrder } from './start-matching.ts';
import { openDb } from './store/index.ts';

// The matching process: holds the index of the listed values and answers on a socket, until whoever started it ends.
// Its order comes on standard input, because a command line can be read by everybody on the machine.

/** Each look is one statement on an indexed column; a change has to be found within a second. */
const LOOK_EVERY_MS = 200;
/** A snapshot only shortens the next start: what came after it is caught up with. */
const SNAPSHOT_EVERY_MS = 600_000;
const STOP_WITHIN_MS = 3_000;

const FATAL: readonly string[] = ['hashing.memory-exhausted', 'hashing.index-closed'];

const input = createInterface({ input: process.stdin });
const [line] = (await once(input, 'line')) as [string];
const order = JSON.parse(line) as MatchingOrder;
const ended = new AbortController();
input.on('close', () => ended.abort());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ended.abort());
process.umask(0o077);

const db = openDb({ url: order.databaseUrl, maxConnections: 2 });
const { index, revision } = await openFromSnapshot({ folder: order.folder, db });
const listed = listedIndex({ db, index, revision });
const server = await serveSearch(listed, order.socketPath, tell);
await follow(listed, index, revision);
// Threads that do not end are left to the kernel.
setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
await server.close();
await listed.close();
await db.destroy();

async function follow(search: ListedIndex, held: HashIndex, kept: number): Promise<void> {
  let keptRevision = kept;
  let nextSnapshotMs = 0;
  while (!ended.signal.aborted) {
    try {
      await access(order.socketPath);
      const reached = await search.refresh();
      if (reached !== keptRevision && performance.now() >= nextSnapshotMs) {
        keptRevision = reached;
        nextSnapshotMs = performance.now() + SNAPSHOT_EVERY_MS;
        // Meanwhile changes are followed: writing takes seconds.
        keepMeanwhile(held, reached);
      }
    } catch (cause) {
      tell(cause);
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal: ended.signal }).catch(() => undefined);
  }
}

function keepMeanwhile(held: HashIndex, reached: number): void {
  held
    .settle()
    .then(() => keepSnapshot(held, reached, { folder: order.folder, db }))
    .catch((cause) => ended.signal.aborted || tell(cause));
}

/** As a code: a message could quote a record. Where this process is of no more use another one begins anew. */
function tell(cause: unknown): void {
  const { code, name } = cause as { code?: unknown; name?: unknown };
  const fault = { at: new Date().toISOString(), where: 'matching', code: String(code ?? name) };
  process.stderr.write(`${JSON.stringify(fault)}\n`);
  if (isFatal(cause)) process.exit(1);
}

/**
 * A bad request, a database that is away or a disk that takes no snapshot leaves the index as it is; without its socket
 * nobody reaches it.
 */
function isFatal(cause: unknown): boolean {
  if (cause instanceof Problem) return FATAL.includes(cause.code);
  const { syscall } = cause as NodeJS.ErrnoException;
  if (syscall !== undefined) return syscall === 'access';
  return !isDatabaseFault(cause);
}
