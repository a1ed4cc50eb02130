import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { doModelWork, judgeBlindPair, nextBlindPair } from '../../flow/index.ts';
import { modelVersions } from '../../linking/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { type LinkedNumbers, linkNumbers, pairPath, receiveLinked, reportAbout } from '../test-linking.ts';

let desk: TestDesk;
let numbers: LinkedNumbers;
before(async () => {
  desk = await testDesk({ samples: false });
  numbers = await receiveLinked(desk);
});
after(() => desk.close());

const edges = () =>
  rows<{ a: number; b: number; bits: number; activation: number }>(
    desk.test.store.db,
    sql`select a, b, bits, activation from er_edge order by a, b`,
  );
const groups = () =>
  rows(
    desk.test.store.db,
    sql`select record, cluster_id from er_cluster_membership where valid_to is null order by 1`,
  );

/** A model like the one in force, that holds everybody to be likelier one person. */
async function keepAnother(): Promise<void> {
  await rows(
    desk.test.store.db,
    sql`insert into er_model (version, model, training, made_by, made_at)
      select 'another-1', jsonb_set(jsonb_set(model, '{version}', '"another-1"'), '{prior}', '0.4'), training, made_by, now()
      from er_model limit 1`,
  );
}

test('a supervisor compares two models on judged pairs, puts one in force and takes it back; no link changes', async () => {
  const { store } = desk.test;
  const supervisor = await desk.visitor(desk.people.supervisor);
  await keepAnother();
  await supervisor.get('/links/quality');
  await supervisor.post('/links/quality/sample', { perBand: '5' });
  const blind = await nextBlindPair(store, desk.people.analyst);
  await judgeBlindPair(store, desk.people.analyst, {
    sampleId: blind!.sampleId,
    verdict: 'same',
    reason: 'same-details',
  });
  const before = { edges: await edges(), groups: await groups() };
  const compared = await supervisor.get('/links/models/another-1');
  assert.equal(compared.statusCode, 200);
  assert.match(compared.body, /1 judged pairs: too few/);
  assert.match(compared.body, /1 of 1/);
  assert.match(compared.body, /Put it in force for new pairs/);
  const done = await supervisor.post('/links/models/another-1/activate');
  assert.equal(done.statusCode, 303);
  assert.match((await supervisor.get(String(done.headers.location))).body, /No old link has changed/);
  assert.deepEqual({ edges: await edges(), groups: await groups() }, before);
  const [shipped] = (await modelVersions(store.db)).filter(({ inForce }) => !inForce);
  const back = `/links/models/${encodeURIComponent(shipped!.version)}`;
  assert.match((await supervisor.get(back)).body, /Put it back in force/);
  assert.equal((await supervisor.post(`${back}/activate`)).statusCode, 303);
  assert.deepEqual({ edges: await edges(), groups: await groups() }, before);
  assert.equal((await supervisor.get('/links/models/nothing')).statusCode, 404);
});

test('scoring everything again is asked for once, done by a job, and reported', async () => {
  const { store } = desk.test;
  const supervisor = await desk.visitor(desk.people.supervisor);
  await supervisor.get('/links/quality');
  for (let i = 0; i < 2; i += 1)
    assert.equal((await supervisor.post('/links/models/rescore')).statusCode, 303);
  const jobs = await rows<{ subject: string }>(
    store.db,
    sql`select subject from job where kind = 'rescore-links' and parked_at is null`,
  );
  assert.deepEqual(jobs, [{ subject: desk.people.supervisor.id }]);
  assert.match((await supervisor.get('/links/quality')).body, /All pairs are being scored again/);
  await doModelWork(store, 'rescore-links', jobs[0]!.subject);
  assert.match((await supervisor.get('/links/quality')).body, /Sample Supervisor/);
  const few = await supervisor.post('/links/models/train');
  assert.equal(few.statusCode, 409);
  assert.match(few.body, /too few records to learn from/);
});

test('only who manages models sees the buttons, and only a supervisor sets the bound', async () => {
  const auditor = await desk.visitor(desk.people.auditor);
  const { body } = await auditor.get('/links/quality');
  assert.doesNotMatch(body, /Train a new model|Pairs that one person may open/);
  assert.match(body, /Nobody can open more than 200 pairs/);
  for (const path of ['/links/models/train', '/links/models/rescore', '/links/models/another-1/activate'])
    assert.equal((await auditor.post(path)).statusCode, 403, path);
  assert.equal((await auditor.post('/links/quality/bound', { pairsPerDay: '5' })).statusCode, 403);
});

test('at the bound nothing is opened; the supervisor sees who was refused, and settles it', async () => {
  const number = await desk.receive('platform-two', reportAbout({ names: ['Jordan Quillfeather'] }));
  await linkNumbers(desk, [number]);
  const supervisor = await desk.visitor(desk.people.supervisor);
  await supervisor.get('/links/quality');
  assert.equal((await supervisor.post('/links/quality/bound', { pairsPerDay: 'many' })).statusCode, 422);
  assert.equal((await supervisor.post('/links/quality/bound', { pairsPerDay: '1' })).statusCode, 303);
  const analyst = await desk.visitor(desk.people.analyst);
  const pair = await pairPath(desk, numbers.first, numbers.misspelt);
  await analyst.get(pair);
  assert.match((await analyst.post(`${pair}/open`, { purpose: 'linking' })).body, /Jordon Quillfether/);
  const refused = await analyst.post(`${pair}/open`, { purpose: 'linking' });
  assert.equal(refused.statusCode, 422);
  assert.doesNotMatch(refused.body, /Jordon Quillfether/);
  assert.match(refused.body, /Your supervisor was told/);
  const { body } = await supervisor.get('/links/quality');
  assert.match(body, /Sample Analyst: once/);
  const settle = /\/links\/quality\/refused\/[0-9a-f-]{36}/.exec(body)![0];
  assert.equal((await supervisor.post(settle)).statusCode, 303);
  assert.doesNotMatch((await supervisor.get('/links/quality')).body, /Sample Analyst: once/);
});
