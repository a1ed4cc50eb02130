import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { listPeople, readBureau } from '../access/index.ts';
import { proveConservation, readAlarms } from '../flow/index.ts';
import { fileSigner } from '../shared/signer.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { loadExample } from './load-example.ts';
import { monthPeriod } from './period.ts';

const period = monthPeriod('2026-02');
let folder: string;
let database: TestStore;
let done: Record<string, unknown>;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'example-'));
  database = await testStore(new Date(period.to));
  done = await loadExample(await opened(), { seed: 3, period, scale: 0.06 });
});
after(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const opened = async () => ({ store: database.store, signer: await fileSigner(folder) });

test('every referral of the example was received, and nothing of it is lost', async () => {
  const { received, holds, states } = await proveConservation(database.store);
  assert.ok(holds);
  assert.equal(received, done['referrals']);
  assert.ok(states.disseminated > 10 && states.open > 50 && states.closed > 5, JSON.stringify(states));
});

test('the bureau worked: decisions, enquiries, packages, receipts and outcomes through the real use cases', () => {
  for (const what of [
    'decisions',
    'enquiries answered',
    'packages sent',
    'packages acknowledged',
    'outcomes',
    'alarms acknowledged',
    'links decided',
    'sampled pairs judged',
    'suspects assessed',
  ]) {
    assert.ok(Number(done[what]) > 0, `${what}: ${JSON.stringify(done)}`);
  }
  const refused = Object.entries(done).filter(([what]) => what.startsWith('refused:'));
  const refusals = refused.reduce((sum, [, count]) => sum + Number(count), 0);
  assert.ok(refusals < 10, JSON.stringify(refused));
});

test('a fresh alarm waits for whoever signs in; the others were answered after they were raised, within the hour', async () => {
  const people = await listPeople(database.store.db);
  const duty = people.find(({ roles }) => roles.includes('duty-officer'))!;
  const { open, answered } = await readAlarms(database.store, duty);
  assert.ok(open.length >= 1);
  assert.ok(answered.length >= 1);
  for (const { raisedAt, acknowledgedAt } of answered) {
    const waitedMs = acknowledgedAt!.getTime() - raisedAt.getTime();
    assert.ok(waitedMs > 0 && waitedMs < 3_600_000, `${waitedMs}`);
  }
});

test('the bureau is marked synthetic, and the example is never loaded over anything', async () => {
  const bureau = await readBureau(database.store.db);
  assert.equal(bureau?.synthetic, true);
  assert.notEqual(bureau.readyAt, null);
  await assert.rejects(loadExample(await opened(), { seed: 3, period }), { code: 'demo.not-empty' });
});
