import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sourceById } from '../../access/index.ts';
import { openIntake, receiveDocument } from '../../flow/index.ts';
import { findReferral, referralHeader } from '../../referral/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { textOf, visitorAs } from '../test-units.ts';

let desk: TestDesk;
before(async () => {
  desk = await testDesk({ samples: false });
});
after(() => desk.close());

/** A document that no reader takes; answers with its number. */
async function quarantined(raw: string | Buffer, adapter?: string): Promise<string> {
  const { store } = desk.test;
  const source = await sourceById(store, 'platform-one');
  const submission = { raw: Buffer.from(raw), channel: 'api', adapter } as const;
  const [receipt] = await receiveDocument(openIntake(store), source, submission);
  assert.equal(receipt!.state, 'quarantined');
  return receipt!.number;
}

const BROKEN = '{\n  "incidentType": "nonsense",\n  "narrative": "SECRET-WORD <b>bold</b>"\n}';
const MENDED = BROKEN.replace('nonsense', 'other');
const broken = () => quarantined(BROKEN, 'native-json');

async function stateOf(number: string): Promise<string> {
  const { db } = desk.test.store;
  return (await referralHeader(db, await findReferral(db, number))).state;
}

async function actionsAbout(number: string): Promise<string[]> {
  const { db } = desk.test.store;
  const id = await findReferral(db, number);
  const entries = await rows(
    db,
    sql<{ action: string }>`select action from ledger_entry where subjects @> array[${id}::uuid] order by id`,
  );
  return entries.map(({ action }) => action);
}

test('the list tells why, from whom and how long ago, and nothing of what the documents hold', async () => {
  const number = await broken();
  const body = (await (await visitorAs(desk, 'analyst')).get('/quarantine')).body;
  const text = textOf(body);
  assert.match(text, new RegExp(`${number} The document is not valid`));
  assert.match(text, /Platform one/);
  assert.match(text, /0 minutes/);
  assert.doesNotMatch(body, /SECRET-WORD/);
});

test('only those who repair see the quarantine', async () => {
  const number = await broken();
  for (const role of ['statistician', 'auditor', 'force-officer', 'welfare-lead'] as const) {
    const visitor = await visitorAs(desk, role);
    assert.equal((await visitor.get('/quarantine')).statusCode, 403, role);
    assert.equal((await visitor.get(`/quarantine/${number}`)).statusCode, 403, role);
    assert.equal((await visitor.post(`/quarantine/${number}/open`)).statusCode, 403, role);
  }
});

test('an alarm leads to the document in quarantine, from the number of the referral', async () => {
  const number = await broken();
  const answer = await (await visitorAs(desk, 'duty-officer')).get(`/referrals/${number}`);
  assert.equal(answer.statusCode, 303);
  assert.equal(answer.headers.location, `/quarantine/${number}`);
});

test('a fault is told by line and element; the document is shown only once somebody opened it, and that is logged and counted', async () => {
  const number = await broken();
  const visitor = await visitorAs(desk, 'supervisor');
  const closed = (await visitor.get(`/quarantine/${number}`)).body;
  assert.match(textOf(closed), /2 \/incidentType must be equal to one of the allowed values/);
  assert.doesNotMatch(closed, /SECRET-WORD/);

  const opened = (await visitor.post(`/quarantine/${number}/open`)).body;
  assert.match(opened, /SECRET-WORD &lt;b&gt;bold&lt;\/b&gt;/);
  assert.match(textOf(opened), /Lines at fault 1 { 2 at fault/);
  assert.deepEqual(await actionsAbout(number), ['receive', 'open-quarantined']);
  assert.match(textOf((await visitor.get('/exposure')).body), /1 item in all/);
});

test('a repair needs a document and what was changed, and nothing that was typed is lost', async () => {
  const number = await broken();
  const visitor = await visitorAs(desk, 'analyst');
  await visitor.get(`/quarantine/${number}`);
  const answer = await visitor.post(`/quarantine/${number}/repair`, { document: MENDED, reason: ' ' });
  assert.equal(answer.statusCode, 422);
  assert.match(textOf(answer.body), /There is a problem Enter what you changed and why/);
  assert.match(answer.body, /&quot;incidentType&quot;: &quot;other&quot;/);
  const empty = await visitor.post(`/quarantine/${number}/repair`, { document: ' \n', reason: 'emptied' });
  assert.equal(empty.statusCode, 422);
  assert.match(empty.body, /value="emptied"/);
  assert.equal(await stateOf(number), 'quarantined');
});

test('a repair that cannot be read tells what is wrong now; one that can opens the referral', async () => {
  const number = await broken();
  const visitor = await visitorAs(desk, 'analyst');
  await visitor.get(`/quarantine/${number}`);
  const worse = { document: `${BROKEN.slice(0, -1)},\r\n"times": 7}`, reason: 'first try' };
  const again = await visitor.post(`/quarantine/${number}/repair`, worse);
  assert.equal(again.statusCode, 422);
  assert.match(textOf(again.body), /It still cannot be read/);
  assert.match(textOf(again.body), /\/times/);
  assert.match(textOf(again.body), /1 repair tried/);

  const form = { document: MENDED, reason: 'a wrong code', format: 'native-json' };
  const done = await visitor.post(`/quarantine/${number}/repair`, form);
  assert.equal(done.headers.location, `/quarantine?repaired=${number}`);
  assert.equal(await stateOf(number), 'open');
  assert.match(textOf((await visitor.get(`/quarantine?repaired=${number}`)).body), /could be read/);
  assert.equal((await visitor.get(`/quarantine/${number}`)).statusCode, 409);
});

test('a document is disposed of for a coded reason only, and stays counted', async () => {
  const number = await broken();
  const visitor = await visitorAs(desk, 'supervisor');
  await visitor.get(`/quarantine/${number}`);
  for (const disposal of ['', 'because', 'toString']) {
    const answer = await visitor.post(`/quarantine/${number}/dispose`, { disposal });
    assert.equal(answer.statusCode, 422);
    assert.match(textOf(answer.body), /Choose why it is disposed of/);
  }
  const done = await visitor.post(`/quarantine/${number}/dispose`, { disposal: 'test-document' });
  assert.equal(done.headers.location, `/quarantine?disposed=${number}`);
  assert.equal(await stateOf(number), 'disposed');
});

test('of bytes that are no text nothing was kept, and the page says so', async () => {
  const number = await quarantined(Buffer.from('%PDF-1.4\0\0'));
  const visitor = await visitorAs(desk, 'analyst');
  assert.match(textOf((await visitor.get(`/quarantine/${number}`)).body), /No known format, 10 bytes/);
  const body = (await visitor.post(`/quarantine/${number}/open`)).body;
  assert.match(textOf(body), /Nothing of the document was kept: it was not text/);
  assert.doesNotMatch(body, /%PDF/);
});

test('reading all again tells how many could be read; an address that says otherwise is not believed', async () => {
  await broken();
  const visitor = await visitorAs(desk, 'analyst');
  await visitor.get('/quarantine');
  const answer = await visitor.post('/quarantine/read-again');
  assert.match(answer.headers.location!, /^\/quarantine\?opened=0&remaining=\d+$/);
  assert.match(textOf((await visitor.get(answer.headers.location!)).body), /0 could be read now/);
  const forged = await visitor.get('/quarantine?opened=<b>1&remaining=9&repaired=ED-1');
  assert.doesNotMatch(forged.body, /govuk-notification-banner/);
});
