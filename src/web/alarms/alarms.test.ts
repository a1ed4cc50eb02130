import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestDesk, testDesk } from '../test-desk.ts';

let desk: TestDesk;
let path: string;
before(async () => {
  desk = await testDesk();
  desk.test.store.clock.set(new Date('2026-03-02T09:07:00Z'));
});
after(() => desk.close());

test('an open alarm is on every page of the staff, with how long it waits and how far it has escalated', async () => {
  const visitor = await desk.visitor(desk.people['duty-officer']);
  const { body } = await visitor.get('/alarms');
  assert.match(body, /7 minutes/);
  assert.match(body, /Level 2 of 3/);
  assert.match(body, /called 2 times: Supervisors/);
  assert.match(body, /A child is stated to be in immediate danger/);
  path = /action="(\/alarms\/[^"]+)"/.exec(body)![1]!;
  for (const page of ['/queue', '/alarms']) assert.match((await visitor.get(page)).body, /1 alarm waits/);
});

test('a force’s officer is shown no alarm', async () => {
  const visitor = await desk.visitor(desk.people['force-officer']);
  assert.doesNotMatch((await visitor.get('/sign-in')).body, /alarm waits/);
  assert.equal((await visitor.get('/alarms')).statusCode, 403);
});

test('the banner of an open page is told the count in the reader’s language', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  const told = (await visitor.get('/alarms.json')).json() as { count: number; text: string };
  assert.deepEqual([told.count, told.text.includes('1 alarm waits')], [1, true]);
  await visitor.get('/queue');
  await visitor.post('/language', { language: 'cy' });
  assert.match(((await visitor.get('/alarms.json')).json() as { text: string }).text, /1 larwm/);
  assert.equal((await (await desk.visitor()).get('/alarms.json')).statusCode, 303);
});

test('an analyst sees alarms and cannot acknowledge them', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  assert.doesNotMatch((await visitor.get('/alarms')).body, /action="\/alarms/);
  assert.equal((await visitor.post(path)).statusCode, 403);
  assert.equal(((await visitor.get('/alarms.json')).json() as { count: number }).count, 1);
});

test('a duty officer acknowledges once; whoever comes second is told', async () => {
  const visitor = await desk.visitor(desk.people['duty-officer']);
  await visitor.get('/alarms');
  const first = await visitor.post(path, { number: desk.numbers.danger });
  const shown = (await visitor.get(String(first.headers.location))).body;
  assert.match(shown, new RegExp(`You acknowledged the alarm of ${desk.numbers.danger}`));
  assert.match(shown, /No alarm is waiting/);
  assert.match(shown, /Acknowledged lately/);
  const second = await visitor.post(path, { number: desk.numbers.danger });
  assert.match((await visitor.get(String(second.headers.location))).body, /before you/);
});

test('an address cannot put words into the page', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  assert.doesNotMatch((await visitor.get('/alarms?done=Send+your+password')).body, /Send your password/);
});
