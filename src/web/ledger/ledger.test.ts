import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { ledgerState, sealEverything } from '../../ledger/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { textOf, visitorAs } from '../test-units.ts';

let desk: TestDesk;
before(async () => {
  desk = await testDesk();
});
after(() => desk.close());

/** A transaction that is open elsewhere on the server holds the sealer back for a moment. */
async function sealAll(): Promise<void> {
  const { store } = desk.test;
  for (let tries = 0; tries < 100 && (await ledgerState(store.db)).unsealed.entries > 0; tries += 1) {
    await sealEverything(store, desk.signer);
    await wait(20);
  }
}

test('before anything is sealed the page says so, and a checkpoint cannot be had', async () => {
  const visitor = await visitorAs(desk, 'auditor');
  const text = textOf((await visitor.get('/ledger')).body);
  assert.match(text, /Last checkpoint Nothing is sealed yet/);
  assert.match(text, /Not sealed yet \d+ entries, the oldest from/);
  assert.equal((await visitor.get('/ledger/checkpoint')).statusCode, 409);
  await visitor.get('/ledger');
  assert.match(textOf((await visitor.post('/ledger/verify')).body), /so there is nothing to verify/);
});

test('an auditor sees how far it is sealed, verifies it, and takes the checkpoint away', async () => {
  await sealAll();
  const visitor = await visitorAs(desk, 'auditor');
  assert.match(
    textOf((await visitor.get('/ledger')).body),
    /Last checkpoint Number \d+, 2 March 2026, 09:00 UTC/,
  );
  const verified = await visitor.post('/ledger/verify');
  assert.equal(verified.statusCode, 200);
  assert.match(
    textOf(verified.body),
    /The ledger verifies: every hash and signature of \d+ entries in \d+ checkpoints? holds/,
  );
  const checkpoint = await visitor.get('/ledger/checkpoint');
  assert.match(String(checkpoint.headers['content-disposition']), /everydot-checkpoint-\d+\.json/);
  assert.equal(checkpoint.json().publicKey, desk.signer.publicKey.toString('hex'));
  const looks = await rows(
    desk.test.store.db,
    sql<{ detail: unknown }>`select detail from ledger_entry where action = 'verify-ledger'`,
  );
  assert.equal(looks.length, 2);
});

test('every receipt stands in one state, by source; one that was moved behind the counter is told', async () => {
  const visitor = await visitorAs(desk, 'supervisor');
  const text = textOf((await visitor.get('/ledger')).body);
  assert.match(text, /5 were received\. Each is in exactly one state/);
  assert.match(text, /Platform one 2 0 1 1 0 0 0 0/);
  await rows(desk.test.ownerDb, sql`update referral set state = 'closed' where number = 2`);
  const amiss = textOf((await visitor.get('/ledger')).body);
  assert.match(amiss, /What was received and what stands here do not agree/);
  assert.match(amiss, /Hotline one Does not agree/);
  assert.match(amiss, /Open Closed/);
  await rows(desk.test.ownerDb, sql`update referral set state = 'open' where number = 2`);
});

test('a changed entry does not verify, and the page says where', async () => {
  await sealAll();
  const changed = sql`update ledger_entry set actor = 'system:other' where id = (select min(id) from ledger_entry)`;
  await rows(desk.test.ownerDb, sql`alter table ledger_entry disable trigger user`);
  await rows(desk.test.ownerDb, changed);
  const visitor = await visitorAs(desk, 'auditor');
  await visitor.get('/ledger');
  const text = textOf((await visitor.post('/ledger/verify')).body);
  assert.match(text, /The ledger does not verify/);
  assert.match(text, /Checkpoint 1: entries are not what was sealed/);
});

test('work that failed waits for a person, who has it tried again; that is an entry', async () => {
  const [job] = await rows(
    desk.test.ownerDb,
    sql<{ id: number }>`insert into job (kind, subject, run_at, attempts, last_problem, parked_at)
      values ('derive-referral', gen_random_uuid(), now(), 8, 'keys.unwrap-failed', now()) returning id`,
  );
  assert.doesNotMatch(
    (await (await visitorAs(desk, 'auditor')).get('/ledger')).body,
    /Joining up a referral/,
  );
  const visitor = await visitorAs(desk, 'supervisor');
  const text = textOf((await visitor.get('/ledger')).body);
  assert.match(
    text,
    /Joining up a referral job \d+ A sealed record cannot be opened with the keys at hand 8/,
  );
  for (const id of ['x', '999999999', String(job!.id)])
    assert.equal((await visitor.post(`/ledger/jobs/${id}/retry`)).headers.location, '/ledger');
  assert.match(textOf((await visitor.get('/ledger')).body), /No work waits/);
  const entries = await rows(desk.test.store.db, sql`select from ledger_entry where action = 'retry-job'`);
  assert.equal(entries.length, 1);
});

test('the ledger is for auditors and supervisors', async () => {
  for (const role of ['analyst', 'duty-officer', 'force-officer', 'statistician'] as const) {
    const visitor = await visitorAs(desk, role);
    assert.equal((await visitor.get('/ledger')).statusCode, 403, role);
    assert.equal((await visitor.post('/ledger/verify')).statusCode, 403, role);
    assert.equal((await visitor.get('/ledger/checkpoint')).statusCode, 403, role);
  }
});
