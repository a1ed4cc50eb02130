import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findReferral, referralHeader } from '../../referral/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { addOfficer, decidedReferral, reportAboutKent, textOf, visitorAs } from '../test-units.ts';

let desk: TestDesk;
before(async () => {
  desk = await testDesk({ samples: false });
});
after(() => desk.close());

async function stateOf(number: string): Promise<string> {
  const { db } = desk.test.store;
  return (await referralHeader(db, await findReferral(db, number))).state;
}

/** Police as suspect: routing warns of every force. */
const aboutPolice = () => ({ ...reportAboutKent(), facts: { policeSuspect: 'yes' } });
/** Says of nobody where they are, and holds nothing that a provider could be asked about. */
const ofNowhere = { incidentType: 'other', narrative: 'Synthetic text that names no place.' };

test('nothing can be sent before a person decided', async () => {
  const number = await desk.receive('platform-one', reportAboutKent());
  const visitor = await visitorAs(desk, 'analyst');
  const body = (await visitor.get(`/referrals/${number}/send`)).body;
  assert.match(textOf(body), /Decide on the priority first/);
  assert.doesNotMatch(body, /Sign and send/);
  const answer = await visitor.post(`/referrals/${number}/send`, { to: 'kent|suspect' });
  assert.equal(answer.statusCode, 422);
  assert.match(textOf(answer.body), /There is a problem Decide on the priority first/);
});

test('the proposed unit is offered with its reason; ticked, it is sent a package and nobody else is', async () => {
  const number = await decidedReferral(desk);
  const visitor = await visitorAs(desk, 'analyst');
  const body = (await visitor.get(`/referrals/${number}/send`)).body;
  assert.match(textOf(body), /Kent: The suspect&#39;s force A stated town or region lies there/);
  const answer = await visitor.post(`/referrals/${number}/send`, { to: 'kent|suspect' });
  assert.equal(answer.headers.location, `/referrals/${number}/send`);
  assert.match(
    textOf((await visitor.get(`/referrals/${number}/send`)).body),
    /Sent so far Kent Sent, no receipt yet/,
  );
  assert.equal(await stateOf(number), 'disseminated');
  const again = await visitor.post(`/referrals/${number}/send`, { to: 'kent|suspect' });
  assert.equal(again.statusCode, 422);
  assert.match(textOf(again.body), /has a package for this purpose already/);
});

test('another unit needs a reason; what was chosen is not lost', async () => {
  const number = await decidedReferral(desk);
  const visitor = await visitorAs(desk, 'analyst');
  await visitor.get(`/referrals/${number}/send`);
  const none = await visitor.post(`/referrals/${number}/send`, {});
  assert.match(textOf(none.body), /There is a problem Choose at least one unit/);
  const form = { other: 'essex', purpose: 'child', to: 'kent|suspect' };
  const answer = await visitor.post(`/referrals/${number}/send`, form);
  assert.equal(answer.statusCode, 422);
  assert.match(textOf(answer.body), /There is a problem Choose why it goes to this unit/);
  assert.match(answer.body, /value="essex" selected/);
  assert.match(answer.body, /value="child" selected/);
  assert.match(answer.body, /value="kent\|suspect" checked/);
  const unknown = await visitor.post(`/referrals/${number}/send`, {
    other: 'nowhere',
    reason: 'open-source',
  });
  assert.equal(unknown.statusCode, 422);
  const done = await visitor.post(`/referrals/${number}/send`, { ...form, reason: 'open-source' });
  assert.equal(done.statusCode, 303);
  const sent = textOf((await visitor.get(`/referrals/${number}/send`)).body);
  assert.match(sent, /Kent Sent, no receipt yet The suspect&#39;s force/);
  assert.match(sent, /Essex Sent, no receipt yet The child&#39;s force/);
});

test('a force is warned of where the suspect may be police, and then needs a reason too', async () => {
  const number = await decidedReferral(desk, aboutPolice(), 'supervisor');
  const visitor = await visitorAs(desk, 'supervisor');
  const body = (await visitor.get(`/referrals/${number}/send`)).body;
  assert.match(textOf(body), /The suspect may work for the police/);
  const answer = await visitor.post(`/referrals/${number}/send`, { to: 'kent|suspect' });
  assert.match(textOf(answer.body), /Choose why it goes to this unit/);
  const done = await visitor.post(`/referrals/${number}/send`, {
    to: 'kent|suspect',
    reason: 'local-knowledge',
  });
  assert.equal(done.statusCode, 303);
});

test('what was refused is sent on to the unit that was suggested, and a package can be withdrawn', async () => {
  const number = await decidedReferral(desk);
  const visitor = await visitorAs(desk, 'analyst');
  await visitor.get(`/referrals/${number}/send`);
  await visitor.post(`/referrals/${number}/send`, { to: 'kent|suspect' });
  const [packageAt] = hrefsIn((await visitor.get(`/referrals/${number}/send`)).body);
  const officer = await desk.visitor(await addOfficer(desk, 'kent'));
  await officer.get(packageAt!);
  await officer.post(`${packageAt}/refuse`, { refusal: 'wrong-area', suggested: 'essex' });
  assert.equal(await stateOf(number), 'open');

  const body = (await visitor.get(packageAt!)).body;
  assert.match(textOf(body), /Refused because Not our area/);
  assert.match(body, /value="essex" selected/);
  const missing = await visitor.post(`${packageAt}/re-route`, {});
  assert.match(textOf(missing.body), /There is a problem Choose a unit Choose a reason/);
  const onward = { unit: 'essex', choice: 'told-by-force' };
  assert.equal((await visitor.post(`${packageAt}/re-route`, onward)).statusCode, 303);
  const hrefs = hrefsIn((await visitor.get(`/referrals/${number}/send`)).body);
  assert.equal(hrefs.length, 2);

  const other = hrefs.find((href) => href !== packageAt)!;
  await visitor.get(other);
  assert.match(textOf((await visitor.post(`${other}/withdraw`, {})).body), /Choose a reason/);
  assert.equal((await visitor.post(`${other}/withdraw`, { withdrawal: 'sent-in-error' })).statusCode, 303);
  assert.equal(await stateOf(number), 'open');
});

/** The addresses of packages on a page. */
function hrefsIn(body: string): string[] {
  return [...new Set([...body.matchAll(/href="(\/packages\/[0-9a-f-]{36})"/g)].map(([, href]) => href!))];
}

test('what no unit was found for waits in a list of its own until somebody chose one', async () => {
  const number = await decidedReferral(desk, ofNowhere);
  const visitor = await visitorAs(desk, 'analyst');
  const page = textOf((await visitor.get(`/referrals/${number}/send`)).body);
  assert.match(page, /Nobody was found that it should go to: Nothing stated says where/);
  assert.match(
    textOf((await visitor.get('/unrouted')).body),
    new RegExp(`${number} Nothing stated says where`),
  );
  const none = await visitor.post(`/referrals/${number}/send`, {});
  assert.match(none.body, /id="to"/);
  await visitor.post(`/referrals/${number}/send`, { other: 'surrey', reason: 'best-available' });
  assert.doesNotMatch(textOf((await visitor.get('/unrouted')).body), new RegExp(number));
});

test('a covert referral is neither listed nor sent by whoever may not see it', async () => {
  const number = await decidedReferral(desk, ofNowhere);
  await (await visitorAs(desk, 'analyst')).get(`/referrals/${number}/send`);
  const id = await findReferral(desk.test.store.db, number);
  await rows(desk.test.ownerDb, sql`update referral set sensitivity = 'covert' where id = ${id}`);
  const analyst = await visitorAs(desk, 'analyst');
  const list = textOf((await analyst.get('/unrouted')).body);
  assert.doesNotMatch(list, new RegExp(number));
  assert.match(list, /1 hidden by permission/);
  assert.equal((await analyst.get(`/referrals/${number}/send`)).statusCode, 403);
  const form = { other: 'surrey', reason: 'best-available' };
  assert.equal((await analyst.post(`/referrals/${number}/send`, form)).statusCode, 403);
  const supervisor = await visitorAs(desk, 'supervisor');
  assert.match(textOf((await supervisor.get('/unrouted')).body), new RegExp(number));
});

test('officers and auditors send nothing, and an unknown number is not found', async () => {
  const number = await decidedReferral(desk);
  for (const role of ['force-officer', 'auditor', 'statistician'] as const) {
    const visitor = await visitorAs(desk, role);
    assert.equal((await visitor.get(`/referrals/${number}/send`)).statusCode, 403, role);
    assert.equal((await visitor.get('/unrouted')).statusCode, 403, role);
  }
  const visitor = await visitorAs(desk, 'analyst');
  for (const wrong of ['ED-0000001-A', 'nonsense', '------------------------------------'])
    assert.equal((await visitor.get(`/referrals/${wrong}/send`)).statusCode, 404, wrong);
});
