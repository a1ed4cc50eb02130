import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { askEnquiry } from '../../flow/index.ts';
import { findReferral } from '../../referral/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { decidedReferral, reportAboutKent, sentPackage, textOf, visitorAs } from '../test-units.ts';

let desk: TestDesk;
let late: { referral: string; enquiry: string; covert: string };

const ASKED = { sort: 'account', account: 'synthetic-late' } as const;

before(async () => {
  desk = await testDesk();
  const { store } = desk.test;
  await sentPackage(desk, 'kent');
  const enquiry = await decidedReferral(desk, reportAboutKent({ username: ASKED.account }));
  await askEnquiry(store, desk.people.analyst, {
    referralId: await findReferral(store.db, enquiry),
    kind: 'preservation',
    provider: 'Example provider',
    authority: 'preservation-request',
    asked: ASKED,
    askedAgain: ASKED,
  });
  const covert = await decidedReferral(desk);
  const covertId = await findReferral(store.db, covert);
  await rows(desk.test.ownerDb, sql`update referral set sensitivity = 'covert' where id = ${covertId}`);
  await rows(
    desk.test.ownerDb,
    sql`update queue_place set sensitivity = 'covert' where referral_id = ${covertId}`,
  );
  late = { referral: desk.numbers.images, enquiry, covert };
  // Ten days on: receipts and answers are overdue, and content that was kept to 12 March is about to be lost.
  store.clock.set(new Date('2026-03-12T12:00:00Z'));
});
after(() => desk.close());

test('breaches and what falls due are counted by band and by source, and lead to that part of the queue', async () => {
  const body = (await (await visitorAs(desk, 'supervisor')).get('/clocks')).body;
  assert.match(textOf(body), /Very high act within 1 day 1 0 0 1/);
  assert.match(textOf(body), /Medium act within 14 days 0 0 \d+ \d+/);
  assert.match(body, /href="\/queue\?band=very-high&amp;clock=breached"/);
  assert.match(body, /href="\/queue\?source=platform-one/);
});

test('preservation that ends, receipts and enquiries that are late are listed with their way in', async () => {
  const body = (await (await visitorAs(desk, 'supervisor')).get('/clocks')).body;
  assert.match(textOf(body), new RegExp(`${late.referral} \\w+ 12 March 2026 in 12 hours Stated`));
  assert.match(textOf(body), /Ended/);
  assert.match(textOf(body), /Kent The suspect&#39;s force 2 March 2026, 09:00 UTC 6 days overdue/);
  assert.match(body, new RegExp(`href="/referrals/${late.enquiry}/enquiries"`));
  assert.match(textOf(body), /Example provider Waiting for approval 3 days overdue/);
});

test('what a person may not see is counted and not named', async () => {
  const seen = async (role: 'analyst' | 'supervisor') =>
    textOf((await (await visitorAs(desk, role)).get('/clocks')).body);
  assert.match(await seen('supervisor'), new RegExp(late.covert));
  const body = await seen('analyst');
  assert.doesNotMatch(body, new RegExp(late.covert));
  assert.match(body, /1 hidden by permission/);
});

test('one look at the clocks is one entry, and only the desk may look', async () => {
  const { db } = desk.test.store;
  const count = async () =>
    (await rows(db, sql`select from ledger_entry where action = 'read-clocks'`)).length;
  const before = await count();
  await (await visitorAs(desk, 'duty-officer')).get('/clocks');
  assert.equal(await count(), before + 1);
  for (const role of ['auditor', 'force-officer', 'statistician'] as const)
    assert.equal((await (await visitorAs(desk, role)).get('/clocks')).statusCode, 403, role);
});
