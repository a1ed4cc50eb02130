import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refreshPicture } from '../../flow/index.ts';
import { endHiddenRun, type HiddenAnswer, keepGathered } from '../../picture/index.ts';
import { inTransaction } from '../../shared/db.ts';
import { type TestDesk, testDesk, type Visitor } from '../test-desk.ts';

// The pages of hidden populations and of tables, which a strategic analyst works with.

let desk: TestDesk;
let analyst: Visitor;

before(async () => {
  desk = await testDesk();
  await refreshPicture(desk.test.store);
  analyst = await desk.visitor(desk.people.statistician);
});
after(() => desk.close());

const FORM = {
  unit: 'suspect',
  from: '2026-01-01',
  to: '2026-03-01',
  'list-public': 'public',
  'list-platform': 'industry',
  'list-hotline': 'hotline',
  linkedBy: 'near-certain',
  resamples: '1000',
};

const LIMITS = { total: 4321, low: 3210, high: 6543 };
const ANSWER: HiddenAnswer = {
  population: {
    lists: ['public', 'industry', 'hotline'],
    known: 1234,
    stepwise: { ...LIMITS, pairs: [], bca: { low: 2987, high: 8765, resamples: 1000, unfit: 0 } },
    spread: { models: 7, least: 2345, most: 9876 },
    averaged: { median: 5432, low: 2222, high: 7777, mode: 5000, most: 40_000 },
    models: { withEstimate: 8, all: 8 },
  },
  assumptions: [],
  linkingErrors: [],
};
const NUMBERS = ['4,321', '2,987', '8,765', '2,345', '9,876', '5,432', '2,222', '7,777'];

test('a question is declared before any number, and a page shows all answers or none', async () => {
  await analyst.get('/picture/hidden');
  const bad = await analyst.post('/picture/hidden', { ...FORM, from: '2026-03-02', 'list-hotline': '' });
  assert.equal(bad.statusCode, 422);
  assert.match(bad.body, /Choose three to six lists/);
  assert.match(bad.body, /Enter two days/);
  const asked = await analyst.post('/picture/hidden', FORM);
  assert.equal(asked.statusCode, 303);
  const page = asked.headers['location']!;
  const waiting = await analyst.get(page);
  assert.match(waiting.body, /Waiting/);
  for (const number of NUMBERS) assert.ok(!waiting.body.includes(number));

  const { store } = desk.test;
  const id = page.split('/').at(-1)!;
  await keepGathered(store.db, id, {
    lists: ['public', 'industry', 'hotline'],
    counts: [0, 500, 600, 3, 100, 20, 10, 1],
    declared: [],
    pairs: [{ lists: ['public', 'industry'], both: 4, fed: 1, signs: { reference: 1 } }],
    collapsed: [],
    unlinkable: 0,
    restedOn: {
      linkModel: 'shipped-1',
      linkingRule: 'near-certain',
      records: 2000,
      judgements: 0,
      groupedAt: '2026-03-02T09:00:00Z',
    },
  });
  await inTransaction(store, (tx) =>
    endHiddenRun(tx, id, store.clock.now(), { state: 'done', result: ANSWER }),
  );
  const done = await analyst.get(page);
  for (const number of NUMBERS) assert.ok(done.body.includes(number), number);
  assert.match(done.body, /It means something only if/);
  assert.match(done.body, /What errors of linking would change/);
  assert.match(done.body, /may be looked at, and not quoted/);
  assert.match(done.body, /1 to 4/);
  assert.doesNotMatch(done.body, />3</);
  const list = await analyst.get('/picture/hidden');
  for (const number of NUMBERS) assert.ok(!list.body.includes(number), 'no number stands alone in the list');
  const file = JSON.parse((await analyst.get(`${page}/estimate.json`)).body) as Record<string, unknown>;
  assert.deepEqual(Object.keys(file['result'] as object).sort(), [
    'assumptions',
    'linkingErrors',
    'population',
  ]);
  assert.ok(!('counts' in (file['gathered'] as object)));
});

test('an estimate is cancelled on its page, and others of the bureau only read', async () => {
  const asked = await analyst.post('/picture/hidden', FORM);
  const page = asked.headers['location']!;
  const supervisor = await desk.visitor(desk.people.supervisor);
  const seen = await supervisor.get(page);
  assert.equal(seen.statusCode, 200);
  assert.doesNotMatch(seen.body, /Cancel the estimate/);
  assert.equal((await supervisor.post(`${page}/cancel`)).statusCode, 403);
  await analyst.get(page);
  await analyst.post(`${page}/cancel`);
  assert.match((await analyst.get(page)).body, /Nothing of it was kept/);
  const officer = await desk.visitor(desk.people['force-officer']);
  assert.equal((await officer.get(page)).statusCode, 403);
  assert.equal((await analyst.get('/picture/hidden/nothing')).statusCode, 404);
});

test('a table is built of months that are over, downloaded, and says that it is moved', async () => {
  const { clock } = desk.test.store;
  clock.set(new Date('2026-04-02T09:00:00Z'));
  analyst = await desk.visitor(desk.people.statistician);
  const page = await analyst.get('/picture/tables?count=incidents&by=threat&by2=source-kind');
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /moved by at most 5/);
  assert.match(page.body, /<th scope="col"[^>]*>Threat</);
  const csv = await analyst.get('/picture/tables/table.csv?count=incidents&by=threat');
  assert.match(csv.body, /^Threat,Count \(moved\)\n/);
  const again = await analyst.get('/picture/tables/table.csv?count=incidents&by=threat');
  assert.equal(again.body, csv.body);
  for (const query of ['by=threat&period=2026-04', 'by=threat&period=soon', 'by=threat&by2=threat'])
    assert.equal((await analyst.get(`/picture/tables?${query}`)).statusCode, 422, query);
  const reader = await desk.visitor(desk.people.analyst);
  assert.equal((await reader.get('/picture/tables')).statusCode, 403);
  const welsh = await analyst.post('/language', { language: 'cy', back: '/picture/tables' });
  assert.equal(welsh.statusCode, 303);
  assert.match((await analyst.get('/picture/tables')).body, /Sut y caiff cyfrifon eu diogelu/);
});
