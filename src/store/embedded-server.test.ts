import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, row, sql } from '../shared/db.ts';
import { openDb } from './connect.ts';
import { databaseUserFor, runsAsRoot } from './database-user.ts';
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server.ts';
import { readPostmaster, serves } from './postmaster-file.ts';
import { processIdentity } from './process-identity.ts';
import { killChild, startInChild } from './test-child.ts';
import { newTestFolder } from './test-folder.ts';

// One home lives through everything below, in this order.
const home = await newTestFolder();
const records = path.join(home, 'postgres/records');

after(async () => {
  const left = await readPostmaster(records);
  if (left && (await serves(records, left.pid))) process.kill(left.pid, 'SIGKILL');
  await rm(home, { recursive: true, force: true });
});

async function withServer(work: (server: EmbeddedServer) => Promise<void>): Promise<void> {
  const server = await startEmbeddedServer({ home });
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

async function asking<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const db = openDb({ url });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

async function countNotes(server: { ownerUrl: string }): Promise<number | undefined> {
  return asking(server.ownerUrl, async (db) => {
    return (await row(db, sql<{ n: number }>`select count(*) as n from note`))?.n;
  });
}

async function addNote(server: { ownerUrl: string }): Promise<void> {
  await asking(server.ownerUrl, (db) => row(db, sql`insert into note values (now())`));
}

test('the first start makes private keys, private records and a private socket', async () => {
  await withServer(async (server) => {
    const socketFolder = new URL(server.appUrl.replace('@/', '@local/')).searchParams.get('host') ?? '';
    for (const folder of [path.join(home, 'keys'), path.join(home, 'postgres'), socketFolder]) {
      assert.equal((await stat(folder)).mode & 0o777, 0o700, folder);
    }
    assert.equal((await stat(path.join(home, 'keys/database.json'))).mode & 0o777, 0o600);
    assert.ok(Buffer.byteLength(socketFolder) < 85);
    assert.equal(server.adopted, false);
    await asking(server.ownerUrl, (db) => row(db, sql`create table note (at timestamptz)`));
    await addNote(server);
  });
});

test('the settings that durability and privacy rest on are in force', async () => {
  await withServer(async ({ appUrl }) => {
    const found = await asking(appUrl, (db) =>
      row(
        db,
        sql`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
              current_setting('listen_addresses') as tcp, current_setting('timezone') as zone,
              current_setting('log_min_messages') as log, current_setting('data_checksums') as checksums`,
      ),
    );
    assert.deepEqual(found, { fsync: 'on', commit: 'on', tcp: '', zone: 'UTC', log: 'log', checksums: 'on' });
  });
});

test('a restart finds the records, and a stop leaves no process, lock or socket', async () => {
  await withServer(async (server) => assert.equal(await countNotes(server), 1));
  assert.equal(await readPostmaster(records), undefined);
  assert.equal(existsSync(path.join(home, 'everydot.lock')), false);
});

test('the application owns nothing, makes no tables and is no superuser', async () => {
  await withServer(async ({ appUrl }) => {
    await asking(appUrl, async (db) => {
      await assert.rejects(row(db, sql`select * from note`), { code: '42501' });
      await assert.rejects(row(db, sql`set role everydot_owner`), { code: '42501' });
      await assert.rejects(row(db, sql`copy (select 1) to program 'true'`), { code: '42501' });
    });
  });
});

test('a second application on the home is refused, but a short command may share', async () => {
  const child = await startInChild(home);
  try {
    await assert.rejects(startEmbeddedServer({ home }), {
      code: 'store.data-folder-unusable',
      message: new RegExp(`another Everydot \\(process ${child.process.pid}\\)`),
    });
    const shared = await startEmbeddedServer({ home, share: true });
    assert.equal(await countNotes(shared), 1);
    await shared.stop();
    assert.equal(await countNotes(shared), 1, 'the sharer stopped what was not its own');
  } finally {
    await killChild(child.process, 'SIGTERM');
  }
  assert.equal(await readPostmaster(records), undefined);
});

test('of two short commands the last to leave stops the server', async () => {
  const [first, second] = [
    startEmbeddedServer({ home, share: true }),
    startEmbeddedServer({ home, share: true }),
  ];
  const [holder, sharer] = [await first, await second].sort((a, b) => Number(a.adopted) - Number(b.adopted));
  assert.deepEqual([holder?.adopted, sharer?.adopted], [false, true]);
  await asking(sharer!.appUrl, async (db) => {
    await row(db, sql`select 1`);
    await holder?.stop();
    await row(db, sql`select 1`);
  });
  await sharer?.stop();
  assert.equal(await readPostmaster(records), undefined);
});

test('the server of a killed application is adopted, and can be stopped', async () => {
  const child = await startInChild(home);
  await addNote(JSON.parse(child.said));
  await killChild(child.process, 'SIGKILL');
  const orphan = (await readPostmaster(records))?.pid ?? 0;
  await withServer(async (server) => {
    assert.equal(server.adopted, true);
    assert.equal((await readPostmaster(records))?.pid, orphan);
    assert.equal(await countNotes(server), 2);
  });
  assert.equal(await processIdentity(orphan), undefined);
});

test('an orphan whose socket was cleaned away is replaced', async () => {
  const child = await startInChild(home);
  await killChild(child.process, 'SIGKILL');
  const orphan = await readPostmaster(records);
  await rm(orphan?.socketFolder ?? '', { recursive: true });
  await withServer(async (server) => {
    assert.equal(server.adopted, false);
    assert.equal(await countNotes(server), 2);
  });
});

test('a server killed under a living application is started again with every record', async () => {
  const faults: string[] = [];
  const server = await startEmbeddedServer({ home, onFault: ({ code }) => faults.push(code) });
  try {
    await addNote(server);
    const killed = (await readPostmaster(records))?.pid ?? 0;
    process.kill(killed, 'SIGKILL');
    assert.equal(await eventually(() => countNotes(server)), 3);
    assert.notEqual((await readPostmaster(records))?.pid, killed);
    assert.deepEqual(faults, ['store.server-died']);
  } finally {
    await server.stop();
  }
});

test('after application and server were killed, a lock file that now names a stranger does not hinder', async (t: TestContext) => {
  const child = await startInChild(home);
  await killChild(child.process, 'SIGKILL');
  const { pid, socketFolder } = (await readPostmaster(records)) ?? { pid: 0, socketFolder: '' };
  process.kill(pid, 'SIGKILL');
  while (await serves(records, pid)) await sleep(10);
  const stranger = spawn('sleep', ['60'], { ...(await databaseUserFor(records)) });
  t.after(() => stranger.kill());
  for (const file of [path.join(records, 'postmaster.pid'), path.join(socketFolder, '.s.PGSQL.5432.lock')]) {
    const [, ...rest] = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [stranger.pid, ...rest].join('\n'));
  }
  await withServer(async (server) => {
    assert.equal(server.adopted, false);
    assert.equal(await countNotes(server), 3);
  });
  assert.equal(stranger.exitCode, null);
});

test('records without their passwords are not taken for a first start', async () => {
  const file = path.join(home, 'keys/database.json');
  await rename(file, `${file}.away`);
  await assert.rejects(startEmbeddedServer({ home }), { code: 'store.data-folder-unusable' });
  await rename(`${file}.away`, file);
});

test('a server that cannot start says why, and lets go of the home', async () => {
  const file = path.join(records, 'global/pg_control');
  await rename(file, `${file}.away`);
  await assert.rejects(startEmbeddedServer({ home }), {
    code: 'store.server-did-not-start',
    message: /could not open file .*pg_control/,
  });
  await rename(`${file}.away`, file);
  await withServer(async (server) => assert.equal(await countNotes(server), 3));
});

test('a home under a folder that is closed to the database user is refused by name', {
  skip: !runsAsRoot(),
}, async () => {
  const closed = path.join(home, 'closed');
  await mkdir(closed, { mode: 0o700 });
  await assert.rejects(startEmbeddedServer({ home: path.join(closed, 'home') }), {
    code: 'store.data-folder-unusable',
    message: new RegExp(`${closed} is closed to the database's user`),
  });
});

test('a home that is a file is refused', async () => {
  const file = path.join(home, 'file');
  await writeFile(file, '');
  await assert.rejects(startEmbeddedServer({ home: file }), { code: 'store.data-folder-unusable' });
});

async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (cause) {
      if (tries > 100) throw cause;
      await sleep(50);
    }
  }
}
