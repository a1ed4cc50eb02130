import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { guardReferral } from '../../flow/index.ts';
import { entriesAbout } from '../../ledger/index.ts';
import { LINK_KINDS, linksOfPeople } from '../../linking/index.ts';
import { findReferral } from '../../referral/index.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import {
  type LinkedNumbers,
  linkNumbers,
  pairPath,
  receiveHub,
  receiveLinked,
  recordOf,
  reportAbout,
} from '../test-linking.ts';
import { addOfficer, decidedReferral, sendTo, textOf, visitorAs } from '../test-units.ts';

let desk: TestDesk;
let numbers: LinkedNumbers;
before(async () => {
  desk = await testDesk({ samples: false });
  numbers = await receiveLinked(desk);
});
after(() => desk.close());

const linksPage = (number: string) => `/referrals/${number}/links`;
/** Decisions of one instant leave no trace in the history of a group. */
function letAMinutePass(): void {
  const { clock } = desk.test.store;
  clock.set(new Date(clock.now().getTime() + 60_000));
}

const SECRET = /Quillfe|quillfeather|07700|Specimen W/;

async function actionsAbout(number: string): Promise<string[]> {
  const { db } = desk.test.store;
  const entries = await entriesAbout(db, await findReferral(db, number), 100);
  return entries.map(({ verb, action, purpose }) => `${verb} ${action} ${purpose}`);
}

test('a referral shows whom it may share, how likely that is and why, and names nobody', async () => {
  const { statusCode, body } = await (await visitorAs(desk, 'analyst')).get(linksPage(numbers.first));
  assert.equal(statusCode, 200);
  const text = textOf(body);
  assert.match(text, new RegExp(`What ${numbers.first} may share with others`));
  for (const number of [numbers.alias, numbers.misspelt]) assert.match(text, new RegExp(number));
  assert.doesNotMatch(text, new RegExp(numbers.stranger));
  assert.match(text, /Almost certain|Highly likely/);
  assert.match(text, /How the score comes about/);
  assert.doesNotMatch(body, SECRET);
  assert.ok((await actionsAbout(numbers.alias)).includes('consulted read-links linking'));
});

test('each waterfall that is shown ends at the score of its link', async () => {
  const { body } = await (await visitorAs(desk, 'analyst')).get(linksPage(numbers.first));
  const links = await linksOfPeople(desk.test.store.db, [await recordOf(desk, numbers.first)]);
  assert.ok(links.length >= 2);
  for (const { bits } of links.filter(({ band }) => band !== null)) {
    const shown = `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(2)}`;
    assert.ok(body.includes(`>${shown}</td>`), shown);
  }
});

test('what the referrals say is opened side by side only for a purpose, and that is recorded', async () => {
  const analyst = await visitorAs(desk, 'analyst');
  const path = await pairPath(desk, numbers.first, numbers.alias);
  assert.doesNotMatch((await analyst.get(path)).body, SECRET);
  const refused = await analyst.post(`${path}/open`);
  assert.equal(refused.statusCode, 422);
  assert.match(textOf(refused.body), /There is a problem Select why you open it/);
  assert.doesNotMatch(refused.body, SECRET);
  const opened = await analyst.post(`${path}/open`, { purpose: 'investigation' });
  assert.equal(opened.statusCode, 200);
  assert.match(textOf(opened.body), /Names .*Jordan Quillfeather .*Jordan Quillfeather .*Feather/);
  assert.doesNotMatch((await analyst.get(path)).body, SECRET);
  for (const number of [numbers.first, numbers.alias])
    assert.ok((await actionsAbout(number)).includes('consulted open-pair investigation'));
});

test('a decision needs a reason that fits; it is kept with its name, shown, recorded, and can be taken back', async () => {
  const analyst = await visitorAs(desk, 'analyst');
  const path = await pairPath(desk, numbers.first, numbers.alias);
  await analyst.get(path);
  for (const decision of [
    '',
    'same',
    'same different-details',
    'married same-details',
    'same judged-in-error',
  ])
    assert.equal((await analyst.post(path, { decision })).statusCode, 422, decision);
  const saved = await analyst.post(path, { decision: 'same same-identifier' });
  assert.equal(saved.statusCode, 303);
  const shown = textOf((await analyst.get(String(saved.headers.location))).body);
  assert.match(shown, /Saved: one person\./);
  assert.match(shown, /Confirmed Sample Analyst/);
  assert.match(shown, /One person An identifier that belongs to one person only/);
  const ofRecord = textOf((await analyst.get(linksPage(numbers.first))).body);
  assert.match(ofRecord, new RegExp(`Who decided what, and when \\(\\d+\\).*One person.*${numbers.alias}`));
  assert.ok((await actionsAbout(numbers.alias)).includes('combined judge-link linking'));
  await analyst.post(`${path}/undo`);
  assert.match(textOf((await analyst.get(path)).body), /Proposed/);
  assert.equal((await analyst.post(`${path}/undo`)).statusCode, 409);
  assert.ok((await actionsAbout(numbers.alias)).includes('combined undo-link linking'));
});

test('a note beside a decision is kept sealed, and opened by an act that is recorded', async () => {
  const analyst = await visitorAs(desk, 'analyst');
  const path = await pairPath(desk, numbers.first, numbers.household);
  const secret = 'They were born eleven years apart.';
  await analyst.get(path);
  const decision = 'different different-details';
  const tooLong = await analyst.post(path, { decision, note: 'x'.repeat(2_001) });
  assert.equal(tooLong.statusCode, 422);
  assert.match(tooLong.body, /checked/);
  await analyst.post(path, { decision, note: secret });
  const page = await analyst.get(path);
  assert.ok(!page.body.includes(secret));
  const open = /\/links\/pairs\/\d+\/\d+\/notes\/\d+/.exec(page.body)![0];
  assert.ok((await analyst.post(open)).body.includes(secret));
  assert.ok((await actionsAbout(numbers.household)).includes('consulted open-link-note linking'));
  assert.equal((await analyst.post(open.replace(/\d+$/, '999999'))).statusCode, 404);
});

test('two people who disagree are both named, and a supervisor settles it', async () => {
  const path = await pairPath(desk, numbers.first, numbers.misspelt);
  const [analyst, officer] = [await visitorAs(desk, 'analyst'), await visitorAs(desk, 'duty-officer')];
  await analyst.get(path);
  await analyst.post(path, { decision: 'same same-details' });
  await officer.get(path);
  await officer.post(path, { decision: 'different different-details' });
  const shown = textOf((await analyst.get(path)).body);
  assert.match(shown, /Sample Analyst, Sample Duty officer decided differently\. A supervisor settles it\./);
  assert.match(shown, /Two people disagree/);
  assert.equal((await analyst.post(path, { decision: 'same settles-disagreement' })).statusCode, 422);
  const supervisor = await visitorAs(desk, 'supervisor');
  assert.match(textOf((await supervisor.get(path)).body), /Settle the contradiction/);
  assert.equal((await supervisor.post(path, { decision: 'same settles-disagreement' })).statusCode, 303);
  assert.doesNotMatch(textOf((await analyst.get(path)).body), /decided differently/);
});

test('of a group one record is taken out; the group shows who was in it and what was decided', async () => {
  const analyst = await visitorAs(desk, 'analyst');
  const { body } = await analyst.get(linksPage(numbers.misspelt));
  const group = /\/links\/groups\/[0-9a-f-]{36}/.exec(body)![0];
  const remove = `${group}/remove/${await recordOf(desk, numbers.misspelt)}`;
  await analyst.get(remove);
  letAMinutePass();
  assert.equal((await analyst.post(remove, { reason: 'same-details' })).statusCode, 422);
  assert.equal((await analyst.post(remove, { reason: 'shared-value' })).statusCode, 303);
  const text = textOf((await analyst.get(`${group}?done=removed`)).body);
  assert.match(text, /Taken out\./);
  assert.match(text, new RegExp(`What people decided in it .*Two people.*${numbers.misspelt}`));
  assert.ok((await actionsAbout(numbers.misspelt)).includes('combined remove-from-group linking'));
});

test('a guarded referral is hidden from whoever may not see it, on every page about links', async () => {
  const { store } = desk.test;
  const number = await desk.receive(
    'platform-one',
    reportAbout({
      names: ['Jordan Quillfeather'],
      dateOfBirth: '1985-04-12',
      identifiers: [{ kind: 'phone', value: '07700900123' }],
    }),
  );
  await linkNumbers(desk, [number]);
  const referralId = await findReferral(store.db, number);
  await guardReferral(store, desk.people.supervisor, {
    referralId,
    sensitivity: 'covert',
    reason: 'covert-work',
  });
  const [analyst, supervisor] = [await visitorAs(desk, 'analyst'), await visitorAs(desk, 'supervisor')];
  const seen = await analyst.get(linksPage(numbers.first));
  assert.doesNotMatch(seen.body, new RegExp(number));
  assert.match(textOf(seen.body), /1 hidden by permission/);
  assert.match((await supervisor.get(linksPage(numbers.first))).body, new RegExp(number));
  assert.equal((await analyst.get(linksPage(number))).statusCode, 403);
  const path = await pairPath(desk, numbers.first, number);
  assert.equal((await analyst.get(path)).statusCode, 404);
  assert.equal((await analyst.post(path, { decision: 'same same-identifier' })).statusCode, 404);
  assert.equal((await analyst.post(`${path}/open`, { purpose: 'investigation' })).statusCode, 404);
  assert.equal((await supervisor.get(path)).statusCode, 200);
});

test('an officer sees links only among what their unit holds, by number, and judges nothing', async () => {
  const party = {
    names: ['Morgan Larkmeadow'],
    dateOfBirth: '1979-11-02',
    identifiers: [{ kind: 'email', value: 'larkmeadow@example.org' }],
  };
  const held = [
    await decidedReferral(desk, reportAbout(party)),
    await decidedReferral(desk, reportAbout(party)),
  ];
  const elsewhere = await decidedReferral(desk, reportAbout(party));
  await linkNumbers(desk, [...held, elsewhere]);
  for (const number of held) await sendTo(desk, 'kent', number);
  await sendTo(desk, 'essex', elsewhere);
  const officer = await desk.visitor(await addOfficer(desk, 'kent'));
  const { statusCode, body } = await officer.get(linksPage(held[0]!));
  assert.equal(statusCode, 200);
  assert.ok(body.includes(held[1]!) && !body.includes(`/referrals/${held[1]}"`), 'by number, without a link');
  assert.match(textOf(body), /1 hidden by permission/);
  assert.doesNotMatch(body, /\/links\/pairs\/|Confirm: the same person/);
  // What the unit was told of as a conflict, and no more, names the other case.
  assert.match(textOf(body), new RegExp(`Kent.* was told of Essex .*${elsewhere}`));
  assert.equal((await officer.get(linksPage(elsewhere))).statusCode, 403);
  const pair = await pairPath(desk, held[0]!, held[1]!);
  for (const path of ['/links/review', '/links/quality', '/links/sample', pair])
    assert.equal((await officer.get(path)).statusCode, 403, path);
  assert.equal((await officer.post(pair, { decision: 'same same-details' })).statusCode, 403);
});

test('of a guarded case that another unit holds an officer is not even told a number', async () => {
  const { store } = desk.test;
  const party = {
    names: ['Ellis Reedbank'],
    dateOfBirth: '1971-05-08',
    identifiers: [{ kind: 'email', value: 'reedbank@example.org' }],
  };
  const own = await decidedReferral(desk, reportAbout(party));
  const guarded = await decidedReferral(desk, reportAbout(party));
  const referralId = await findReferral(store.db, guarded);
  await linkNumbers(desk, [own, guarded]);
  await guardReferral(store, desk.people.supervisor, {
    referralId,
    sensitivity: 'professional-standards',
    reason: 'police-suspect',
  });
  await sendTo(desk, 'kent', own);
  const { body } = await (await desk.visitor(await addOfficer(desk, 'kent'))).get(linksPage(own));
  assert.doesNotMatch(textOf(body), /hidden by permission|Proposed group/);
  assert.doesNotMatch(body, new RegExp(guarded));
});

test('children are compared only for a purpose that protects them, and never with a suspect', async () => {
  const child = { role: 'victim', names: ['Sky Thistledown'], dateOfBirth: '2013-06-01' };
  const grown = { role: 'suspect', names: ['Sky Thistledown'], dateOfBirth: '2013-06-01' };
  const incident = { incidentType: 'online-enticement' };
  const [one, other] = [
    await desk.receive('platform-one', { ...incident, parties: [child] }),
    await desk.receive('platform-two', { ...incident, parties: [child] }),
  ];
  const suspect = await desk.receive('platform-two', { ...incident, parties: [grown] });
  await linkNumbers(desk, [one, other, suspect]);
  const analyst = await visitorAs(desk, 'analyst');
  const withheld = await analyst.get(linksPage(one));
  assert.match(textOf(withheld.body), /1 child is compared with children in other referrals/);
  assert.doesNotMatch(withheld.body, new RegExp(other));
  const shown = await analyst.get(`${linksPage(one)}?purpose=safeguarding`);
  assert.match(shown.body, new RegExp(other));
  assert.doesNotMatch(shown.body, new RegExp(suspect));
  assert.ok((await actionsAbout(other)).includes('consulted read-links safeguarding'));
  assert.equal((await analyst.get(await pairPath(desk, one, suspect))).statusCode, 409);
  const path = await pairPath(desk, one, other);
  await analyst.get(path);
  assert.equal((await analyst.post(`${path}/open`, { purpose: 'linking' })).statusCode, 422);
  assert.equal((await analyst.post(`${path}/open`, { purpose: 'safeguarding' })).statusCode, 200);
});

test('a value that many share is set apart, with the referrals that have it and never the value', async () => {
  const number = await receiveHub(desk);
  const analyst = await visitorAs(desk, 'analyst');
  const { body } = await analyst.get(linksPage(number));
  assert.match(textOf(body), new RegExp(`IP address shared by ${LINK_KINDS.ip.cap + 1} referrals`));
  const href = /\/referrals\/[^"]*\/links\/shared\/ip\/[^"]*/.exec(body)![0];
  const hub = await analyst.get(href);
  assert.match(textOf(hub.body), /IP address that many referrals share/);
  assert.match(textOf(hub.body), /thousands of customers behind one address/);
  assert.match(textOf(hub.body), new RegExp(`The latest ${LINK_KINDS.ip.cap} are listed`));
  assert.doesNotMatch(hub.body + body, /203\.0\.113/);
  assert.equal((await analyst.get(href.replace('/ip/', '/email/'))).statusCode, 404);
});

test('pairs are decided one after the other, the most telling first, and can be skipped', async () => {
  const supervisor = await visitorAs(desk, 'supervisor');
  const list = await supervisor.get('/links/review');
  assert.equal(list.statusCode, 200);
  assert.doesNotMatch(list.body, SECRET);
  const first = await supervisor.get('/links/review/next');
  assert.match(String(first.headers.location), /^\/links\/pairs\/\d+\/\d+\?queue=0$/);
  const page = await supervisor.get(String(first.headers.location));
  assert.match(page.body, /\/links\/review\/next\?skip=1/);
  const done = await supervisor.post(String(first.headers.location), { decision: 'unsure cannot-tell' });
  const after = await supervisor.get(String(done.headers.location));
  assert.match(after.body, /\/links\/review\/next\?skip=0/);
  assert.notEqual((await supervisor.get('/links/review/next')).headers.location, first.headers.location);
  await supervisor.post(String(first.headers.location).replace('?', '/undo?'));
  assert.equal((await supervisor.get('/links/review/next')).headers.location, first.headers.location);
});

test('a sample is drawn by a supervisor and judged without its score; then the quality says how much is known', async () => {
  const supervisor = await visitorAs(desk, 'supervisor');
  await supervisor.get('/links/quality');
  for (const perBand of ['', '0', '101', '2.5', 'all'])
    assert.equal((await supervisor.post('/links/quality/sample', { perBand })).statusCode, 422, perBand);
  const drawn = await supervisor.post('/links/quality/sample', { perBand: '3' });
  const count = Number(/drawn=(\d+)/.exec(String(drawn.headers.location))![1]);
  assert.ok(count >= 1);
  const analyst = await visitorAs(desk, 'analyst');
  const blind = await analyst.get('/links/sample');
  assert.doesNotMatch(textOf(blind.body), /\d %|certain|ikely|bits|Proposed|Confirmed/);
  const form = /\/links\/sample\/\d+/.exec(blind.body)![0];
  assert.equal((await analyst.post(form, { decision: 'same' })).statusCode, 422);
  const opened = await analyst.post(`${form}/open`);
  assert.match(textOf(opened.body), /What both referrals say .*(Names|Accounts|Numbers and identifiers)/);
  assert.equal((await analyst.post(form, { decision: 'same same-details' })).statusCode, 303);
  assert.equal((await analyst.post(form, { decision: 'same same-details' })).statusCode, 409);
  const quality = textOf((await supervisor.get('/links/quality')).body);
  assert.match(quality, /Near certain/);
  assert.match(quality, /judge \d+ more to say|95 % interval/);
  assert.match(quality, /Who opened people’s details to compare them, .* Sample Analyst [1-9]\d* [1-9]/);
  assert.match(textOf((await analyst.get('/exposure')).body), /[1-9]\d* items in all/);
  assert.match(quality, /Drift of the model .*Versions of the model .*In force/);
  assert.equal((await analyst.get('/links/quality')).statusCode, 403);
});

test('only the desk sees links at all', async () => {
  for (const role of ['statistician', 'administrator', 'welfare-lead'] as const)
    assert.equal((await (await visitorAs(desk, role)).get(linksPage(numbers.first))).statusCode, 403, role);
  assert.equal((await (await desk.visitor()).get(linksPage(numbers.first))).headers.location, '/sign-in');
});
