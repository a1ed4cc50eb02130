import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { rows, sql } from '../shared/db.ts';
import { TEST_NOW, type TestStore, testStore } from '../store/test-database.ts';
import type { PersonActor } from './index.ts';
import {
  addPerson,
  listPeople,
  makeSignInToken,
  openSession,
  personOfSession,
  signIn,
  signOut,
} from './index.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let db: TestStore;
let analyst: PersonActor;
before(async () => {
  db = await testStore();
  analyst = await addPerson(db.store.db, { name: 'A. Analyst', roles: ['analyst'] });
});
beforeEach(() => db.store.clock.set(TEST_NOW));
after(() => db.drop());

const later = (ms: number) => db.store.clock.set(new Date(TEST_NOW.getTime() + ms));

test('a link signs in once, also when it is used twice at the same moment', async () => {
  const token = await makeSignInToken(db.store, analyst.id);
  const tries = await Promise.allSettled([1, 2, 3].map(() => signIn(db.store, token)));
  assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
  await assert.rejects(signIn(db.store, token), { code: 'access.sign-in-needed' });
});

test('a link is good for 15 minutes, a session for ten hours', async () => {
  const token = await makeSignInToken(db.store, analyst.id);
  const cookie = await openSession(db.store, analyst.id);
  later(15 * MINUTE_MS);
  await assert.rejects(signIn(db.store, token), { code: 'access.sign-in-needed' });
  later(10 * HOUR_MS - 1);
  assert.equal((await personOfSession(db.store, cookie))?.id, analyst.id);
  later(10 * HOUR_MS);
  assert.equal(await personOfSession(db.store, cookie), undefined);
});

test('a link is no session, and a session no link', async () => {
  const [link, cookie] = [
    await makeSignInToken(db.store, analyst.id),
    await openSession(db.store, analyst.id),
  ];
  assert.equal(await personOfSession(db.store, link), undefined);
  await assert.rejects(signIn(db.store, cookie), { code: 'access.sign-in-needed' });
});

test('who signed out, or left, is nobody any more', async () => {
  const leaver = await addPerson(db.store.db, { name: 'L. Leaver', roles: ['supervisor'] });
  const [first, second] = [await openSession(db.store, leaver.id), await openSession(db.store, leaver.id)];
  const link = await makeSignInToken(db.store, leaver.id);
  await signOut(db.store, first);
  assert.equal(await personOfSession(db.store, first), undefined);
  assert.equal((await personOfSession(db.store, second))?.id, leaver.id);
  await rows(db.store.db, sql`update person set left_at = ${TEST_NOW} where id = ${leaver.id}`);
  assert.equal(await personOfSession(db.store, second), undefined);
  assert.equal(await personOfSession(db.store, await signIn(db.store, link)), undefined);
  assert.ok((await listPeople(db.store.db)).every(({ id }) => id !== leaver.id));
});

test('the application can neither make itself an example, nor give roles, nor undo the end of a session', async () => {
  const attempts = [
    sql`update bureau set synthetic = true`,
    sql`delete from bureau`,
    sql`update person set roles = '{supervisor}'`,
    sql`update person set compartment = null`,
    sql`update session set expires_at = now() + interval '1 year'`,
    sql`update session set person_id = ${analyst.id}`,
    sql`delete from session`,
    sql`update source set reliability = '1'`,
    sql`update refusal_count set code = ''`,
  ];
  for (const attempt of attempts) await assert.rejects(rows(db.store.db, attempt), /permission denied/);
});

test('no table holds a secret by which somebody could sign in', async () => {
  const [link, cookie] = [
    await makeSignInToken(db.store, analyst.id),
    await openSession(db.store, analyst.id),
  ];
  const kept = await rows<{ text: string }>(db.ownerDb, sql`select s::text as text from session s`);
  for (const secret of [link, cookie]) {
    const forms = [
      secret,
      Buffer.from(secret).toString('hex'),
      Buffer.from(secret, 'base64url').toString('hex'),
    ];
    for (const form of forms) assert.ok(kept.every(({ text }) => !text.includes(form)));
  }
});
