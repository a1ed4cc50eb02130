import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { acknowledgeAlarm, reassessReferral } from '../../flow/index.ts';
import { findReferral } from '../../referral/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestDesk, testDesk, type Visitor } from '../test-desk.ts';

let desk: TestDesk;
let analyst: Visitor;
before(async () => {
  desk = await testDesk();
  analyst = await desk.visitor(desk.people.analyst);
});
after(() => desk.close());

const decision = async (visitor: Visitor, number: string, form: Record<string, string>) => {
  const { body } = await visitor.get(`/referrals/${number}/decide`);
  const assessment = /name="assessment" value="([^"]*)"/.exec(body)?.[1] ?? '';
  return visitor.post(`/referrals/${number}/decide`, { assessment, ...form });
};

test('accepting needs no reason, and the page names who decided', async () => {
  const answer = await decision(analyst, desk.numbers.related, { answer: 'accept' });
  assert.equal(answer.statusCode, 303);
  const { body } = await analyst.get(String(answer.headers.location));
  assert.match(body, /Medium, as proposed/);
  assert.match(body, /Sample Analyst, 2 March 2026, 09:00\u00a0UTC/);
  assert.match(body, /Decided on the priority/);
});

test('departing without a reason is told beside the field, and nothing typed is lost', async () => {
  const answer = await decision(analyst, desk.numbers.images, {
    answer: 'high',
    note: 'What I typed & meant',
  });
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /<title>There is a problem: /);
  assert.match(answer.body, /href="#reason">Select why you depart/);
  assert.match(answer.body, /value="high" checked/);
  assert.match(answer.body, /What I typed &amp; meant/);
});

test('departing with a coded reason counts, and the note is not on the page', async () => {
  const form = { answer: 'high', reason: 'risk-is-higher', note: 'SECRET-NOTE' };
  assert.equal((await decision(analyst, desk.numbers.images, form)).statusCode, 303);
  const { body } = await analyst.get(`/referrals/${desk.numbers.images}`);
  assert.match(body, /High, against a proposal of Medium/);
  assert.match(body, /The threat to a child is higher than the facts show/);
  assert.doesNotMatch(body, /SECRET-NOTE/);
});

test('nothing chosen, an invented band and an invented reason are no decisions', async () => {
  for (const form of [{}, { answer: 'urgent' }, { answer: 'low', reason: 'because' }] as Record<
    string,
    string
  >[]) {
    assert.equal((await decision(analyst, desk.numbers.images, form)).statusCode, 422);
  }
});

test('a proposal that changed in the meantime is shown again and decided on anew', async () => {
  const { store } = desk.test;
  const id = await findReferral(store.db, desk.numbers.related);
  const before = (await analyst.get(`/referrals/${desk.numbers.related}/decide`)).body;
  const old = /name="assessment" value="([^"]*)"/.exec(before)![1]!;
  await rows(
    desk.test.ownerDb,
    sql`update referral_content set facts = jsonb_set(facts, '{answers,priorOffending}', '"yes"') where referral_id = ${id}`,
  );
  await reassessReferral(store, desk.people.analyst, id);
  const answer = await analyst.post(`/referrals/${desk.numbers.related}/decide`, {
    assessment: old,
    answer: 'accept',
  });
  assert.equal(answer.statusCode, 409);
  assert.match(answer.body, /The proposal has changed since you opened this page/);
  assert.match(answer.body, /Accept the proposal: High/);
});

test('a floor is lifted by a duty officer after the alarm was acknowledged, and by nobody else', async () => {
  const form = { answer: 'low', reason: 'child-safeguarded' };
  const refused = await decision(analyst, desk.numbers.danger, form);
  assert.equal(refused.statusCode, 403);
  assert.match(refused.body, /Only a duty officer or supervisor can decide otherwise/);
  const officer = await desk.visitor(desk.people['duty-officer']);
  assert.equal((await decision(officer, desk.numbers.danger, form)).statusCode, 403);
  const [alarm] = await rows<{ id: string }>(desk.test.store.db, sql`select id from alarm`);
  await acknowledgeAlarm(desk.test.store, desk.people['duty-officer'], alarm!.id);
  assert.equal((await decision(officer, desk.numbers.danger, form)).statusCode, 303);
});

test('closing needs a coded reason, and a closed referral leaves the queue and stays on its page', async () => {
  const path = `/referrals/${desk.numbers.bare}/close`;
  assert.match((await analyst.get(path)).body, /The age cannot be determined/);
  const missing = await analyst.post(path, { note: 'kept' });
  assert.equal(missing.statusCode, 422);
  assert.match(missing.body, /Select why it is closed/);
  assert.match(missing.body, />kept<\/textarea>/);
  assert.equal((await analyst.post(path, { reason: 'too-little-information' })).statusCode, 303);
  assert.equal((await analyst.get('/queue')).body.includes(desk.numbers.bare), false);
  assert.match((await analyst.get(`/referrals/${desk.numbers.bare}`)).body, /Moved: Open to Closed/);
  assert.match((await analyst.get(path)).body, /cannot be closed in the state/);
});

test('an open alarm keeps a referral from being closed', async () => {
  const number = await desk.receive('platform-two', {
    incidentType: 'online-enticement',
    facts: { riskToChildsLife: 'yes' },
  });
  await analyst.get(`/referrals/${number}/close`);
  const answer = await analyst.post(`/referrals/${number}/close`, { reason: 'unfounded' });
  assert.equal(answer.statusCode, 409);
  assert.match(answer.body, /An alarm of this referral is not acknowledged yet/);
});

test('a duty officer may decide and may not close', async () => {
  const officer = await desk.visitor(desk.people['duty-officer']);
  assert.equal((await officer.get(`/referrals/${desk.numbers.images}/decide`)).statusCode, 200);
  assert.equal((await officer.get(`/referrals/${desk.numbers.images}/close`)).statusCode, 403);
});
