import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { runsAsRoot } from './database-user.ts';
import { resolveHome } from './home.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'everydot-home-'));
await chmod(folder, 0o755);
after(() => rm(folder, { recursive: true }));

test('EVERYDOT_HOME decides', async () => {
  const home = await resolveHome({ EVERYDOT_HOME: '/srv/../srv/bureau' }, folder);
  assert.deepEqual(home, { folder: '/srv/bureau', reason: 'as EVERYDOT_HOME says' });
});

test('a checkout that the database user can enter holds its own data', async () => {
  assert.equal((await resolveHome({}, folder)).folder, path.join(folder, '.data'));
});

test('a checkout closed to the database user is left alone, and the reason names what is closed', {
  skip: !runsAsRoot(),
}, async () => {
  const closed = path.join(folder, 'closed');
  await mkdir(path.join(closed, 'everydot'), { recursive: true });
  await chmod(closed, 0o700);
  const home = await resolveHome({}, path.join(closed, 'everydot'));
  assert.equal(home.folder, '/var/lib/everydot');
  assert.match(home.reason, new RegExp(`${closed} is closed`));
});

test('a checkout that cannot be written to is left alone', { skip: runsAsRoot() }, async () => {
  const readOnly = path.join(folder, 'read-only');
  await mkdir(readOnly, { mode: 0o500 });
  const home = await resolveHome({ XDG_DATA_HOME: '/home-of-data' }, readOnly);
  assert.deepEqual(home, {
    folder: '/home-of-data/everydot',
    reason: `because ${readOnly} cannot be written to`,
  });
});
