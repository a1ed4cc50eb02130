import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, cp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { closedFolder, NOBODY, runsAsRoot } from './database-user.ts';
import { startEmbeddedServer } from './embedded-server.ts';
import { nativeFolder, prepareBinaries } from './server-binaries.ts';
import { killChild, spawnChild, startInChild } from './test-child.ts';

const folder = path.join(tmpdir(), `everydot-users-${randomBytes(4).toString('hex')}`);
await mkdir(folder);
await chmod(folder, 0o711);
after(() => rm(folder, { recursive: true, force: true }));

const skipForUser = runsAsRoot() ? false : 'needs root, to become another user';
const closed = runsAsRoot() ? await closedFolder(import.meta.dirname, NOBODY) : undefined;

test('an ordinary user starts it, and root takes over as that user', {
  skip: closed ? `${closed} is closed` : skipForUser,
}, async () => {
  const home = path.join(folder, 'home');
  await mkdir(home);
  await chown(home, 1234, 1234);
  const child = await startInChild(home, { uid: 1234, gid: 1234 });
  assert.equal(JSON.parse(child.said).adopted, false, child.said);
  await child.kill('SIGKILL');
  const server = await startEmbeddedServer({ home });
  assert.equal(server.adopted, true);
  await server.stop();
  const again = await startInChild(home, { uid: 1234, gid: 1234 });
  assert.equal(JSON.parse(again.said).adopted, false, again.said);
  await again.kill('SIGTERM');
});

test('an ordinary user is refused the home that root made', {
  skip: closed ? `${closed} is closed` : skipForUser,
}, async () => {
  const home = path.join(folder, 'of-root');
  await mkdir(path.join(home, 'keys'), { recursive: true });
  const child = await startInChild(home, { uid: 1234, gid: 1234 });
  assert.equal(JSON.parse(child.said).code, 'store.data-folder-unusable', child.said);
  await child.kill('SIGKILL');
});

test('programs in a folder that the database user cannot enter are copied into the home', {
  skip: skipForUser,
}, async () => {
  const closedPackage = path.join(folder, 'closed/package');
  await cp(path.dirname(nativeFolder()), closedPackage, { recursive: true, verbatimSymlinks: true });
  await chmod(path.dirname(closedPackage), 0o700);
  const home = path.join(folder, 'with-programs');
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
