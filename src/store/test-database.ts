import { randomBytes } from 'node:crypto';
import { settableClock } from '../shared/clock.ts';
import type { Db, Store } from '../shared/db.ts';
import { memoryKeyService } from '../shared/file-key-service.ts';
import { openDb } from './connect.ts';
import { connectAs } from './connect-as.ts';
import type { ServerAddresses } from './server-addresses.ts';
import { startTestServer, TEST_SERVER } from './test-server.ts';

export { startTestServer };

/** The addresses are of the same database, for a test that starts a process of its own. */
export type TestStore = ServerAddresses & {
  /** Connected in the application's role; the clock stands until it is set. */
  store: Store & { clock: ReturnType<typeof settableClock> };
  /** The tables' owner: for looking behind the counter. */
  ownerDb: Db;
  drop(): Promise<void>;
};

export const TEST_NOW = new Date('2026-03-02T09:00:00Z');

/** A migrated, empty database of one's own. `drop()` it in `after`. */
export async function testStore(now = TEST_NOW): Promise<TestStore> {
  return openNew('everydot', now);
}

/** A database in which no migration has run: for tests of migrating. */
export async function blankDatabase(): Promise<TestStore> {
  return openNew('template0', TEST_NOW);
}

async function openNew(template: string, now: Date): Promise<TestStore> {
  const server = await testServer();
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await administer(server, `create database ${name} template ${template} owner everydot_owner`);
  const appUrl = inDatabase(server.appUrl, name);
  const ownerUrl = inDatabase(server.ownerUrl, name);
  const superuserUrl = inDatabase(server.superuserUrl, name);
  const db = openDb({ url: appUrl, maxConnections: 10 });
  const ownerDb = openDb({ url: ownerUrl, maxConnections: 2 });
  const drop = async (): Promise<void> => {
    await Promise.all([db.destroy(), ownerDb.destroy()]);
    await administer(server, `drop database ${name} with (force)`);
  };
  const store = { db, keys: memoryKeyService(), clock: settableClock(now) };
  return { store, ownerDb, appUrl, ownerUrl, superuserUrl, drop };
}

let ownServer: Promise<{ env: Record<string, string> }> | undefined;

/** The run's server, else one that ends with this process. */
async function testServer(): Promise<ServerAddresses> {
  ownServer ??= process.env[TEST_SERVER]
    ? Promise.resolve({ env: process.env as Record<string, string> })
    : startTestServer();
  return JSON.parse((await ownServer).env[TEST_SERVER]!) as ServerAddresses;
}

async function administer({ superuserUrl }: ServerAddresses, statement: string): Promise<void> {
  const superuser = await connectAs(superuserUrl);
  try {
    await superuser.query(statement);
  } finally {
    await superuser.end();
  }
}

function inDatabase(url: string, name: string): string {
  return url.replace(/@\/\w+\?/, `@/${name}?`);
}
