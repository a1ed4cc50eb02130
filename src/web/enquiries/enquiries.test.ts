import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson } from '../../access/index.ts';
import { askEnquiry } from '../../flow/index.ts';
import { findReferral } from '../../referral/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestDesk, testDesk, type Visitor } from '../test-desk.ts';
import { decidedReferral, reportAboutKent, textOf, visitorAs } from '../test-units.ts';

let desk: TestDesk;
before(async () => {
  desk = await testDesk({ samples: false });
});
after(() => desk.close());

/** Without a place: only an enquiry can find where its holder is. */
function reportOfNowhere(): object {
  const report = reportAboutKent() as { parties: object[] };
  return { ...report, parties: [{ ...report.parties[0], places: [] }] };
}

const ABOUT = '192.0.2.77 40123';
const QUESTION = {
  kind: 'subscriber',
  which: '0',
  again: ABOUT,
  provider: 'Example Net',
  authority: 'ipa-2016-part-3',
  concerns: 'suspect',
};

async function asked(visitor: Visitor, form: Record<string, string> = QUESTION): Promise<string> {
  const number = await decidedReferral(desk, reportOfNowhere());
  await visitor.get(`/referrals/${number}/enquiries`);
  const answer = await visitor.post(`/referrals/${number}/enquiries`, form);
  assert.equal(answer.statusCode, 303, textOf(answer.body));
  return number;
}

/** The address of a form on a referral's page of enquiries. */
async function actOn(visitor: Visitor, number: string, act: string): Promise<string> {
  const { body } = await visitor.get(`/referrals/${number}/enquiries`);
  return new RegExp(`action="(/enquiries/[^"]+/${act})"`).exec(body)?.[1] ?? '';
}

/** Asked by the analyst and approved by the supervisor. */
async function approved(): Promise<string> {
  const number = await asked(await visitorAs(desk, 'analyst'));
  const supervisor = await visitorAs(desk, 'supervisor');
  await supervisor.post(await actOn(supervisor, number, 'approve'));
  return number;
}

test('a question needs everything that makes it lawful, and nothing that was typed is lost', async () => {
  const number = await decidedReferral(desk, reportOfNowhere());
  const visitor = await visitorAs(desk, 'analyst');
  const page = `/referrals/${number}/enquiries`;
  assert.match(textOf((await visitor.get(page)).body), /IP 192\.0\.2\.77 40123, 2026-02-20 18:30:05 UTC/);
  const none = await visitor.post(page, {});
  assert.equal(none.statusCode, 422);
  assert.match(
    textOf(none.body),
    /There is a problem Choose what you need to know Choose an address or account Type the address or account again Enter the provider’s name Choose the lawful authority/,
  );
  const tries: [form: Record<string, string>, says: RegExp][] = [
    [{ which: '1' }, /There is a problem This question needs an IP address/],
    [{ kind: 'account-data' }, /There is a problem This question needs an account/],
    [
      { authority: 'overseas-production-order' },
      /There is a problem That authority does not allow this question/,
    ],
    [{ again: '192.0.2.78 40123' }, /There is a problem What you typed is not what you chose/],
    [{ again: '192.0.2.77' }, /There is a problem What you typed is not what you chose/],
    [{ again: 'no address at all' }, /There is a problem Type it as it stands above/],
    [{ again: 'nowhere 1' }, /There is a problem Type it as it stands above/],
    [{ which: '99' }, /There is a problem Choose an address or account/],
  ];
  for (const [form, says] of tries) {
    const answer = await visitor.post(page, { ...QUESTION, ...form });
    assert.equal(answer.statusCode, 422);
    assert.match(textOf(answer.body), says);
    assert.match(answer.body, /value="Example Net"/);
  }
  assert.match(textOf((await visitor.get(page)).body), /Nothing has been asked yet/);
});

test('whoever asks cannot approve; a second person sees what is asked, and approves', async () => {
  const { db } = desk.test.store;
  const both = await addPerson(db, { name: 'Sample Both', roles: ['analyst', 'supervisor'] });
  const applicant = await desk.visitor(both);
  const number = await asked(applicant);
  assert.equal(await actOn(applicant, number, 'approve'), '');
  const supervisor = await visitorAs(desk, 'supervisor');
  const approve = await actOn(supervisor, number, 'approve');
  assert.equal((await applicant.post(approve)).statusCode, 403);
  assert.equal((await (await visitorAs(desk, 'analyst')).post(approve)).statusCode, 403);
  const page = (await supervisor.get(`/referrals/${number}/enquiries`)).body;
  assert.match(textOf(page), /Asked about IP 192\.0\.2\.77 40123, 2026-02-20 18:30:05 UTC/);
  assert.match(textOf(page), /Applied by Sample Both/);
  assert.equal((await supervisor.post(approve)).headers.location, `/referrals/${number}/enquiries`);
  const after = textOf((await supervisor.get(`/referrals/${number}/enquiries`)).body);
  assert.match(after, /Approved by Sample Supervisor/);
  assert.equal((await supervisor.post(approve)).statusCode, 409);
});

test('what is not approved needs a coded reason', async () => {
  const number = await asked(await visitorAs(desk, 'analyst'));
  const supervisor = await visitorAs(desk, 'supervisor');
  const refuse = await actOn(supervisor, number, 'refuse');
  for (const reason of ['', 'because I say so']) {
    const answer = await supervisor.post(refuse, { reason });
    assert.equal(answer.statusCode, 422);
    assert.match(textOf(answer.body), /There is a problem Choose why it is not approved/);
  }
  assert.equal((await supervisor.post(refuse, { reason: 'not-necessary' })).statusCode, 303);
  assert.match(textOf((await supervisor.get(`/referrals/${number}/enquiries`)).body), /Not approved/);
});

test('an answer that names a force routes the referral there; an incomplete one keeps what was typed', async () => {
  const number = await approved();
  const analyst = await visitorAs(desk, 'analyst');
  const act = await actOn(analyst, number, 'answer');
  const half = { force: 'surrey', name: 'Sample Subscriber', address: '1 Sample Street\r\nSampletown' };
  const missing = await analyst.post(act, half);
  assert.equal(missing.statusCode, 422);
  assert.match(
    textOf(missing.body),
    /There is a problem Choose what the provider answered Type what the answer is about/,
  );
  assert.match(missing.body, /value="Sample Subscriber"/);
  assert.match(missing.body, /value="surrey" selected/);
  assert.match(missing.body, /<details class="govuk-details[^>]* open>/);
  const unreadable = await analyst.post(act, { ...half, result: 'one-subscriber', about: 'x y z' });
  assert.match(textOf(unreadable.body), /Type it as it stands above/);

  const done = await analyst.post(act, {
    ...half,
    result: 'one-subscriber',
    about: ABOUT,
    postcode: 'ZZ99 3VZ',
  });
  assert.equal(done.statusCode, 303);
  const text = textOf((await analyst.get(`/referrals/${number}/enquiries`)).body);
  assert.match(text, /Answer One subscriber, Surrey/);
  assert.match(text, /Name of the subscriber Sample Subscriber/);
  assert.match(text, /1 Sample Street, Sampletown, ZZ99 3VZ/);
  assert.match(
    textOf((await analyst.get(`/referrals/${number}/send`)).body),
    /Surrey: The suspect&#39;s force/,
  );
});

test('an answer about something else blocks sending until a second person settles it', async () => {
  const number = await approved();
  const analyst = await visitorAs(desk, 'analyst');
  const act = await actOn(analyst, number, 'answer');
  await analyst.post(act, { result: 'one-subscriber', about: '192.0.2.99 1', force: 'surrey' });
  const page = (await analyst.get(`/referrals/${number}/enquiries`)).body;
  assert.match(textOf(page), /Double check failed: The answer is about something that was not asked/);
  assert.doesNotMatch(page, /\/resolve"/);
  const form = { other: 'surrey', reason: 'told-by-force' };
  const blocked = await analyst.post(`/referrals/${number}/send`, form);
  assert.match(textOf(blocked.body), /A double check of an enquiry failed/);

  const supervisor = await visitorAs(desk, 'supervisor');
  const resolve = await actOn(supervisor, number, 'resolve');
  const body = (await supervisor.get(`/referrals/${number}/enquiries`)).body;
  const mismatch = /name="mismatch" value="([^"]+)"/.exec(body)![1]!;
  const none = await supervisor.post(resolve, { mismatch });
  assert.match(textOf(none.body), /There is a problem Choose how it is settled/);
  const settled = { mismatch, resolution: 'disregard-enquiry' };
  assert.equal((await supervisor.post(resolve, settled)).statusCode, 303);
  assert.equal((await supervisor.post(resolve, settled)).statusCode, 303);
  await analyst.get(`/referrals/${number}/send`);
  assert.equal((await analyst.post(`/referrals/${number}/send`, form)).statusCode, 303);
});

test('what was asked and does not stand in the referral cannot be approved before it is settled', async () => {
  const { store } = desk.test;
  const number = await decidedReferral(desk, reportOfNowhere());
  const other = { sort: 'account', account: 'not-in-the-referral' } as const;
  await askEnquiry(store, desk.people.analyst, {
    referralId: await findReferral(store.db, number),
    kind: 'account-data',
    provider: 'Example Net',
    authority: 'court-order',
    asked: other,
    askedAgain: other,
  });
  const supervisor = await visitorAs(desk, 'supervisor');
  assert.equal(await actOn(supervisor, number, 'approve'), '');
  const body = (await supervisor.get(`/referrals/${number}/enquiries`)).body;
  assert.match(textOf(body), /What was asked about is not in the referral/);
  const mismatch = /name="mismatch" value="([^"]+)"/.exec(body)![1]!;
  const settled = { mismatch, resolution: 'identifier-confirmed' };
  await supervisor.post(await actOn(supervisor, number, 'resolve'), settled);
  assert.notEqual(await actOn(supervisor, number, 'approve'), '');
});

test('in the example bureau the simulated provider answers', async () => {
  const number = await approved();
  const analyst = await visitorAs(desk, 'analyst');
  assert.equal((await analyst.post(await actOn(analyst, number, 'simulate'))).statusCode, 303);
  const text = textOf((await analyst.get(`/referrals/${number}/enquiries`)).body);
  assert.match(text, /Answer (One subscriber|Several subscribers|Nobody|The provider no longer holds it)/);
});

test('what waits is listed for the desk only, without what it names, and what is hidden is counted', async () => {
  const number = await asked(await visitorAs(desk, 'analyst'));
  const list = async (role: 'analyst' | 'supervisor') =>
    (await (await visitorAs(desk, role)).get('/enquiries')).body;
  assert.match(await list('analyst'), new RegExp(`/referrals/${number}/enquiries`));
  assert.match(textOf(await list('analyst')), /Waiting for approval \(\d+\)/);
  assert.doesNotMatch(await list('analyst'), /192\.0\.2\.77/);
  const id = await findReferral(desk.test.store.db, number);
  await rows(desk.test.ownerDb, sql`update referral set sensitivity = 'covert' where id = ${id}`);
  assert.doesNotMatch(await list('analyst'), new RegExp(number));
  assert.match(await list('analyst'), /1 hidden by permission/);
  assert.match(await list('supervisor'), new RegExp(number));
  const analyst = await visitorAs(desk, 'analyst');
  assert.equal((await analyst.get(`/referrals/${number}/enquiries`)).statusCode, 403);
  for (const role of ['force-officer', 'auditor', 'welfare-lead'] as const) {
    const visitor = await visitorAs(desk, role);
    assert.equal((await visitor.get('/enquiries')).statusCode, 403, role);
    assert.equal((await visitor.get(`/referrals/${number}/enquiries`)).statusCode, 403, role);
  }
});

test('an address that is no enquiry is not found', async () => {
  const visitor = await visitorAs(desk, 'supervisor');
  await visitor.get('/enquiries');
  for (const act of ['approve', 'refuse', 'simulate', 'answer', 'resolve']) {
    const form = { reason: 'not-necessary', result: 'none', about: 'x', resolution: 'disregard-enquiry' };
    assert.equal((await visitor.post(`/enquiries/none/${act}`, form)).statusCode, 404, act);
  }
});
