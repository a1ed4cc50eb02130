import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { row, sql } from '../shared/db.ts';
import { describeSchema } from './describe-schema.ts';
import { type TestStore, testStore } from './test-database.ts';

let bureau: TestStore;
before(async () => {
  bureau = await testStore();
});
after(() => bureau.drop());

test('schema.sql is what the migrations add up to: else run `npm run schema`', async () => {
  const written = await readFile(path.join(import.meta.dirname, 'schema.sql'), 'utf8');
  assert.equal(written, await describeSchema(bureau.ownerDb));
});

test('every kind of change shows in the description', async () => {
  const changes = [
    sql`create type shade as enum ('light', 'dark')`,
    sql`create table dot (id int primary key, seen date, n int generated always as (id + 1) stored) partition by range (id)`,
    sql`create table dot_first partition of dot for values from (0) to (10)`,
    sql`create view seen_dot as select id from dot where seen is not null`,
    sql`create index dot_seen on dot (seen)`,
    sql`create sequence dot_number`,
    sql`create trigger dot_stays before delete on dot for each row execute function refuse_change()`,
    sql`grant update (seen) on dot to everydot_app`,
    sql`alter table dot add constraint dot_positive check (id > 0)`,
  ];
  let before = await describeSchema(bureau.ownerDb);
  for (const change of changes) {
    await row(bureau.ownerDb, change);
    const now = await describeSchema(bureau.ownerDb);
    assert.notEqual(now, before);
    before = now;
  }
});
