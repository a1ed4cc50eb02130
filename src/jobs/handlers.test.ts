import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { formatNumber, referralHeader } from '../referral/index.ts';
import { contentWith, plant } from '../referral/test-referrals.ts';
import { memoryKeyService } from '../shared/file-key-service.ts';
import { enqueue } from '../shared/outbox.ts';
import { memorySigner } from '../shared/signer.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { alarmNotifier } from './alarm-notifier.ts';
import { escalation, jobHandlers } from './handlers.ts';
import { startWorker, type Worker } from './worker.ts';

let db: TestStore;
let worker: Worker;
const failures: string[] = [];
const calls: string[] = [];
const hook = createServer(async (request, response) => {
  for await (const chunk of request) {
    const { alarms } = JSON.parse(String(chunk)) as { alarms: { number: string }[] };
    calls.push(...alarms.map(({ number }) => number));
  }
  response.writeHead(204).end();
});

before(async () => {
  db = await testStore();
  hook.listen(0, '127.0.0.1');
  await once(hook, 'listening');
  const { port } = hook.address() as AddressInfo;
  const settings = {
    baseUrl: 'http://desk.test',
    webhookUrl: `http://127.0.0.1:${port}/`,
    webhookSecret: 's',
  };
  const notifier = alarmNotifier(settings);
  worker = startWorker({
    store: db.store,
    handlers: jobHandlers(db.store, { notifier, signer: memorySigner() }),
    periodic: [escalation(db.store, notifier)],
    onFailure: ({ where, problem }) => failures.push(`${where}: ${problem}`),
  });
});
after(async () => {
  await worker.stop();
  hook.close();
  await db.drop();
});

const danger = { content: contentWith({ facts: { immediateDanger: 'yes' } }) } as const;

async function received(ids: readonly string[]): Promise<string[]> {
  await enqueue(
    db.store.db,
    ids.map((subject) => ({ kind: 'derive-referral', subject })),
  );
  const headers = await Promise.all(ids.map((id) => referralHeader(db.store.db, id)));
  return headers.map(({ number }) => formatNumber(number));
}

test('from receipt to the duty officer’s webhook it takes seconds, not the minute that is promised', async () => {
  const numbers = await received(await plant(db.store, [danger, { content: contentWith() }]));
  const started = Date.now();
  await worker.idle();
  assert.deepEqual(calls, [numbers[0]]);
  assert.ok(Date.now() - started < 10_000);
});

test('a referral that cannot be joined up, because its content cannot be opened, still calls the duty officer', async () => {
  calls.length = 0;
  const elsewhere = { ...db.store, keys: memoryKeyService() };
  const [number] = await received(await plant(elsewhere, [danger]));
  await worker.idle();
  assert.deepEqual(calls, [number]);
  assert.ok(failures.length > 0);
  assert.ok(failures.every((line) => line.endsWith('keys.unwrap-failed')));
});
