import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestDesk, testDesk } from '../test-desk.ts';

let desk: TestDesk;
before(async () => {
  desk = await testDesk();
});
after(() => desk.close());

test('a supervisor guards a referral on its page, and then an analyst does not see it', async () => {
  const number = Object.values(desk.numbers)[0]!;
  const at = `/referrals/${number}`;
  const supervisor = await desk.visitor(desk.people.supervisor);
  const analyst = await desk.visitor(desk.people.analyst);

  assert.match((await supervisor.get(at)).body, new RegExp(`href="${at}/guard"`));
  assert.doesNotMatch((await analyst.get(at)).body, /\/guard"/);
  assert.equal((await analyst.get(`${at}/guard`)).statusCode, 403);

  await supervisor.get(`${at}/guard`);
  const unsaid = await supervisor.post(`${at}/guard`, { sensitivity: 'covert' });
  assert.equal(unsaid.statusCode, 422);
  assert.match(unsaid.body, /Select why/);

  const guarded = await supervisor.post(`${at}/guard`, { sensitivity: 'covert', reason: 'covert-work' });
  assert.equal(guarded.statusCode, 303);
  assert.equal((await analyst.get(at)).statusCode, 403);
  assert.equal((await supervisor.get(at)).statusCode, 200);
});
