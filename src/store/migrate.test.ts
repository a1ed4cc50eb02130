import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { rows, sql } from '../shared/db.ts';
import { requireSchema } from './check-connection.ts';
import { migrate } from './migrate.ts';
import { blankDatabase, type TestStore } from './test-database.ts';

let blank: TestStore;
let folder = '';
beforeEach(async () => {
  blank = await blankDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-migrations-'));
});
afterEach(async () => {
  await blank.drop();
  await rm(folder, { recursive: true });
});

function write(name: string, text: string): Promise<void> {
  return writeFile(path.join(folder, `${name}.sql`), text);
}

test('migrations run once, in the order of their numbers', async () => {
  await write('0002-linking-more', 'alter table dot add joined boolean');
  await write('0001-linking-dots', 'create table dot (id int)');
  assert.deepEqual(await migrate(blank.ownerUrl, folder), ['0001-linking-dots', '0002-linking-more']);
  assert.deepEqual(await migrate(blank.ownerUrl, folder), []);
  await write('0003-linking-yet-more', 'create index on dot (id)');
  assert.deepEqual(await migrate(blank.ownerUrl, folder), ['0003-linking-yet-more']);
});

test('two that migrate at once take turns, and each migration runs once', async () => {
  await write('0001-linking-dots', 'create table dot (id int)');
  await write('0002-linking-slow', 'insert into dot select 1 from pg_sleep(0.1)');
  const ran = await Promise.all([1, 2, 3].map(() => migrate(blank.ownerUrl, folder)));
  assert.deepEqual(ran.flat().sort(), ['0001-linking-dots', '0002-linking-slow']);
  assert.equal((await rows(blank.ownerDb, sql`select from dot`)).length, 1);
});

test('a migration that has run may not change, nor disappear', async () => {
  await write('0001-linking-dots', 'create table dot (id int)');
  await migrate(blank.ownerUrl, folder);
  await write('0001-linking-dots', 'create table dot (id bigint)');
  await assert.rejects(migrate(blank.ownerUrl, folder), {
    code: 'store.migration-changed',
    message: /0001-linking-dots/,
  });
  await rm(path.join(folder, '0001-linking-dots.sql'));
  await assert.rejects(migrate(blank.ownerUrl, folder), { code: 'store.migration-changed' });
});

test('a migration that fails leaves nothing of itself, keeps what ran before, and says where', async () => {
  await write('0001-linking-dots', 'create table dot (id int)');
  await write(
    '0002-linking-broken',
    'create table line (id int);\ninsert into dot values (1);\nselect nothing',
  );
  await assert.rejects(migrate(blank.ownerUrl, folder), {
    message: /^migration 0002-linking-broken line 3: column/,
  });
  assert.deepEqual(await rows(blank.ownerDb, sql`select name from schema_migration`), [
    { name: '0001-linking-dots' },
  ]);
  assert.equal((await rows(blank.ownerDb, sql`select from pg_tables where tablename = 'line'`)).length, 0);
});

test('an application that may not migrate is told that the schema is behind', async () => {
  await assert.rejects(requireSchema(blank.store.db), { code: 'store.schema-behind' });
  await migrate(blank.ownerUrl);
  await requireSchema(blank.store.db);
});
