import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { listPdq } from './matching/known/test-lists.ts';
import { openMatching } from './open-matching.ts';
import { type TestStore, testStore } from './store/test-database.ts';

let database: TestStore;
let folder: string;
const hash = randomBytes(32);

before(async () => {
  database = await testStore();
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-home-'));
  await listPdq(database.ownerDb, [hash]);
});
after(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function findIn(home: string, starts: boolean): Promise<{ found: number; faults: string[] }> {
  const faults: string[] = [];
  const { search, close } = await openMatching({
    db: database.store.db,
    databaseUrl: database.appUrl,
    home,
    starts,
    onFault: ({ code }) => void faults.push(code),
  });
  const { ids } = await search.search(hash);
  await close();
  return { found: ids.length, faults };
}

/** A home whose path is too long for a socket, and the folder that its socket has instead. */
async function longHome(name: string): Promise<{ home: string; socketFolder: string }> {
  const home = path.join(folder, name.repeat(120));
  await mkdir(home);
  const digest = createHash('sha256').update(home).digest('hex').slice(0, 12);
  return { home, socketFolder: path.join(tmpdir(), `everydot-${digest}`) };
}

test('a home whose path is too long for a socket has its matching process all the same', async (t) => {
  const { home, socketFolder } = await longHome('x');
  t.after(() => rm(socketFolder, { recursive: true, force: true }));
  assert.deepEqual(await findIn(home, true), { found: 1, faults: [] });
  assert.deepEqual(await findIn(home, false), { found: 1, faults: [] });
});

test('where somebody else made the folder of its socket, it answers in another one and says so', async (t) => {
  const { home, socketFolder } = await longHome('y');
  t.after(() => rm(socketFolder, { recursive: true, force: true }));
  await mkdir(socketFolder);
  await chmod(socketFolder, 0o777);
  assert.deepEqual(await findIn(home, true), { found: 1, faults: ['store.data-folder-unusable'] });
  assert.deepEqual(await findIn(home, false), { found: 1, faults: [] });
});
