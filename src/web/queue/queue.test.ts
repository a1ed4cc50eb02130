import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deriveReferrals } from '../../flow/index.ts';
import { findReferral } from '../../referral/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';

let desk: TestDesk;
before(async () => {
  desk = await testDesk();
});
after(() => desk.close());

const numbersIn = (body: string) =>
  [...body.matchAll(/href="\/referrals\/(ED-\d+-[A-Z])"/g)].map(([, number]) => number!);

test('imminent danger stands first, with its alarm and its clock in words', async () => {
  desk.test.store.clock.set(new Date('2026-03-02T10:00:00Z'));
  const visitor = await desk.visitor(desk.people.analyst);
  const { body, statusCode } = await visitor.get('/queue');
  assert.equal(statusCode, 200);
  assert.equal(numbersIn(body)[0], desk.numbers.danger);
  for (const words of ['Very high', 'P1', 'Alarm open', 'Due soon', '1 report folded in', 'Platform one']) {
    assert.ok(body.includes(words), words);
  }
  assert.equal(
    numbersIn(body).includes(desk.numbers.repeated),
    false,
    'a folded report has no line of its own',
  );
});

test('an overdue referral says so', async () => {
  desk.test.store.clock.set(new Date('2026-03-03T10:30:00Z'));
  const visitor = await desk.visitor(desk.people.analyst);
  const { body } = await visitor.get('/queue?clock=breached');
  assert.match(body, /90 minutes overdue/);
  assert.deepEqual([...new Set(numbersIn(body))], [desk.numbers.danger]);
  desk.test.store.clock.set(new Date('2026-03-02T09:00:00Z'));
});

test('filters narrow the queue, and a value that no form offers is as if it were not there', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  const first = async (query: string) => numbersIn((await visitor.get(`/queue?${query}`)).body);
  assert.deepEqual(await first('source=hotline-one'), [desk.numbers.images]);
  assert.deepEqual(await first('threat=exploitation&band=very-high'), [desk.numbers.danger]);
  assert.equal((await first(`band=' or 1=1&threat=none&after=broken`)).length, 4);
  assert.match(
    (await visitor.get('/queue?source=hotline-one&band=very-high')).body,
    /Nothing in the queue matches/,
  );
});

test('"only mine" shows what the reader took on', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  await visitor.get('/queue');
  const answer = await visitor.post(`/referrals/${desk.numbers.images}/take`);
  assert.equal(answer.statusCode, 303);
  assert.deepEqual(numbersIn((await visitor.get('/queue?mine=yes')).body), [desk.numbers.images]);
  await visitor.post(`/referrals/${desk.numbers.images}/take`, { handBack: 'yes' });
  assert.deepEqual(numbersIn((await visitor.get('/queue?mine=yes')).body), []);
});

test('what an analyst may not see is counted and not shown', async () => {
  const id = await findReferral(desk.test.store.db, desk.numbers.bare);
  await rows(desk.test.ownerDb, sql`update referral set sensitivity = 'covert' where id = ${id}`);
  await deriveReferrals(desk.test.store, [id]);
  const seen = (await (await desk.visitor(desk.people.analyst)).get('/queue')).body;
  assert.match(seen, /1 hidden by permission/);
  assert.equal(numbersIn(seen).includes(desk.numbers.bare), false);
  const all = (await (await desk.visitor(desk.people.supervisor)).get('/queue')).body;
  assert.ok(numbersIn(all).includes(desk.numbers.bare));
  assert.match(all, /Covert/);
});

test('pages follow one another without a gap or a repetition', async () => {
  const ids = await plant(
    desk.test.store,
    Array.from({ length: 30 }, () => ({ content: contentWith() })),
  );
  await deriveReferrals(desk.test.store, ids);
  const visitor = await desk.visitor(desk.people.supervisor);
  const one = (await visitor.get('/queue')).body;
  const next = /rel="next" href="([^"]+)"/.exec(one)![1]!.replaceAll('&amp;', '&');
  const two = (await visitor.get(next)).body;
  const all = [...numbersIn(one), ...numbersIn(two)];
  assert.equal(numbersIn(one).length, 25);
  assert.equal(new Set(all).size, 34);
  assert.equal(all.length, 34);
  assert.match(two, /First page/);
});

test('roles without the queue are turned away', async () => {
  for (const role of ['force-officer', 'statistician', 'auditor', 'administrator', 'welfare-lead'] as const) {
    const answer = await (await desk.visitor(desk.people[role])).get('/queue');
    assert.equal(answer.statusCode, 403, role);
    assert.match(answer.body, /Your role does not allow this/);
    assert.deepEqual(numbersIn(answer.body), []);
  }
});
