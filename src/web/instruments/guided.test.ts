import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestDesk, testDesk, type Visitor } from '../test-desk.ts';

let desk: TestDesk;
before(async () => {
  desk = await testDesk();
});
after(() => desk.close());

/** Starts an assessment of a sample and answers with the path of its first question. */
async function start(visitor: Visitor, number: string): Promise<string> {
  await visitor.get(`/referrals/${number}/assessments`);
  const started = await visitor.post(`/referrals/${number}/assessments`, { instrument: 'four-filter' });
  return String((await visitor.get(String(started.headers.location))).headers.location);
}

test('an officer answers one question a page, and sees the band move', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  assert.match((await visitor.get(`/referrals/${desk.numbers.danger}`)).body, /Assess suspect risk/);
  const path = await start(visitor, desk.numbers.danger);
  const { body } = await visitor.get(path);
  assert.match(body, /Question 1 of 17 · Previous offending/);
  assert.match(body, /What is meant:/);
  assert.match(body, /Not below Low; open answers could make it Very high/);
  assert.match(body, /value="unknown"/);
  const id = path.split('/')[2]!;
  const next = await visitor.post(`/assessments/${id}/questions/contact-now`, {
    answer: 'clear',
    note: 'Item 3',
  });
  const after = (await visitor.get(String(next.headers.location))).body;
  assert.match(after, /No open answer can change it|not below Very high/);
});

test('nothing typed is lost where an answer or what it rests on is missing', async () => {
  const visitor = await desk.visitor(desk.people.supervisor);
  const path = await start(visitor, desk.numbers.danger);
  await visitor.get(path);
  const missing = await visitor.post(path, { note: 'A reference' });
  assert.equal(missing.statusCode, 422);
  assert.match(missing.body, /Choose an answer/);
  assert.match(missing.body, /A reference/);
  const bare = await visitor.post(path, { answer: 'yes' });
  assert.equal(bare.statusCode, 422);
  assert.match(bare.body, /Say what this answer rests on/);
  assert.match(bare.body, /value="yes" checked/);
  assert.equal((await visitor.post(path, { answer: 'unknown' })).statusCode, 303);
});

test('answers are checked, a departure needs its reason, and the referral says who decided what', async () => {
  const visitor = await desk.visitor(desk.people['duty-officer']);
  const path = await start(visitor, desk.numbers.danger);
  const check = `/assessments/${path.split('/')[2]}/check`;
  assert.match((await visitor.get(check)).body, /Accept: Medium/);
  const refused = await visitor.post(check, { answer: 'high', reason: '', shown: 'medium' });
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /Choose a reason for departing/);
  const done = await visitor.post(check, {
    answer: 'high',
    reason: 'more-is-known',
    shown: 'medium',
    note: 'n',
  });
  const listed = (await visitor.get(String(done.headers.location))).body;
  assert.match(listed, /Suspect risk is High. Now decide the priority/);
  assert.match(listed, /Departs from Medium/);
  assert.match(
    (await visitor.get(`/referrals/${desk.numbers.danger}`)).body,
    /High by an officer’s judgement/,
  );
  const result = (await visitor.get(check)).headers.location;
  assert.match((await visitor.get(String(result))).body, /More is known than the referral states/);
});

test('to save and come back later leads to what waits, and from there on', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  const work = (await visitor.get('/assessments')).body;
  const path = /href="(\/assessments\/[0-9a-f-]{36})"/.exec(work)![1]!;
  const question = String((await visitor.get(path)).headers.location);
  await visitor.get(question);
  const saved = await visitor.post(question.replace(/check$/, 'questions/violence'), {
    answer: 'unknown',
    next: 'later',
  });
  assert.match((await visitor.get(String(saved.headers.location))).body, /Your answers are kept/);
});

test('a supervisor reads a version whole, sets the base rate, and is told every fault of a document', async () => {
  const visitor = await desk.visitor(desk.people.supervisor);
  assert.match((await visitor.get('/instruments')).body, /Suspect risk in four filters, version 2026-11/);
  const whole = (await visitor.get('/instruments/four-filter/2026-11')).body;
  assert.match(whole, /It is not KIRAT/);
  assert.match(whole, /Not validated/);
  const wrong = await visitor.post('/instruments/base-rate', { rate: '110', basis: 'study', basisNote: 'x' });
  assert.match(wrong.body, /Give a share above 0/);
  const set = await visitor.post('/instruments/base-rate', {
    rate: '10',
    basis: 'assumption',
    basisNote: 'A test',
  });
  assert.match(
    (await visitor.get(String(set.headers.location))).body,
    /Now 10\s%: Assumed for planning. A test/,
  );
  const refused = await visitor.post('/instruments', { document: '{"format":"x"}' });
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /no valid instrument/);
  const analyst = await desk.visitor(desk.people.analyst);
  await analyst.get('/instruments');
  assert.equal((await analyst.post('/instruments', { document: '{}' })).statusCode, 403);
});

test('the pages speak Welsh, the instrument too', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  await visitor.get('/assessments');
  await visitor.post('/language', { language: 'cy' });
  const listed = await visitor.get('/instruments/four-filter/2026-11');
  assert.match(listed.body, /A yw’r sawl a amheuir wedi’i gael yn euog/);
  assert.match(listed.body, /Nid KIRAT ydyw/);
});

test('a force’s officer has no such page', async () => {
  const visitor = await desk.visitor(desk.people['force-officer']);
  assert.equal((await visitor.get(`/referrals/${desk.numbers.danger}/assessments`)).statusCode, 403);
  assert.equal((await visitor.get('/instruments')).statusCode, 403);
});
