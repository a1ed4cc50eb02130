import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Fastify from 'fastify';
import { makeSignInToken } from '../../access/index.ts';
import { openIntake } from '../../flow/index.ts';
import { figuresHere } from '../../picture/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { web } from '../web.ts';

let desk: TestDesk;
before(async () => {
  desk = await testDesk({ samples: false });
});
after(() => desk.close());

test('without a session every page leads to the sign-in page', async () => {
  const visitor = await desk.visitor();
  for (const path of ['/queue', '/alarms', '/referrals/ED-0000001-R']) {
    const answer = await visitor.get(path);
    assert.equal(answer.statusCode, 303, path);
    assert.equal(answer.headers.location, '/sign-in');
  }
});

test('without a session no form is answered, and none tells whether a record exists', async () => {
  const visitor = await desk.visitor();
  await visitor.get('/sign-in');
  const forms = [
    '/referrals/ED-0000001-R/enquiries',
    '/referrals/ED-0000001-R/send',
    '/referrals/ED-0000001-R/evidence',
    '/quarantine/ED-0000001-R/open',
    '/enquiries/00000000-0000-7000-8000-000000000000/refuse',
    '/packages/00000000-0000-7000-8000-000000000000/acknowledge',
  ];
  for (const path of forms) {
    const answer = await visitor.post(path, {});
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/sign-in'], path);
  }
});

test('an address or a form that no record can match is answered in words', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  for (const path of ['/hash-lists/%00', '/supervision/samples/x%00', '/publications/%00'])
    assert.equal((await visitor.get(path)).statusCode, 404, path);
  await visitor.get('/queue');
  const answer = await visitor.post('/language', { language: 'x'.repeat(2_500_000) });
  assert.equal(answer.statusCode, 413);
  assert.match(answer.body, /What you sent is too large/);
});

test('in the example bureau a person is chosen by name and starts where their work is', async () => {
  const visitor = await desk.visitor();
  assert.match((await visitor.get('/sign-in')).body, /Sample Duty officer/);
  const answer = await visitor.post('/sign-in', { person: desk.people.analyst.id });
  assert.equal(answer.statusCode, 303);
  assert.equal((await visitor.get('/')).headers.location, '/queue');
  const cookie = answer.cookies.find(({ name }) => name === 'everydot-session');
  assert.equal(cookie?.httpOnly, true);
  assert.equal(cookie?.sameSite, 'Strict');
});

test('where the desk is reached by https, behind a proxy too, no cookie goes over a plain connection', async () => {
  const { store } = desk.test;
  const secure = {
    store,
    signer: desk.signer,
    intake: openIntake(store),
    figures: figuresHere(store.db),
    baseUrl: 'https://desk.example',
  };
  const app = Fastify({ logger: false });
  await app.register(web, { desk: secure, cookieSecret: 'for tests only: thirty-two bytes or more' });
  const page = await app.inject({ url: '/sign-in' });
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)![1]!;
  const signedIn = await app.inject({
    method: 'POST',
    url: '/sign-in',
    cookies: Object.fromEntries(page.cookies.map(({ name, value }) => [name, value])),
    payload: { _csrf, person: desk.people.analyst.id },
  });
  const cookies = [...page.cookies, ...signedIn.cookies];
  assert.deepEqual(new Set(cookies.map(({ name }) => name)), new Set(['_csrf', 'everydot-session']));
  assert.ok(cookies.every(({ secure }) => secure === true));
  await app.close();
});

test('a sign-in link works once', async () => {
  const token = await makeSignInToken(desk.test.store, desk.people.supervisor.id);
  const [first, second] = [await desk.visitor(), await desk.visitor()];
  assert.match((await first.get(`/sign-in?token=${token}`)).body, /This link signs you in once/);
  assert.equal((await first.post('/sign-in', { token })).headers.location, '/');
  await second.get('/sign-in');
  assert.equal((await second.post('/sign-in', { token })).headers.location, '/sign-in');
  assert.equal((await second.get('/queue')).headers.location, '/sign-in');
});

test('an ended session opens nothing, not even with its cookie', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  await visitor.get('/queue');
  const cookie = visitor.cookies.get('everydot-session')!;
  await visitor.post('/sign-out');
  visitor.cookies.set('everydot-session', cookie);
  assert.equal((await visitor.get('/queue')).headers.location, '/sign-in');
});

test('a POST without the token, or with that of another session, is refused', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  const other = await desk.visitor(desk.people.supervisor);
  await visitor.get('/sign-in');
  await other.get('/sign-in');
  assert.equal((await visitor.post('/sign-out', { _csrf: '' })).statusCode, 403);
  for (const [name, value] of other.cookies) if (name === '_csrf') visitor.cookies.set(name, value);
  const answer = await visitor.post('/sign-out', { _csrf: 'x'.repeat(40) });
  assert.equal(answer.statusCode, 403);
  assert.match(answer.body, /open for too long/);
});

test('the language is kept, and a way back to another site is not taken', async () => {
  const visitor = await desk.visitor();
  await visitor.get('/sign-in');
  // Browsers leave out tabs and line ends, and read a backslash as a slash.
  for (const back of [
    '//evil.example.net/',
    '/\t/evil.example.net/',
    '/\n/evil.example.net',
    '/\\evil.example.net',
  ]) {
    const answer = await visitor.post('/language', { language: 'cy', back });
    assert.equal(answer.headers.location, '/', JSON.stringify(back));
  }
  const stays = await visitor.post('/language', { language: 'cy', back: '/sign-in?token=x' });
  assert.equal(stays.headers.location, '/sign-in?token=x');
  const page = (await visitor.get('/sign-in')).body;
  assert.match(page, /<html lang="cy"/);
  assert.match(page, /Mewngofnodi/);
});

test('every page says that the data are synthetic, forbids scripts and frames from elsewhere, and is not stored', async () => {
  const { headers, body } = await (await desk.visitor()).get('/sign-in');
  assert.match(body, /Synthetic data/);
  const policy = String(headers['content-security-policy']);
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe|https?:/);
  assert.equal(headers['cache-control'], 'no-store');
  assert.equal(headers['referrer-policy'], 'no-referrer');
});

test('in a real bureau nobody is listed, and nobody signs in by a name', async () => {
  const { ownerDb, store } = desk.test;
  await rows(ownerDb, sql`update bureau set synthetic = false`);
  const visitor = await desk.visitor();
  assert.doesNotMatch((await visitor.get('/sign-in')).body, /Sample|name="person"/);
  for (const person of [desk.people.analyst.id, desk.people.analyst.name]) {
    const answer = await visitor.post('/sign-in', { person });
    assert.equal(answer.headers.location, '/sign-in');
    assert.equal(
      answer.cookies.find(({ name }) => name === 'everydot-session'),
      undefined,
    );
  }
  const token = await makeSignInToken(store, desk.people.analyst.id);
  await visitor.post('/sign-in', { token });
  assert.equal((await visitor.get('/')).headers.location, '/queue');
  await rows(ownerDb, sql`update bureau set synthetic = true`);
});
