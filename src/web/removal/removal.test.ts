import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PersonActor } from '../../access/index.ts';
import { answerSecret, noticeById } from '../../dissemination/index.ts';
import { putRemovalHost } from '../../flow/index.ts';
import { type TestDesk, testDesk, type Visitor } from '../test-desk.ts';
import { addOfficer, decidedReferral, reportAboutKent, sendTo, textOf } from '../test-units.ts';

let desk: TestDesk;
let kent: PersonActor;
let essex: PersonActor;
let reports = 0;

before(async () => {
  desk = await testDesk({ samples: false });
  kent = await addOfficer(desk, 'kent');
  essex = await addOfficer(desk, 'essex');
  await putRemovalHost(
    desk.test.store,
    { kind: 'system', part: 'test' },
    {
      id: 'chatter',
      name: 'Chatter Hosting',
      kind: 'host',
      domains: ['chatter.example.net'],
      country: 'IE',
      channel: 'by-hand',
      contact: null,
      flaggerNote: null,
      answerWithinHours: null,
    },
  );
});
after(() => desk.close());

/** A drafted notice from a referral that Kent holds; gives its page's address. */
async function drafted(analyst: Visitor): Promise<string> {
  reports += 1;
  const urls = [`https://chatter.example.net/room/SECRET-${reports}`];
  const number = await decidedReferral(desk, { ...reportAboutKent(), urls });
  await sendTo(desk, 'kent', number);
  const page = await analyst.get(`/referrals/${number}/removal`);
  const address = /name="address" type="checkbox" value="([^"]+)"/.exec(page.body)![1]!;
  const answer = await analyst.post(`/referrals/${number}/removal`, { address });
  assert.equal(answer.statusCode, 303);
  return String(answer.headers.location);
}

const KEPT = { how: 'recorded-by-force', keptOn: '2026-03-01', reference: 'K-1' };
const stateOn = (body: string) => /everydot-flags">.*?>([^<]+)<\/strong>/s.exec(body)?.[1];

test('a unit is asked, answers, and the notice goes out: in no page stands the address', async () => {
  const analyst = await desk.visitor(desk.people.analyst);
  const at = await drafted(analyst);
  await analyst.get(at);
  await analyst.post(`${at}/preservation`, KEPT);
  await analyst.post(`${at}/ask`);
  const early = await analyst.post(`${at}/send`);
  assert.equal(early.statusCode, 422);
  assert.match(textOf(early.body), /A gate does not hold/);
  assert.match(textOf((await analyst.get(at)).body), /Kent has not answered \(asked 2 March 2026/);

  const officer = await desk.visitor(kent);
  const questions = await officer.get('/removal-questions');
  const { id, reference } = await noticeById(desk.test.store.db, at.split('/').at(-1)!);
  assert.match(textOf(questions.body), /At Chatter Hosting, IE/);
  const noDay = { answer: 'not-yet', reason: 'operation-running', until: '2026-02-30' };
  const never = await officer.post(`/removal-questions/${id}`, noDay);
  assert.match(never.body, new RegExp(`href="#${id}-until"`), 'a day that there is not');
  const half = await officer.post(`/removal-questions/${id}`, { answer: 'not-yet' });
  assert.equal(half.statusCode, 422);
  assert.match(half.body, new RegExp(`href="#${id}-reason"`));
  assert.equal((await officer.post(`/removal-questions/${id}`, { answer: 'yes' })).statusCode, 303);

  assert.equal((await analyst.post(`${at}/send`)).statusCode, 303);
  const sent = await analyst.get(at);
  assert.equal(stateOn(sent.body), 'Sent');
  for (const page of [sent, questions, early, await analyst.get('/removals')])
    assert.doesNotMatch(page.body, /SECRET-/);
  assert.match((await analyst.get('/removals')).body, new RegExp(reference));
});

test('an officer of another unit learns of no notice, nor does a visitor', async () => {
  const analyst = await desk.visitor(desk.people.analyst);
  const at = await drafted(analyst);
  await analyst.get(at);
  await analyst.post(`${at}/ask`);
  const { id, reference } = await noticeById(desk.test.store.db, at.split('/').at(-1)!);
  const officer = await desk.visitor(essex);
  assert.doesNotMatch((await officer.get('/removal-questions')).body, new RegExp(`${id}|${reference}`));
  assert.equal((await officer.post(`/removal-questions/${id}`, { answer: 'yes' })).statusCode, 404);
  assert.equal((await officer.get(at)).statusCode, 403);
  assert.equal((await (await desk.visitor(desk.people.auditor)).get(at)).statusCode, 403);
  const stranger = await desk.visitor();
  assert.equal((await stranger.get(at)).headers.location, '/sign-in');
});

test('an analyst finds no way to override; a supervisor does, with a reason', async () => {
  const analyst = await desk.visitor(desk.people.analyst);
  const at = await drafted(analyst);
  const page = await analyst.get(at);
  assert.doesNotMatch(page.body, /\/override"/);
  const forced = { gate: 'release', reason: 'suspect-knows', note: 'Told by Kent' };
  assert.equal((await analyst.post(`${at}/override`, forced)).statusCode, 403);
  const supervisor = await desk.visitor(desk.people.supervisor);
  assert.match((await supervisor.get(at)).body, /\/override"/);
  assert.equal((await supervisor.post(`${at}/override`, { ...forced, note: '' })).statusCode, 422);
  assert.equal((await supervisor.post(`${at}/override`, forced)).statusCode, 303);
  assert.match(
    textOf((await analyst.get(at)).body),
    /Overridden Kent holds a package and has not been asked\. The suspect knows already: Told by Kent\. Sample Supervisor/,
  );
});

test('the host’s page answers the same for a wrong key and a wrong reference, and then asks to wait', async () => {
  const analyst = await desk.visitor(desk.people.analyst);
  const at = await drafted(analyst);
  await analyst.get(at);
  const supervisor = await desk.visitor(desk.people.supervisor);
  await analyst.post(`${at}/preservation`, KEPT);
  await supervisor.get(at);
  await supervisor.post(`${at}/override`, { gate: 'release', reason: 'agreed-by-word', note: 'By phone' });
  await analyst.post(`${at}/send`);
  const { id, reference } = await noticeById(desk.test.store.db, at.split('/').at(-1)!);
  const key = answerSecret(desk.test.store.keys.linkingKey, id);
  const host = await desk.visitor();
  const exists = await host.get(`/removal-answer?reference=${reference}&key=wrong`);
  const unknown = await host.get('/removal-answer?reference=RN-00000000&key=wrong');
  const plain = (body: string) => body.replaceAll(/RN-[0-9A-Z]{8}|name="_csrf" value="[^"]+"/g, '');
  assert.equal(plain(exists.body), plain(unknown.body));
  for (let i = 0; i < 10; i++) {
    const form = { reference: i % 2 ? reference : 'RN-00000000', key: `wrong-${i}`, says: 'removed' };
    assert.match(
      (await host.post('/removal-answer', form)).body,
      /We do not know this reference with this key/,
    );
  }
  const right = { reference, key, says: 'removed' };
  assert.match((await host.post('/removal-answer', right)).body, /Too many tries did not work/);
  desk.test.store.clock.set(new Date(desk.test.store.clock.now().getTime() + 2 * 3_600_000));
  const answered = await host.post('/removal-answer', { ...right, reference: reference.toLowerCase() });
  assert.match(textOf(answered.body), new RegExp(`We have your answer to ${reference}`));
  assert.equal(stateOn((await analyst.get(at)).body), 'Removed, says the host');
});

test('what is written about a host is checked, and only those who keep the registry change it', async () => {
  const supervisor = await desk.visitor(desk.people.supervisor);
  await supervisor.get('/removals/hosts');
  const host = { id: 'box', name: 'Box', kind: 'host', domains: 'BOX.example', channel: 'webhook' };
  const wrong = await supervisor.post('/removals/hosts', {
    ...host,
    contact: 'http://box.example/',
    hours: 'x',
  });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /href="#contact"/);
  assert.match(wrong.body, /href="#hours"/);
  const right = { ...host, contact: 'https://box.example/abuse', hours: '' };
  assert.equal((await supervisor.post('/removals/hosts', right)).statusCode, 303);
  assert.match((await supervisor.get('/removals/hosts')).body, /box\.example/);
  assert.equal((await supervisor.post('/removals/hosts', right)).statusCode, 422);
  const list = 'id,name,channel,domains\nok,Fine,by-hand,fine.example\nBAD ID,,by-hand,x\n';
  const refused = await supervisor.post('/removals/hosts/import', { list });
  assert.match(textOf(refused.body), /Line 2: Use lower-case letters/);
  assert.doesNotMatch((await supervisor.get('/removals/hosts')).body, /fine\.example/);
  const analyst = await desk.visitor(desk.people.analyst);
  await analyst.get('/removals/hosts');
  assert.equal((await analyst.post('/removals/hosts', right)).statusCode, 403);
  const administrator = await desk.visitor(desk.people.administrator);
  assert.equal((await administrator.get('/removals/hosts')).statusCode, 200);
});
