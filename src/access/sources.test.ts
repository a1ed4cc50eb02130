import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { row, sql } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import {
  type Actor,
  addPerson,
  authenticateSource,
  issueToken,
  listSources,
  registerSource,
  sourceById,
  withdrawSource,
} from './index.ts';

let db: TestStore;
let administrator: Actor;
let analyst: Actor;
const newSource = { id: 'hotline-a', name: 'Hotline A', kind: 'hotline' } as const;

before(async () => {
  db = await testStore();
  administrator = await addPerson(db.store.db, { name: 'Admin One', roles: ['administrator'] });
  analyst = await addPerson(db.store.db, { name: 'Analyst One', roles: ['analyst'] });
});
after(() => db.drop());

const hasCode = (code: string) => (failure: unknown) => failure instanceof Problem && failure.code === code;

test('a sender is registered once, as untested unless something else is known of it', async () => {
  const source = await registerSource(db.store, administrator, newSource);
  assert.equal(source.reliability, '2');
  assert.deepEqual(
    await registerSource(db.store, administrator, { ...newSource, name: 'Another name' }),
    source,
  );
  assert.deepEqual(await sourceById(db.store, 'hotline-a'), source);
});

test('a token lets its sender in; only its digest is stored', async () => {
  const token = await issueToken(db.store, administrator, 'hotline-a');
  assert.equal((await authenticateSource(db.store, token)).id, 'hotline-a');
  const stored = await row(
    db.ownerDb,
    sql<{ text: string }>`select source::text as text from source where id = 'hotline-a'`,
  );
  assert.ok(!stored!.text.includes(token));
  assert.ok(!stored!.text.includes(Buffer.from(token).toString('hex')));
});

test('a new token ends the one before it', async () => {
  const first = await issueToken(db.store, administrator, 'hotline-a');
  const second = await issueToken(db.store, administrator, 'hotline-a');
  await assert.rejects(authenticateSource(db.store, first), hasCode('access.unknown-client'));
  assert.equal((await authenticateSource(db.store, second)).id, 'hotline-a');
});

test('a withdrawn sender is let in no more and stays listed', async () => {
  const token = await issueToken(db.store, administrator, 'hotline-a');
  await withdrawSource(db.store, administrator, 'hotline-a');
  await assert.rejects(authenticateSource(db.store, token), hasCode('access.unknown-client'));
  await assert.rejects(sourceById(db.store, 'hotline-a'), hasCode('access.unknown-client'));
  await assert.rejects(issueToken(db.store, administrator, 'hotline-a'), hasCode('access.unknown-client'));
  assert.ok(
    (await listSources(db.store.db)).some(({ id, withdrawnAt }) => id === 'hotline-a' && withdrawnAt),
  );
});

test('only an administrator, or the system when it sets up, manages senders; each change is in the ledger', async () => {
  for (const attempt of [
    () => registerSource(db.store, analyst, { ...newSource, id: 'hotline-b' }),
    () => issueToken(db.store, analyst, 'hotline-a'),
    () => withdrawSource(db.store, analyst, 'hotline-a'),
  ]) {
    await assert.rejects(attempt(), hasCode('access.not-allowed'));
  }
  await registerSource(db.store, { kind: 'system', part: 'setup' }, { ...newSource, id: 'hotline-b' });
  const entries = await row(
    db.store.db,
    sql<{
      actions: string[];
    }>`select array_agg(distinct action order by action) as actions from ledger_entry`,
  );
  assert.deepEqual(entries!.actions, ['issue-token', 'register-source', 'withdraw-source']);
});
