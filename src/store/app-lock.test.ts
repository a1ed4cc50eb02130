import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { takeAppLock } from './app-lock.ts';
import { processIdentity } from './process-identity.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'everydot-lock-'));
});
afterEach(() => rm(home, { recursive: true }));

test('of many who take it at once, one gets it and the others learn who, every time', async () => {
  for (let round = 0; round < 15; round += 1) {
    await writeFile(path.join(home, 'everydot.lock'), JSON.stringify({ pid: 1, identity: `boot ${round}` }));
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeAppLock(home)));
    const holders = taken.flatMap((lock) => ('heldBy' in lock ? [lock.heldBy] : []));
    assert.deepEqual(holders, Array(19).fill(process.pid));
    for (const lock of taken) if ('release' in lock) await lock.release();
    assert.deepEqual(await readdir(home), []);
  }
});

test('a release leaves nothing behind, and it can be taken again', async () => {
  for (const _ of [1, 2]) {
    const lock = await takeAppLock(home);
    assert.ok('release' in lock);
    await lock.release();
    assert.deepEqual(await readdir(home), []);
  }
});

test('the lock of a dead process is taken over', async () => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  const identity = await processIdentity(child.pid!);
  await writeFile(path.join(home, 'everydot.lock'), JSON.stringify({ pid: child.pid, identity }));
  assert.deepEqual(await takeAppLock(home), { heldBy: child.pid });
  child.kill();
  await once(child, 'exit');
  assert.ok('release' in (await takeAppLock(home)));
});

test('a later process with the same number does not hold the lock', async () => {
  const stale = JSON.stringify({ pid: process.pid, identity: 'an earlier process' });
  await writeFile(path.join(home, 'everydot.lock'), stale);
  assert.ok('release' in (await takeAppLock(home)));
});

test('an empty lock file, as a power failure leaves it, holds nothing', async () => {
  await writeFile(path.join(home, 'everydot.lock'), '');
  assert.ok('release' in (await takeAppLock(home)));
});
