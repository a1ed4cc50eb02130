import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type HashSearch, searchOverSocket } from './matching/index.ts';
import { listPdq, withdrawPdq } from './matching/known/test-lists.ts';
import { rows, sql } from './shared/db.ts';
import { answers, type MatchingProcess, startMatching } from './start-matching.ts';
import { type TestStore, testStore } from './store/test-database.ts';

let database: TestStore;
let folder: string;
let socketPath: string;
let matching: MatchingProcess;
let search: HashSearch;
let died = 0;
const hashes = Array.from({ length: 2_000 }, () => randomBytes(32));

before(async () => {
  database = await testStore();
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-matching-'));
  socketPath = path.join(folder, 's');
  await listPdq(database.ownerDb, hashes);
  start();
  search = searchOverSocket({ socketPath, patienceMs: 60_000 });
});

after(async () => {
  await search.close();
  await matching.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function start(): void {
  const onFault = () => {
    died += 1;
  };
  matching = startMatching({ databaseUrl: database.appUrl, socketPath, folder, onFault });
}

async function find(hash: Buffer): Promise<number[]> {
  return [...(await search.search(hash)).ids];
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

test('what is listed is found, near or exact, and what is not is not', async () => {
  const near = Buffer.from(hashes[7]!);
  near[3]! ^= 0xff;
  const { queries, distances, ids } = await search.search(Buffer.concat([hashes[5]!, randomBytes(32), near]));
  assert.deepEqual([...queries], [0, 2]);
  assert.deepEqual([...distances], [0, 8]);
  assert.equal(ids.length, 2);
});

test('a batch larger than one request is answered whole and in order', async () => {
  const batch = Buffer.concat([...hashes, ...hashes, ...hashes]);
  const { queries, ids } = await search.search(batch);
  assert.deepEqual([...queries], [...Array(3 * hashes.length).keys()]);
  assert.equal(new Set(ids).size, hashes.length);
});

test('a value is found after it was listed, and no more after it was withdrawn', async () => {
  const added = randomBytes(32);
  const [id] = await listPdq(database.ownerDb, [added]);
  await until(async () => (await find(added)).includes(id!));
  await withdrawPdq(database.ownerDb, [id!]);
  await until(async () => (await find(added)).length === 0);
});

test('killed under lookups it comes back, and no caller ever gets a wrong answer', async () => {
  const diedBefore = died;
  let asked = 0;
  const asking = Array.from({ length: 4 }, async (_, caller) => {
    for (let turn = 0; turn < 150; turn += 1) {
      const hash = hashes[(caller * 150 + turn) % hashes.length]!;
      const { ids, distances } = await search.search(Buffer.concat([hash, randomBytes(32)]));
      assert.equal(ids.length, 1);
      assert.equal(distances[0], 0);
      asked += 1;
    }
  });
  await until(async () => asked > 50);
  process.kill(matching.pid()!, 'SIGKILL');
  await Promise.all(asking);
  assert.equal(asked, 600);
  assert.equal(died, diedBefore + 1);
});

test('a process whose socket was taken away makes room for one that can be reached', async () => {
  const diedBefore = died;
  await rm(socketPath);
  await until(async () => died > diedBefore);
  assert.equal((await find(hashes[3]!)).length, 1);
});

test('while nobody answers a caller is refused with a code, within its time', async () => {
  const nobody = searchOverSocket({ socketPath: path.join(folder, 'nobody'), patienceMs: 100 });
  await assert.rejects(nobody.search(hashes[0]!), { code: 'matching.index-unavailable' });
  await nobody.close();
});

test('a socket that cannot be is nobody who answers, and callers get a code', async () => {
  const tooLong = path.join(folder, 'x'.repeat(120));
  await writeFile(path.join(folder, 'file'), '');
  assert.equal(await answers(tooLong), false);
  assert.equal(await answers(path.join(folder, 'file', 's')), false);
  const nobody = searchOverSocket({ socketPath: tooLong, patienceMs: 100 });
  await assert.rejects(nobody.search(hashes[0]!), { code: 'matching.index-unavailable' });
  await nobody.close();
});

test('a process that cannot be started is told, tried again, and ends nothing else', async (t) => {
  const node = process.execPath;
  t.after(() => {
    process.execPath = node;
  });
  process.execPath = path.join(folder, 'no-such-program');
  const faults: string[] = [];
  const order = { databaseUrl: database.appUrl, socketPath: path.join(folder, 'b'), folder };
  const started = startMatching({ ...order, onFault: ({ code }) => void faults.push(code) });
  await until(async () => faults.length >= 2);
  await started.stop();
  assert.deepEqual(new Set(faults), new Set(['matching.process-died']));
});

test('where no snapshot can be written, lookups are answered all the same', async () => {
  const faults: string[] = [];
  const order = { databaseUrl: database.appUrl, socketPath: path.join(folder, 'c') };
  const file = path.join(folder, 'file');
  const onFault = ({ code }: { code: string }) => void faults.push(code);
  const started = startMatching({ ...order, folder: file, onFault });
  const asking = searchOverSocket({ socketPath: order.socketPath, patienceMs: 60_000 });
  assert.equal((await asking.search(hashes[0]!)).ids.length, 1);
  // The first snapshot is tried as soon as the values are loaded, before changes are looked for.
  const added = randomBytes(32);
  const [id] = await listPdq(database.ownerDb, [added]);
  await until(async () => (await asking.search(added)).ids.includes(id!));
  await withdrawPdq(database.ownerDb, [id!]);
  await asking.close();
  await started.stop();
  assert.deepEqual(faults, []);
});

test('a stale snapshot is caught up with, and a damaged one is not used', async () => {
  const names = async () => (await readdir(folder)).filter((name) => name.startsWith('listed-'));
  await until(async () => (await names()).length === 1);
  await matching.stop();
  const added = randomBytes(32);
  const [id] = await listPdq(database.ownerDb, [added]);
  start();
  assert.deepEqual(await find(added), [id]);
  assert.equal((await find(hashes[9]!)).length, 1);
  await matching.stop();
  await truncate(path.join(folder, (await names())[0]!), 4_000);
  start();
  assert.deepEqual(await find(added), [id]);
  assert.equal((await search.status()).size, hashes.length + 1);
});

test('under a database that was restored from a backup the index is filled anew', async () => {
  const diedBefore = died;
  const later = randomBytes(32);
  await until(async () => (await search.status()).revisionHeld > 1);
  await rows(database.ownerDb, sql`update known_value set revision = 1`);
  await rows(database.ownerDb, sql`alter sequence list_revision restart with 2`);
  const [id] = await listPdq(database.ownerDb, [later]);
  await until(async () => (await find(later)).includes(id!));
  assert.equal((await find(hashes[11]!)).length, 1);
  assert.ok(died > diedBefore);
});
