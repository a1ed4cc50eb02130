import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deriveReferrals } from '../../flow/index.ts';
import { findReferral } from '../../referral/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestDesk, testDesk, type Visitor } from '../test-desk.ts';
import { manyFiles, SECRETS } from '../test-samples.ts';

let desk: TestDesk;
let analyst: Visitor;
before(async () => {
  desk = await testDesk();
  analyst = await desk.visitor(desk.people.analyst);
});
after(() => desk.close());

const pageOf = async (number: string) => (await analyst.get(`/referrals/${number}`)).body;

test('the page says where the referral stands, why, and what is known', async () => {
  const body = await pageOf(desk.numbers.danger);
  const shown = [
    'Very high',
    'Floor: A child is stated to be in immediate danger',
    'Nobody has decided yet',
    '1 March 2026, 21:05\u00a0UTC',
    '2026-03-01 22:05 +01:00',
    '192.0.2.7',
    'Weak: without port or time it may be shared by many',
    'sample-1@example.org',
    'newFlagOfTheSender',
    '2: Untested',
    'A meeting with a child is planned',
    'Joined up and assessed',
  ];
  for (const words of shown) assert.ok(body.includes(words), words);
});

test('a file has its hashes, its grade with scheme and grader, who holds it, and where else it was seen', async () => {
  const body = await pageOf(desk.numbers.images);
  const shown = [
    '0123456789ab…',
    'B (UK category (from 1 April 2014)), graded by Hotline one, viewed in United Kingdom',
    'Held by: Hotline one',
    'Reference H-7-1',
    'Kept until: 12 March 2026',
    'In 2 referrals by 2 senders',
    'annotationOfTomorrow',
    'Ends soon',
    desk.numbers.related,
  ];
  for (const words of shown) assert.ok(body.includes(words), words);
});

test('shared accounts name the other referral, the kinds and the strength', async () => {
  const body = await pageOf(desk.numbers.related);
  assert.ok(body.includes(desk.numbers.danger));
  assert.match(body, /Strong/);
  assert.match(body, /Account \(service and username\)/);
});

test('nothing sealed is in the page before it is opened', async () => {
  for (const number of Object.values(desk.numbers)) {
    const body = await pageOf(number);
    for (const secret of Object.values(SECRETS)) assert.equal(body.includes(secret), false, secret);
    assert.doesNotMatch(body, /SECRET|NARRATIVE/);
  }
});

async function itemOf(number: string, label: string): Promise<string> {
  const body = await pageOf(number);
  const row = body.split('<tr').find((part) => part.includes(label) && part.includes('name="item"'));
  return /name="item" value="(e\d+)"/.exec(row ?? '')![1]!;
}

test('one item is opened by one act, as inert text, and counted for the reader', async () => {
  const item = await itemOf(desk.numbers.danger, 'Chat excerpt');
  const answer = await analyst.post(`/referrals/${desk.numbers.danger}/evidence`, { item });
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.ok(answer.body.includes('&lt;script&gt;alert(&quot;SECRET-MARKUP&quot;)&lt;/script&gt;'));
  assert.doesNotMatch(answer.body, /<a [^>]*evil\.example|<script>/);
  assert.match(answer.body, /opened: 1 today, 1 in the last 28 days/);
  assert.match(await pageOf(desk.numbers.danger), /You opened it before/);
});

test('an opened web address is text and leads nowhere', async () => {
  const item = await itemOf(desk.numbers.danger, 'Web address');
  const { body } = await analyst.post(`/referrals/${desk.numbers.danger}/evidence`, { item });
  assert.ok(body.includes(SECRETS.url));
  assert.doesNotMatch(body, /(href|src|action|data-[a-z]+)="[^"]*SECRET-ROOM/);
  assert.match(body, /Do not visit it/);
});

test('an opened item is behind no address of its own, and an unknown one is not found', async () => {
  const { headers } = await analyst.get(`/referrals/${desk.numbers.danger}/evidence?item=e0`);
  assert.equal(headers.location, `/referrals/${desk.numbers.danger}`);
  assert.equal(
    (await analyst.post(`/referrals/${desk.numbers.danger}/evidence`, { item: 'e99' })).statusCode,
    404,
  );
});

test('a referral with a thousand files shows fifty at a time', async () => {
  const number = await desk.receive('platform-one', manyFiles(1_000));
  const first = await pageOf(number);
  assert.equal([...first.matchAll(/Kept until:/g)].length, 50);
  assert.match(first, /1 to 50 of 1000/);
  assert.match((await analyst.get(`/referrals/${number}?files=20`)).body, /951 to 1000 of 1000/);
  assert.match((await analyst.get(`/referrals/${number}?files=99`)).body, /1 to 50 of 1000/);
});

test('a folded report says into what, and can be unfolded and folded again by number', async () => {
  const [folded, head] = [desk.numbers.repeated, desk.numbers.danger];
  assert.match(await pageOf(folded), new RegExp(`is folded into another.*${head}`));
  assert.equal((await analyst.post(`/referrals/${folded}/unfold`)).statusCode, 303);
  assert.doesNotMatch(await pageOf(folded), /is folded into another/);
  await analyst.get(`/referrals/${folded}/fold`);
  const wrong = await analyst.post(`/referrals/${folded}/fold-into`, {
    into: 'ED-0000001-X',
    reason: 'same-incident',
  });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /Enter the number of an open referral/);
  assert.match(wrong.body, /value="ED-0000001-X"/);
  const right = await analyst.post(`/referrals/${folded}/fold-into`, {
    into: head.toLowerCase(),
    reason: 'same-incident',
  });
  assert.equal(right.headers.location, `/referrals/${head}`);
  assert.match(await pageOf(folded), /is folded into another/);
});

test('a referral says which of its folded reports puts it where it stands', async () => {
  const head = desk.numbers.images;
  const number = await desk.receive('platform-two', {
    incidentType: 'contact-abuse',
    facts: { immediateDanger: 'yes' },
  });
  await analyst.get(`/referrals/${number}/fold`);
  await analyst.post(`/referrals/${number}/fold-into`, { into: head, reason: 'same-incident' });
  const body = await pageOf(head);
  assert.match(
    body,
    new RegExp(`Report ${number}, folded in: Floor: A child is stated to be in immediate danger`),
  );
  assert.match(body, /Alarm open/);
  await analyst.post(`/referrals/${number}/unfold`);
});

test('there is no page for a number that does not exist or whose letter is wrong', async () => {
  for (const number of ['ED-9999999-A', 'ED-0000001-X', '%3Cscript%3E']) {
    const answer = await analyst.get(`/referrals/${number}`);
    assert.equal(answer.statusCode, 404, number);
    assert.doesNotMatch(answer.body, /<script>/);
  }
});

const ACTS = ['/take', '/fold', '/fold-into', '/unfold', '/evidence', '/decide', '/close'];

test('every act without the token is refused and changes nothing', async () => {
  for (const act of ACTS) {
    const answer = await analyst.post(`/referrals/${desk.numbers.images}${act}`, { _csrf: '', item: 'e0' });
    assert.equal(answer.statusCode, 403, act);
    assert.doesNotMatch(answer.body, /SECRET/);
  }
});

test('every act of a role that may not is refused', async () => {
  for (const role of ['force-officer', 'auditor', 'statistician', 'welfare-lead'] as const) {
    const visitor = await desk.visitor(desk.people[role]);
    await visitor.get('/sign-in');
    const path = `/referrals/${desk.numbers.images}`;
    assert.equal((await visitor.get(path)).statusCode, 403, role);
    for (const act of ACTS) {
      const answer = await visitor.post(path + act, {
        item: 'e0',
        answer: 'accept',
        into: desk.numbers.danger,
      });
      assert.equal(answer.statusCode, 403, `${role} ${act}`);
    }
  }
});

test('a covert referral is closed to whoever does not work on it, in every page and act', async () => {
  const id = await findReferral(desk.test.store.db, desk.numbers.bare);
  await rows(desk.test.ownerDb, sql`update referral set sensitivity = 'covert' where id = ${id}`);
  await deriveReferrals(desk.test.store, [id]);
  await analyst.get('/queue');
  const path = `/referrals/${desk.numbers.bare}`;
  for (const page of ['', '/decide', '/close', '/fold'])
    assert.equal((await analyst.get(path + page)).statusCode, 403, page);
  for (const act of ACTS) {
    const answer = await analyst.post(path + act, {
      item: 'e0',
      answer: 'accept',
      into: desk.numbers.danger,
      reason: 'same-incident',
    });
    assert.equal(answer.statusCode, 403, act);
  }
  const supervisor = await desk.visitor(desk.people.supervisor);
  assert.equal((await supervisor.get(path)).statusCode, 200);
});
