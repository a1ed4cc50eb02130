import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { placeOf } from '../../assessment/index.ts';
import { addCirculationSenders, circulate } from '../../flow/circulation/test-circulation.ts';
import { formatNumber, referralHeader } from '../../referral/index.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { en } from './words.ts';

let desk: TestDesk;
let group: number;
let ids: string[];
before(async () => {
  desk = await testDesk({ samples: false });
  await addCirculationSenders(desk.test.store);
  ids = await circulate(desk.test.store, 'seen-everywhere', 24);
  group = (await placeOf(desk.test.store.db, ids[0]!))!.circulation!;
});
after(() => desk.close());

const textOf = (body: string) => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

test('the queue shows one line that leads to the content, and every referral if asked', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  const folded = (await visitor.get('/queue')).body;
  assert.match(textOf(folded), /24 open in 1 line,/);
  assert.match(textOf(folded), /24 open referrals show the same content; 5 reporters in all oldest due/);
  assert.match(folded, new RegExp(`href="/circulation/${group}"`));
  const each = (await visitor.get('/queue?each=yes')).body;
  assert.equal(each.match(/everydot-band--/g)?.length, 24);
});

test('the list of contents and the report of double reports open, with or without anything in them', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  assert.match(textOf((await visitor.get('/circulation')).body), new RegExp(`Content ${group} 24 24 5`));
  assert.match(
    textOf((await visitor.get('/circulation/double-reports')).body),
    /No double report was recognised/,
  );
});

test('the page of a content tells its reporters, days, hashes and claims', async () => {
  const visitor = await desk.visitor(desk.people.analyst);
  const { body } = await visitor.get(`/circulation/${group}`);
  const text = textOf(body);
  assert.match(text, /One content, 24 records of 5 reporters/);
  assert.match(text, /Circulating virally/);
  assert.match(text, /No list that the bureau holds names it/);
  assert.match(text, /0 of 24 flag it as viral/);
  assert.match(body, /<svg [^>]+role="img"/);
  assert.match(text, / 2 Mar .* 2 March 2026 24 \d /, 'days as people write them');
  assert.doesNotMatch(body, /Start an audit/);
  assert.equal((await visitor.get('/circulation/999999')).statusCode, 404);
  assert.equal((await visitor.get('/circulation/none')).statusCode, 404);
});

test('a supervisor has a sample looked through, closes the rest, and may undo it', async () => {
  const supervisor = await desk.visitor(desk.people.supervisor);
  const analyst = await desk.visitor(desk.people.analyst);
  await supervisor.get(`/circulation/${group}`);
  const started = await supervisor.post(`/circulation/${group}/audits`);
  const address = started.headers.location!;
  assert.match(address, /^\/circulation\/audits\//);
  let page = (await analyst.get(address)).body;
  assert.match(textOf(page), /Open it first/);
  assert.doesNotMatch(page, /name="finding"/);
  for (const [, number] of page.matchAll(/href="\/referrals\/(ED-[^"]+)"/g)) {
    await analyst.get(`/referrals/${number}`);
    const answer = await analyst.post(`${address}/findings/${number}`, { finding: 'nothing-more' });
    assert.equal(answer.statusCode, 303);
  }
  page = (await supervisor.get(address)).body;
  assert.match(textOf(page), /Passed: the rest can be closed/);
  const closed = await supervisor.post(`${address}/close`);
  assert.match(textOf(closed.body), /24 referrals were closed together\./);
  assert.equal((await supervisor.post(`${address}/reopen`)).statusCode, 422);
  await supervisor.post(`${address}/reopen`, { reason: 'audit-doubtful' });
  assert.match(textOf((await supervisor.get('/queue')).body), /24 open in 1 line,/);
});

test('an analyst starts no audit and closes nothing; other roles see none of it', async () => {
  const analyst = await desk.visitor(desk.people.analyst);
  await analyst.get(`/circulation/${group}`);
  assert.equal((await analyst.post(`/circulation/${group}/audits`)).statusCode, 403);
  for (const role of ['force-officer', 'statistician', 'auditor', 'administrator'] as const) {
    const visitor = await desk.visitor(desk.people[role]);
    for (const path of ['/circulation', `/circulation/${group}`, '/circulation/double-reports'])
      assert.equal((await visitor.get(path)).statusCode, 403, `${role} ${path}`);
  }
});

test('a referral page says how many records tell of its content, and from whom', async () => {
  const { number } = await referralHeader(desk.test.store.db, ids[2]!);
  const { body } = await (await desk.visitor(desk.people.analyst)).get(`/referrals/${formatNumber(number)}`);
  assert.match(textOf(body), /One content, 24 records of 5 reporters : agency-c, hotline-c/);
});

test('one is not called many', () => {
  const { circulation, circulationAudit } = en;
  assert.equal(circulation.incidents('1'), '1 incident');
  assert.equal(circulationAudit.close('1'), 'Close 1 referral together');
  assert.equal(circulationAudit.closed('1'), '1 referral was closed together.');
});
