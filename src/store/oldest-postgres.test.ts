import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { openDb } from './connect.ts';
import { describeSchema } from './describe-schema.ts';
import { addressesOf } from './embedded-server.ts';
import { ensureRecords } from './make-records.ts';
import { migrate } from './migrate.ts';
import { prepareFolders } from './server-folders.ts';
import { launchServer, stopServer } from './server-process.ts';

// The oldest PostgreSQL that a bureau may use is 15; where Debian's is installed, that is proven here.
const PROGRAMS = '/usr/lib/postgresql/15/bin';
const binaries = { initdb: path.join(PROGRAMS, 'initdb'), postgres: path.join(PROGRAMS, 'postgres') };
const skip = existsSync(binaries.initdb) ? false : 'PostgreSQL 15 is not installed';

const home = path.join(tmpdir(), `everydot-oldest-${randomBytes(4).toString('hex')}`);
after(() => rm(home, { recursive: true, force: true }));

test('the migrations add up to the same schema on PostgreSQL 15', { skip }, async () => {
  const folders = await prepareFolders(home);
  const passwords = await ensureRecords(folders, binaries);
  const postmaster = await launchServer(folders, binaries, {});
  const { ownerUrl, appUrl } = addressesOf(postmaster, passwords);
  const db = openDb({ url: appUrl });
  try {
    await migrate(ownerUrl);
    const written = await readFile(path.join(import.meta.dirname, 'schema.sql'), 'utf8');
    assert.equal(await describeSchema(db), written);
  } finally {
    await db.destroy();
    await stopServer(folders.records, postmaster);
  }
});
