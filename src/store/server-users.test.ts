import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { closedFolder, NOBODY, runsAsRoot } from './database-user.ts';
import { startEmbeddedServer } from './embedded-server.ts';
import { nativeFolder, prepareBinaries } from './server-binaries.ts';
import { killChild, spawnChild, startInChild } from './test-child.ts';
import { newTestFolder } from './test-folder.ts';

const folder = await newTestFolder();
await mkdir(folder);
await chmod(folder, 0o711);
after(() => rm(folder, { recursive: true, force: true }));

/** Any account that is neither root nor nobody: PostgreSQL wants its user to have a name. */
const [, account = ''] =
  /^(?!root|nobody)[^:]+:[^:]*:([1-9]\d*:\d+):/m.exec(await readFile('/etc/passwd', 'utf8')) ?? [];
const [uid = 0, gid = 0] = account.split(':').map(Number);

const closed = runsAsRoot() ? await closedFolder(import.meta.dirname, NOBODY) : undefined;
const skipForUser = runsAsRoot() ? false : 'needs root, to become another user';
const skipInChild = skipForUser || (closed ? `${closed} is closed to other users` : false);

test('an ordinary user starts it, and root takes over as that user', { skip: skipInChild }, async () => {
  const home = path.join(folder, 'home');
  await mkdir(home);
  await chown(home, uid, gid);
  const child = await startInChild(home, { uid, gid });
  await killChild(child.process, 'SIGKILL');
  assert.equal(JSON.parse(child.said).adopted, false, child.said);
  const server = await startEmbeddedServer({ home });
  await server.stop();
  assert.equal(server.adopted, true);
  const again = await startInChild(home, { uid, gid });
  await killChild(again.process, 'SIGTERM');
  assert.equal(JSON.parse(again.said).adopted, false, again.said);
});

test('an ordinary user is refused the home that root made', { skip: skipInChild }, async () => {
  const home = path.join(folder, 'of-root');
  await mkdir(path.join(home, 'keys'), { recursive: true });
  const child = await startInChild(home, { uid, gid });
  await killChild(child.process, 'SIGKILL');
  assert.equal(JSON.parse(child.said).code, 'store.data-folder-unusable', child.said);
});

test('programs in a folder that the database user cannot enter are copied into the home', {
  skip: skipForUser,
}, async (t: TestContext) => {
  // not in memory, where programs may be forbidden to run
  const onDisk = await mkdtemp(path.join(tmpdir(), 'everydot-test-'));
  t.after(() => rm(onDisk, { recursive: true }));
  await chmod(onDisk, 0o711);
  const closedPackage = path.join(onDisk, 'closed/package');
  await cp(path.dirname(nativeFolder()), closedPackage, { recursive: true, verbatimSymlinks: true });
  await chmod(path.dirname(closedPackage), 0o700);
  const home = path.join(onDisk, 'home');
  await mkdir(home);
  const first = await prepareBinaries({ home, user: NOBODY }, path.join(closedPackage, 'native'));
  assert.ok(first.postgres.startsWith(home));
  assert.match(execFileSync(first.postgres, ['--version'], NOBODY).toString(), /^postgres \(PostgreSQL\)/);
  const second = await prepareBinaries({ home, user: NOBODY }, path.join(closedPackage, 'native'));
  assert.deepEqual(second, first);
});

test('a server starts under a umask of 077', async () => {
  const before = process.umask(0o077);
  try {
    const server = await startEmbeddedServer({ home: path.join(folder, 'deep/er/home') });
    await server.stop();
  } finally {
    process.umask(before);
  }
});

test('a first start that was killed half-way is begun again', async () => {
  const home = path.join(folder, 'interrupted');
  const postgres = path.join(home, 'postgres');
  const child = spawnChild(home);
  while (!existsSync(postgres) || readdirSync(postgres).length === 0) await sleep(5);
  await killChild(child, 'SIGKILL');
  assert.equal(existsSync(path.join(postgres, 'records')), false);
  const server = await startEmbeddedServer({ home });
  await server.stop();
  assert.deepEqual(readdirSync(postgres), ['records']);
});
