import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { issueToken, withdrawSource } from '../access/index.ts';
import { type Intake, openIntake } from '../flow/index.ts';
import { lineAdapter, platformAndPublic } from '../flow/test-intake.ts';
import { ADAPTERS } from '../intake/index.ts';
import { rows, sql } from '../shared/db.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { api } from './index.ts';
import { ProblemBody, ReceiptBody, ReceiptsBody } from './schemas.ts';

const system = { kind: 'system', part: 'test' } as const;
let db: TestStore;
let app: FastifyInstance;
let intake: Intake;
let token: string;
let otherToken: string;
const bugs: string[] = [];
const logged: string[] = [];

before(async () => {
  db = await testStore();
  await platformAndPublic(db.store);
  token = await issueToken(db.store, system, 'platform-a');
  otherToken = await issueToken(db.store, system, 'platform-b');
  intake = openIntake(db.store, { adapters: [lineAdapter] });
  app = await serverWith({ requestsPerMinute: 1_000 });
});
after(async () => {
  await app.close();
  await db.drop();
});

async function serverWith(options: {
  requestsPerMinute?: number;
  intake?: Intake;
}): Promise<FastifyInstance> {
  const server = Fastify({
    logger: { level: 'info', stream: { write: (line: string) => void logged.push(line) } },
  });
  await server.register(api, { intake, onBug: (code) => void bugs.push(code), ...options });
  return server;
}

type Sent = { headers?: Record<string, string>; query?: string; to?: FastifyInstance };

function send(text: string | Buffer, { headers = {}, query = '', to = app }: Sent = {}) {
  return to.inject({
    method: 'POST',
    url: `/api/v1/referrals${query}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/x-lines', ...headers },
    payload: text,
  });
}

function fits(schema: TSchema, body: unknown): void {
  assert.ok(Value.Check(schema, body), JSON.stringify([...Value.Errors(schema, body)]));
}

function isProblem(answer: Awaited<ReturnType<typeof send>>, status: number, code: string): void {
  assert.equal(answer.statusCode, status, answer.body);
  assert.match(answer.headers['content-type'] as string, /^application\/problem\+json/);
  fits(ProblemBody, answer.json());
  assert.equal(answer.json().code, code);
  assert.equal(answer.json().status, status);
}

test('201 carries a receipt for each referral', async () => {
  const answer = await send('ok one\nok two');
  assert.equal(answer.statusCode, 201);
  fits(ReceiptsBody, answer.json());
  assert.equal(answer.json().receipts.length, 2);
});

test('a document that cannot be read answers 422 with its problem and its receipt', async () => {
  const answer = await send('bad one');
  isProblem(answer, 422, 'intake.invalid');
  assert.deepEqual(answer.json().faults, [{ reason: 'bad', line: 1 }]);
  assert.equal(answer.json().receipts[0].state, 'quarantined');
});

test('a file of which a part can be read answers 201, and tells which part is in quarantine', async () => {
  const answer = await send('ok one\nbad two');
  assert.equal(answer.statusCode, 201);
  fits(ReceiptsBody, answer.json());
  assert.equal(answer.json().receipts[1].problem.code, 'intake.invalid');
});

test('without a token, with a wrong one, or with that of a withdrawn sender, nothing is read', async () => {
  await withdrawSource(db.store, system, 'platform-b');
  for (const authorization of [
    '',
    'Bearer wrong',
    `Basic ${token}`,
    `Bearer ${otherToken}`,
    `Bearer ${token}x`,
  ]) {
    const answer = await send('ok', { headers: { authorization } });
    isProblem(answer, 401, 'access.unknown-client');
    assert.equal(answer.headers['www-authenticate'], 'Bearer');
  }
});

test('the format may be named; an unknown one is kept and told', async () => {
  const named = await send('ok named', { headers: { 'content-type': 'text/plain' }, query: '?format=lines' });
  assert.equal(named.statusCode, 201);
  isProblem(await send('ok', { query: '?format=nonsense' }), 415, 'intake.unknown-format');
  isProblem(await send('%%%', { headers: { 'content-type': 'image/jpeg' } }), 415, 'intake.unknown-format');
});

test('a document without a media type is recognised by its bytes', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/referrals',
    headers: { authorization: `Bearer ${token}` },
    payload: 'ok without type',
  });
  assert.equal(answer.statusCode, 201);
});

test('an empty body answers 400', async () => {
  isProblem(await send(''), 400, 'intake.empty');
  const bare = await app.inject({
    method: 'POST',
    url: '/api/v1/referrals',
    headers: { authorization: `Bearer ${token}` },
  });
  isProblem(bare, 400, 'intake.empty');
});

test('the same key gives the same receipt; another document under it answers 409', async () => {
  const headers = { 'idempotency-key': 'case 1' };
  const first = (await send('ok key', { headers })).json();
  const second = (await send('ok key', { headers })).json();
  assert.deepEqual(second.receipts[0], { ...first.receipts[0], repeated: true });
  isProblem(await send('ok another', { headers }), 409, 'intake.idempotency-conflict');
  isProblem(await send('ok', { headers: { 'idempotency-key': 'x'.repeat(201) } }), 400, 'api.bad-request');
});

test('a sender reads and takes back its own receipts only', async () => {
  const [{ number }] = (await send('ok mine')).json().receipts;
  const read = (method: 'GET' | 'POST', path: string, by = token) =>
    app.inject({
      method,
      url: `/api/v1/referrals/${number}/${path}`,
      headers: { authorization: `Bearer ${by}` },
    });
  const receipt = await read('GET', 'receipt');
  assert.equal(receipt.statusCode, 200);
  fits(ReceiptBody, receipt.json());
  const stranger = await issueToken(db.store, system, 'public');
  isProblem(await read('GET', 'receipt', stranger), 404, 'referral.not-found');
  isProblem(await read('POST', 'retract', stranger), 404, 'referral.not-found');
  assert.equal((await read('POST', 'retract')).json().state, 'retracted');
  isProblem(await read('POST', 'retract'), 409, 'referral.action-not-possible');
});

test('an address that is none, and a receipt that is none, answer 404', async () => {
  const headers = { authorization: `Bearer ${token}` };
  isProblem(await app.inject({ url: '/api/v1/nothing', headers }), 404, 'api.not-found');
  isProblem(
    await app.inject({ url: '/api/v1/referrals/ED-9999999-X/receipt', headers }),
    404,
    'referral.not-found',
  );
});

test('a sender in excess is told to wait; others are not held up', async () => {
  const strict = await serverWith({ requestsPerMinute: 2 });
  // The first is counted by its address: nobody knows the token yet.
  for (const text of ['ok 1', 'ok 2', 'ok 2b']) await send(text, { to: strict });
  isProblem(await send('ok 3', { to: strict }), 429, 'intake.too-many-requests');
  isProblem(
    await send('ok 4', { to: strict, headers: { authorization: 'Bearer other' } }),
    401,
    'access.unknown-client',
  );
  await strict.close();
});

test('guessing another token each time is limited as one stranger’s, before the database is asked', async () => {
  const strict = await serverWith({ requestsPerMinute: 3 });
  for (const guess of ['a', 'b', 'c'])
    isProblem(
      await send('ok', { to: strict, headers: { authorization: `Bearer ${guess}` } }),
      401,
      'access.unknown-client',
    );
  const answer = await send('ok', { to: strict, headers: { authorization: 'Bearer d' } });
  isProblem(answer, 429, 'intake.too-many-requests');
  await strict.close();
});

test('a bug answers a bland 500 and is told by code only', async () => {
  const broken = {
    ...intake,
    store: {
      ...db.store,
      keys: { ...db.store.keys, wrap: async () => Promise.reject(new TypeError('secret value')) },
    },
  };
  const server = await serverWith({ intake: broken });
  const answer = await send('ok secret', { to: server });
  assert.equal(answer.statusCode, 500);
  assert.doesNotMatch(answer.body, /secret|TypeError/);
  assert.deepEqual(bugs.splice(0), ['TypeError']);
  await server.close();
});

test('where the database cannot be reached, the sender is told to come back', async () => {
  const down = {
    ...db.store,
    keys: {
      ...db.store.keys,
      wrap: async () => Promise.reject(Object.assign(new Error(), { code: '57P03' })),
    },
  };
  const server = await serverWith({ intake: { ...intake, store: down } });
  const answer = await send('ok later', { to: server });
  isProblem(answer, 503, 'store.unreachable');
  assert.equal(answer.headers['retry-after'], '1');
  await server.close();
});

test('no log line quotes what was sent', async () => {
  logged.length = 0;
  await send('ok SECRETBODY', {
    query: '?format=lines&note=SECRETQUERY',
    headers: { 'idempotency-key': 'SECRETKEY' },
  });
  await send('crash SECRETBODY');
  assert.doesNotMatch(logged.join(), /SECRET/);
});

test('the description is OpenAPI 3.1, names every format, and every reference in it leads somewhere', async () => {
  const server = await serverWith({ intake: { ...intake, adapters: ADAPTERS } });
  const answer = await server.inject({ url: '/api/v1/openapi.json' });
  const description = answer.json();
  assert.equal(answer.statusCode, 200);
  assert.equal(description.openapi, '3.1.0');
  const types = Object.keys(description.paths['/referrals'].post.requestBody.content);
  for (const adapter of ADAPTERS)
    assert.ok(
      adapter.mediaTypes.every((type) => types.includes(type)),
      adapter.name,
    );
  for (const [, name] of answer.body.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
    assert.ok(description.components.schemas[name!], name);
  }
  await server.close();
});

test('the service says that it lives', async () => {
  assert.deepEqual((await app.inject({ url: '/healthz' })).json(), { status: 'ok' });
});

test('over a socket: a receipt is on disk before it is answered, and half a request leaves nothing', async () => {
  const server = await serverWith({});
  const address = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));
  const count = async () => (await rows(db.ownerDb, sql`select 1 from received_document`)).length;
  const before = await count();
  const head = `POST /api/v1/referrals HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: text/x-lines\r\n`;
  const socket = connect(Number(address.port), '127.0.0.1');
  socket.write(`${head}content-length: 7\r\n\r\nok wire`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  assert.match(answer.toString(), /^HTTP\/1\.1 201 /);
  assert.equal(await count(), before + 1);
  socket.end(`${head}content-length: 700\r\n\r\nok wi`);
  await once(socket, 'close');
  assert.equal(await count(), before + 1);
  await server.close();
});
