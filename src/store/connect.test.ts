import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import { PREPARED, row, rows, sql } from '../shared/db.ts';
import { requirePromises } from './check-connection.ts';
import { openDb } from './connect.ts';
import { connectAs } from './connect-as.ts';
import { openDatabase } from './open-database.ts';
import { blankDatabase, type TestStore, testStore } from './test-database.ts';

let bureau: TestStore;
before(async () => {
  bureau = await testStore();
});
after(() => bureau.drop());

test('a bigint is a number, a date and a numeric stay as written', async () => {
  const found = await row(
    bureau.store.db,
    sql`select 12::int8 as count, array[1, null]::int8[] as counts, '2026-03-29'::date as day,
          array['2026-03-29']::date[] as days, 1.50::numeric as share, '2026-03-29T01:30Z'::timestamptz as at`,
  );
  assert.deepEqual(found, {
    count: 12,
    counts: [1, null],
    day: '2026-03-29',
    days: ['2026-03-29'],
    share: '1.50',
    at: new Date('2026-03-29T01:30:00Z'),
  });
});

test('9007199254740991 is still a number; one more is refused rather than rounded', async () => {
  const most = await row(bureau.store.db, sql<{ n: number }>`select 9007199254740991::int8 as n`);
  assert.equal(most?.n, Number.MAX_SAFE_INTEGER);
  await assert.rejects(row(bureau.store.db, sql`select 9007199254740992::int8`), RangeError);
});

test('no error of the database quotes a value', async () => {
  const { db } = bureau.store;
  const quoting = [
    sql`insert into source (id, name, kind) values ('a.child@example', 'x', 'y'), ('a.child@example', 'x', 'y')`,
    sql`insert into source (id, name, kind) values ('a.child@example', 'x', null)`,
    sql`insert into source (id, name, kind, reliability) values ('a.child@example', 'x', 'y', '9')`,
    sql`select ${'a.child@example'}::uuid`,
    sql`select ${'a.child@example'}::jsonb`,
    sql`select ${'a.child@example'}::timestamptz`,
    sql`select ${'a.child@example'}::text[]`,
  ];
  for (const statement of quoting) {
    const error = await row(db, statement).catch((cause: Error) => cause);
    assert.ok(error instanceof Error);
    assert.doesNotMatch(inspect(error) + JSON.stringify(error), /a\.child/);
  }
});

test('an error still names its code and constraint', async () => {
  const add = sql`insert into source (id, name, kind, reliability) values ('s', 'x', 'y', '9')`;
  await assert.rejects(row(bureau.store.db, add), { code: '23514', constraint: 'source_reliability_check' });
});

test('a marked statement is prepared once for a connection; others are not', async () => {
  const { db } = bureau.store;
  await db.connection().execute(async (connection) => {
    for (const n of [1, 2, 3]) {
      assert.deepEqual(await row(connection, sql`${PREPARED} select ${n}::integer as n`), { n });
      assert.deepEqual(await row(connection, sql`select ${n}::integer as n`), { n });
    }
    const prepared = await rows(
      connection,
      sql<{ statement: string }>`select statement from pg_prepared_statements`,
    );
    assert.deepEqual(
      prepared.map(({ statement }) => statement),
      ['/* prepared */ select $1::integer as n'],
    );
  });
});

test('a connection that is lost while idle is reported and replaced', async () => {
  const faults: unknown[] = [];
  const db = openDb({ url: bureau.appUrl, maxConnections: 1, onFault: (fault) => faults.push(fault) });
  const first = await row(db, sql<{ pid: number }>`select pg_backend_pid() as pid`);
  const owner = await connectAs(bureau.superuserUrl);
  await owner.query('select pg_terminate_backend($1, 5000)', [first?.pid]);
  await owner.end();
  const second = await row(db, sql<{ pid: number }>`select pg_backend_pid() as pid`);
  assert.notEqual(second?.pid, first?.pid);
  assert.deepEqual(faults, [
    { code: '57P01', message: 'terminating connection due to administrator command' },
  ]);
  await db.destroy();
});

test('the application adds rows, and changes none that are not granted to it', async () => {
  const { db } = bureau.store;
  const refused = [
    sql`create table mine (id int)`,
    sql`update ledger_entry set verb = 'altered'`,
    sql`delete from ledger_entry`,
    sql`truncate ledger_entry`,
    sql`alter table ledger_entry disable trigger all`,
    sql`drop trigger ledger_entry_only_grows on ledger_entry`,
    sql`update schema_migration set name = ''`,
    sql`set session_replication_role = replica`,
    sql`alter role everydot_app superuser`,
  ];
  for (const statement of refused) await assert.rejects(row(db, statement), { code: '42501' });
});

test('a connection whose role could change the tables is refused', async () => {
  await requirePromises(bureau.store.db);
  await assert.rejects(requirePromises(bureau.ownerDb), { code: 'store.role-too-powerful' });
  const superuser = openDb({ url: bureau.superuserUrl });
  await assert.rejects(requirePromises(superuser), { code: 'store.role-too-powerful' });
  await superuser.destroy();
});

test('a database that answers before the commit is on disk is refused', async () => {
  const hasty = openDb({ url: `${bureau.appUrl}&options=-c%20synchronous_commit%3Doff` });
  await assert.rejects(requirePromises(hasty), { code: 'store.not-durable' });
  await hasty.destroy();
});

test('DATABASE_URL and EVERYDOT_OWNER_URL select a server that is already there', async () => {
  const blank = await blankDatabase();
  const env = { DATABASE_URL: blank.appUrl, EVERYDOT_OWNER_URL: blank.ownerUrl };
  const opened = await openDatabase({ env });
  assert.ok(opened.migrated.includes('0000-store-privileges'));
  assert.match(opened.where, /\(DATABASE_URL\)$/);
  assert.doesNotMatch(opened.where, new RegExp(new URL(blank.appUrl.replace('@/', '@local/')).password));
  await opened.stop();
  const again = await openDatabase({ env: { DATABASE_URL: blank.appUrl } });
  assert.deepEqual(again.migrated, []);
  await again.stop();
  await blank.drop();
});

test('a database that does not answer is said to be unreachable', async () => {
  for (const url of [
    'postgresql://nobody:x@/everydot?host=%2Fnowhere',
    'postgresql://x:y@localhost:1/z',
    'nonsense',
  ]) {
    await assert.rejects(openDatabase({ env: { DATABASE_URL: url } }), { code: 'store.unreachable' });
  }
  const wrong = bureau.appUrl.replace(/everydot_app:[^@]+/, 'everydot_app:wrong');
  await assert.rejects(openDatabase({ env: { DATABASE_URL: wrong } }), { code: 'store.unreachable' });
});
