import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PersonActor } from '../../access/index.ts';
import { verifyPackage } from '../../dissemination/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import {
  addOfficer,
  decidedReferral,
  reportAboutKent,
  sendTo,
  sentPackage,
  textOf,
  visitorAs,
} from '../test-units.ts';

let desk: TestDesk;
let kent: PersonActor;
let essex: PersonActor;
before(async () => {
  desk = await testDesk({ samples: false });
  kent = await addOfficer(desk, 'kent');
  essex = await addOfficer(desk, 'essex');
});
after(() => desk.close());

const packageFor = async (unit = 'kent') => `/packages/${await sentPackage(desk, unit)}`;

async function acknowledged(): Promise<string> {
  const at = await packageFor();
  const officer = await desk.visitor(kent);
  await officer.get(at);
  await officer.post(`${at}/acknowledge`);
  return at;
}

test('an officer sees what was sent to their unit, and of another unit’s package not even that it exists', async () => {
  const at = await packageFor();
  const [ofKent, ofEssex] = [await desk.visitor(kent), await desk.visitor(essex)];
  assert.match((await ofKent.get('/packages')).body, new RegExp(at));
  assert.doesNotMatch((await ofEssex.get('/packages')).body, new RegExp(at));
  await ofEssex.get('/packages');
  for (const page of [at, `${at}/signed`]) assert.equal((await ofEssex.get(page)).statusCode, 404, page);
  for (const act of ['acknowledge', 'refuse', 'outcome', 'evidence']) {
    const form = { refusal: 'wrong-area', status: 'ongoing', item: 'e0' };
    assert.equal((await ofEssex.post(`${at}/${act}`, form)).statusCode, 404, act);
  }
  assert.equal((await ofKent.get('/packages/no-such-package')).statusCode, 404);
});

test('a unit sees first what it must confirm, the soonest due first, then what it has said nothing of', async () => {
  const known = await acknowledged();
  const [early, late] = [await packageFor(), await packageFor()];
  const due = sql`update package set receipt_due_at = receipt_due_at - interval '2 days' where id = ${early.split('/')[2]}`;
  await rows(desk.test.ownerDb, due);
  const { body } = await (await desk.visitor(kent)).get('/packages');
  const parts = ['Confirm that you have these', early, late, 'Say what became of these', known];
  const places = parts.map((part) => body.indexOf(part));
  assert.ok(
    places.every((place, i) => place > (places[i - 1] ?? 0)),
    JSON.stringify(places),
  );
});

test('a package says how soon to act, who holds the content, who and where, and what nobody knows', async () => {
  const at = await packageFor();
  const text = textOf((await (await desk.visitor(kent)).get(at)).body);
  assert.match(
    text,
    /OFFICIAL-SENSITIVE Package about ED-\d+-[A-Z] Medium Act within 14 days\. Medium, decided by Sample Analyst/,
  );
  assert.match(text, /Receipt Due by 5 March 2026, 21:00 UTC/);
  assert.match(text, /Platform one P1-\d+ 6 March 2026 1/);
  assert.match(text, /Chatter: synthetic-kent-\d+/);
  assert.match(text, /What the bureau left out Free text was not read for mentions of the reporter/);
  assert.match(text, /192\.0\.2\.77 40123 20 February 2026, 18:30 UTC/);
  assert.match(text, /What is not known[\s\S]*The suspect&#39;s name/);
});

test('free text and file names stand sealed in it; an officer opens one at a time, and each opening is logged', async () => {
  const at = await packageFor();
  const officer = await desk.visitor(kent);
  const body = (await officer.get(at)).body;
  assert.doesNotMatch(body, /Synthetic narrative|file-\d+\.bin/);
  const items = [...body.matchAll(/name="item" value="(e\d+)"/g)].map(([, id]) => id!);
  assert.ok(items.length >= 2);
  const opened = await Promise.all(
    [...new Set(items)].map(async (item) => textOf((await officer.post(`${at}/evidence`, { item })).body)),
  );
  assert.equal(opened.filter((text) => text.includes('Synthetic narrative of a test.')).length, 1);
  assert.equal((await officer.post(`${at}/evidence`, { item: 'e999' })).statusCode, 404);
  const { db } = desk.test.store;
  const entry = sql`select from ledger_entry where action = 'open-package-evidence' and actor = ${`person:${kent.id}`}`;
  assert.equal((await rows(db, entry)).length, opened.length);
  assert.match((await officer.get(at)).body, /Opened by you before|opened/i);
});

test('the signed package can be taken away and verified by itself', async () => {
  const at = await packageFor();
  const answer = await (await desk.visitor(kent)).get(`${at}/signed`);
  assert.match(
    String(answer.headers['content-disposition']),
    /attachment; filename="package-[0-9a-f-]{36}\.json"/,
  );
  assert.equal(answer.headers['cache-control'], 'no-store');
  const { document, signature, publicKey } = answer.json();
  const bytes = Buffer.from(document, 'base64');
  const signed = {
    bytes,
    signature: Buffer.from(signature, 'hex'),
    publicKey: Buffer.from(publicKey, 'hex'),
  };
  assert.equal(verifyPackage(signed), true);
  assert.equal(verifyPackage({ ...signed, bytes: Buffer.from(`${bytes} `) }), false);
});

test('a receipt is confirmed once; a second click finds it done', async () => {
  const at = await packageFor();
  const officer = await desk.visitor(kent);
  assert.match((await officer.get(at)).body, /Confirm receipt/);
  assert.equal((await officer.post(`${at}/acknowledge`)).headers.location, at);
  assert.equal((await officer.post(`${at}/acknowledge`)).headers.location, at);
  const body = (await officer.get(at)).body;
  assert.match(textOf(body), /Acknowledged To: Kent/);
  assert.doesNotMatch(body, /Confirm receipt/);
});

test('a refusal needs a reason; what else was chosen stays chosen', async () => {
  const at = await packageFor();
  const officer = await desk.visitor(kent);
  await officer.get(at);
  const answer = await officer.post(`${at}/refuse`, { suggested: 'essex' });
  assert.equal(answer.statusCode, 422);
  assert.match(textOf(answer.body), /There is a problem Choose a reason/);
  assert.match(answer.body, /href="#refusal"/);
  assert.match(answer.body, /value="essex" selected/);
  const unknown = await officer.post(`${at}/refuse`, { refusal: 'wrong-area', suggested: 'nowhere' });
  assert.match(textOf(unknown.body), /There is a problem Choose a unit/);
  const done = await officer.post(`${at}/refuse`, { refusal: 'wrong-area', suggested: 'essex' });
  assert.equal(done.headers.location, '/packages');
  const list = (await officer.get('/packages')).body;
  assert.match(textOf(list), /Refused Not our area/);
  assert.doesNotMatch(list, new RegExp(`href="${at}"`));
});

test('an outcome needs a position, a reason exactly where it is closed, and whole numbers; nothing typed is lost', async () => {
  const at = await acknowledged();
  const officer = await desk.visitor(kent);
  await officer.get(at);
  const wrong = { victimsIdentified: 'two', victimsSafeguarded: '1e3', devicesSeized: '-1', useful: 'yes' };
  const answer = await officer.post(`${at}/outcome`, wrong);
  assert.equal(answer.statusCode, 422);
  assert.match(
    textOf(answer.body),
    /There is a problem Choose the position( Enter a whole number, or leave it empty){3}/,
  );
  assert.match(answer.body, /value="two"/);
  assert.match(answer.body, /value="1e3"/);
  assert.match(answer.body, /name="useful" type="radio" value="yes" checked/);
  const closed = await officer.post(`${at}/outcome`, { status: 'closed' });
  assert.match(textOf(closed.body), /There is a problem Choose why it is closed/);
  const open = await officer.post(`${at}/outcome`, { status: 'arrest', closureReason: 'adult' });
  assert.match(textOf(open.body), /needs the position “Closed”/);
  const many = await officer.post(`${at}/outcome`, { status: 'arrest', devicesSeized: '999999' });
  assert.match(textOf(many.body), /Enter a whole number/);
});

test('an outcome is recorded as told, and a later one stands beside it', async () => {
  const at = await acknowledged();
  const officer = await desk.visitor(kent);
  await officer.get(at);
  const first = { status: 'arrest', victimsIdentified: '2', devicesSeized: '' };
  assert.equal((await officer.post(`${at}/outcome`, first)).headers.location, at);
  await officer.post(`${at}/outcome`, { status: 'closed', closureReason: 'unfounded' });
  const text = textOf((await officer.get(at)).body);
  assert.match(text, /Outcomes so far/);
  assert.match(text, /Arrest · 2 children identified/);
  assert.match(text, /Closed: The report was unfounded/);
  assert.doesNotMatch(text, /devices? seized/);
});

test('a report that was folded in stands in the package in full, its items sealed as well', async () => {
  const document = reportAboutKent() as { references: object[] };
  const twin = {
    ...(reportAboutKent() as object),
    references: document.references,
    narrative: 'Synthetic text of the twin.',
  };
  const number = await decidedReferral(desk, document);
  await desk.receive('platform-one', twin);
  const at = `/packages/${await sendTo(desk, 'kent', number)}`;
  const officer = await desk.visitor(kent);
  const body = (await officer.get(at)).body;
  const [other] = [...body.matchAll(/href="([^"]+\/reports\/ED-[^"]+)"/g)].map(([, href]) => href!);
  assert.ok(other, 'the package tells of the other report');
  const page = (await officer.get(other)).body;
  assert.match(textOf(page), /Report ED-\d+-[A-Z]/);
  assert.doesNotMatch(page, /Synthetic text of the twin|Synthetic narrative/);
  const report = /name="report" value="([^"]+)"/.exec(page)![1]!;
  const item = /name="item" value="(e\d+)"/.exec(page)![1]!;
  assert.match(textOf((await officer.post(`${at}/evidence`, { item, report })).body), /Synthetic/);
  assert.equal((await officer.get(`${at}/reports/ED-0000001-R`)).statusCode, 404);
});

test('the bureau reads what it sent, and acts for no unit', async () => {
  const at = await packageFor();
  const visitor = await visitorAs(desk, 'supervisor');
  const body = (await visitor.get(at)).body;
  assert.doesNotMatch(body, /Confirm receipt|Refuse the package/);
  assert.match(body, /Withdraw the package/);
  assert.equal((await visitor.post(`${at}/acknowledge`)).statusCode, 403);
  assert.equal((await visitor.post(`${at}/refuse`, { refusal: 'wrong-area' })).statusCode, 403);
  assert.equal((await visitor.post(`${at}/outcome`, { status: 'ongoing' })).statusCode, 403);
  for (const role of ['auditor', 'statistician', 'welfare-lead'] as const)
    assert.equal((await (await visitorAs(desk, role)).get(at)).statusCode, 403, role);
});
