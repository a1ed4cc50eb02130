import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { openDb } from './connect.ts';
import { describeSchema } from './describe-schema.ts';
import { ensureRecords } from './make-records.ts';
import { migrate } from './migrate.ts';
import { addressesOf } from './server-addresses.ts';
import { prepareFolders } from './server-folders.ts';
import { launchServer, stopServer } from './server-process.ts';
import { testStore } from './test-database.ts';
import { newTestFolder } from './test-folder.ts';

// The oldest PostgreSQL that a bureau may use is 15; where Debian's is installed, that is proven here.
const PROGRAMS = '/usr/lib/postgresql/15/bin';
const binaries = { initdb: path.join(PROGRAMS, 'initdb'), postgres: path.join(PROGRAMS, 'postgres') };
const skip = existsSync(binaries.initdb) ? false : 'PostgreSQL 15 is not installed';

const home = await newTestFolder();
after(() => rm(home, { recursive: true, force: true }));

test('the migrations add up to the same schema on PostgreSQL 15', { skip }, async () => {
  const folders = await prepareFolders(home);
  const passwords = await ensureRecords(folders, binaries);
  const postmaster = await launchServer(folders, binaries, {});
  const { ownerUrl, appUrl } = addressesOf(postmaster.socketFolder, passwords);
  const db = openDb({ url: appUrl });
  const embedded = await testStore();
  try {
    await migrate(ownerUrl);
    assert.equal(await describeSchema(db), await describeSchema(embedded.ownerDb));
  } finally {
    await Promise.all([db.destroy(), embedded.drop()]);
    await stopServer(folders.records, postmaster);
  }
});
