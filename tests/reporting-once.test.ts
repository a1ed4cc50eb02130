import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { issueToken, registerSource } from '../src/access/index.ts';
import { api } from '../src/api/index.ts';
import { openIntake } from '../src/flow/index.ts';
import { TEST_KEY, testIncident, testReporter } from '../src/prevention/report/test-file-report.ts';
import { rows, sql } from '../src/shared/db.ts';
import { type TestStore, testStore } from '../src/store/test-database.ts';

// The platform's outbox against a real bureau: one incident is one referral, whoever is killed in between.

const SYSTEM = { kind: 'system', part: 'test' } as const;
const CHILD = path.join(import.meta.dirname, '../src/prevention/report/test-file-report.ts');
let bureau: TestStore;
let app: FastifyInstance;
let url: string;
let senders = 0;
const folders: string[] = [];

before(async () => {
  bureau = await testStore(new Date());
  app = Fastify();
  await app.register(api, { intake: openIntake(bureau.store) });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
after(async () => {
  await app.close();
  await bureau.drop();
  for (const folder of folders) await rm(folder, { recursive: true });
});

/** A sender of its own for each test, so that its referrals can be counted. */
async function newPlatform(): Promise<{ id: string; token: string; folder: string }> {
  senders += 1;
  const id = `platform-${senders}`;
  await registerSource(bureau.store, SYSTEM, { id, name: id, kind: 'platform' });
  const folder = await mkdtemp(path.join(tmpdir(), 'reporting-'));
  folders.push(folder);
  return { id, token: await issueToken(bureau.store, SYSTEM, id), folder };
}

async function referralsOf(id: string): Promise<number> {
  const [counted] = await rows(
    bureau.ownerDb,
    sql<{ count: number }>`select count(*)::int as count from referral where source_id = ${id}`,
  );
  return counted!.count;
}

function spawnReporter(folder: string, to: string, token: string): ChildProcess {
  return spawn(process.execPath, [CHILD, folder, to, token], { stdio: 'ignore' });
}

/** Passes a post on to the bureau, or not, and kills the reporter before it has an answer. */
async function killAtPost(
  pass: boolean,
  { folder, token }: { folder: string; token: string },
): Promise<void> {
  let child: ChildProcess | undefined;
  const gate = createServer(async (request) => {
    const body = Buffer.concat(await request.toArray());
    const { authorization, 'content-type': type, 'idempotency-key': key } = request.headers;
    const headers = { authorization: authorization!, 'content-type': type!, 'idempotency-key': String(key) };
    if (pass) {
      const answer = await fetch(`${url}${request.url}`, { method: 'POST', headers, body });
      assert.equal(answer.status, 201);
    }
    child!.kill('SIGKILL');
  }).listen(0, '127.0.0.1');
  await once(gate, 'listening');
  const { port } = gate.address() as { port: number };
  child = spawnReporter(folder, `http://127.0.0.1:${port}`, token);
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGKILL');
  gate.closeAllConnections();
  gate.close();
}

async function report({ folder, token }: { folder: string; token: string }) {
  const { outbox, reporter, troubles, close } = await testReporter(folder, { url, token });
  await outbox.note(TEST_KEY, testIncident(), new Date().toISOString());
  await reporter.idle();
  const state = outbox.find(TEST_KEY)!;
  await close();
  return { state, troubles };
}

for (const [when, pass] of [
  ['between writing the report down and posting it', false],
  ['after the bureau took it and before the receipt came back', true],
] as const) {
  test(`killed ${when}, the reporter files one referral and keeps its receipt`, async () => {
    const platform = await newPlatform();
    await killAtPost(pass, platform);
    assert.equal(await referralsOf(platform.id), pass ? 1 : 0);
    const { state } = await report(platform);
    assert.equal(await referralsOf(platform.id), 1);
    assert.match(state.parts[0]!.receipt!.number, /^ED-/);
    const again = await report(platform);
    assert.equal(await referralsOf(platform.id), 1);
    assert.deepEqual(again.state, state);
  });
}

test('a journal that was cut short at any place leads to one referral all the same', async () => {
  const platform = await newPlatform();
  await report(platform);
  const file = path.join(platform.folder, 'reports.journal');
  const whole = (await readFile(file)).length;
  for (let bytes = whole - 1; bytes > 0; bytes = Math.floor(bytes / 1.7)) {
    await truncate(file, bytes);
    const { state } = await report(platform);
    assert.match(state.parts[0]!.receipt!.number, /^ED-/);
    assert.equal(await referralsOf(platform.id), 1);
  }
});

test('while the bureau is away or knows the token no more, the report waits; then it is filed', async () => {
  const platform = await newPlatform();
  const away = await report({ ...platform, token: 'wrong' });
  assert.deepEqual(away.troubles, ['access.unknown-client']);
  assert.equal(away.state.parts[0]!.receipt, undefined);
  const { outbox, reporter, troubles, close } = await testReporter(platform.folder, {
    url: 'http://127.0.0.1:9',
    token: platform.token,
  });
  await reporter.idle();
  assert.equal(troubles.length, 1);
  assert.equal(outbox.open().length, 1);
  await close();
  assert.ok((await report(platform)).state.parts[0]!.receipt);
  assert.equal(await referralsOf(platform.id), 1);
});

test('what the bureau refuses is kept with its problem, and can be sent anew', async () => {
  const platform = await newPlatform();
  const { outbox, reporter, close } = await testReporter(platform.folder, { url, ...platform });
  await outbox.note(TEST_KEY, testIncident({ at: 'no time at all' }), new Date().toISOString());
  await reporter.idle();
  const [refused] = outbox.find(TEST_KEY)!.parts;
  assert.equal(refused!.refusal!.status, 422);
  assert.equal(refused!.refusal!.code, 'intake.invalid');
  assert.ok(refused!.refusal!.faults.length > 0);
  assert.deepEqual(outbox.open(), []);
  await outbox.add({ kind: 'amended', key: TEST_KEY, at: 'now', incident: testIncident() });
  await reporter.idle();
  assert.ok(outbox.find(TEST_KEY)!.parts[1]!.receipt);
  await close();
});
