import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { issueToken, sourceById } from '../access/index.ts';
import {
  dropSubmissions,
  type Intake,
  openIntake,
  proveConservation,
  receiveDocument,
} from '../flow/index.ts';
import { platformAndPublic } from '../flow/test-intake.ts';
import { openContents } from '../referral/index.ts';
import { rows, sql } from '../shared/db.ts';
import { TEST_NOW, type TestStore, testStore } from '../store/test-database.ts';
import { cyberTiplineEndpoint } from './index.ts';

const system = { kind: 'system', part: 'test' } as const;
const fixture = (name: string) =>
  readFileSync(new URL(`../intake/fixtures/${name}`, import.meta.url), 'utf8');
const REPORT = fixture('cybertip-report.xml');
const FILE = fixture('cybertip-file-details.xml');

let db: TestStore;
let app: FastifyInstance;
let intake: Intake;
const secrets: Record<string, string> = {};
const bugs: string[] = [];

before(async () => {
  db = await testStore();
  await platformAndPublic(db.store);
  for (const id of ['platform-a', 'platform-b']) secrets[id] = await issueToken(db.store, system, id);
  intake = openIntake(db.store);
  app = Fastify({ logger: false });
  await app.register(cyberTiplineEndpoint, { intake, onBug: (code) => void bugs.push(code) });
});
beforeEach(() => db.store.clock.set(TEST_NOW));
after(async () => {
  await app.close();
  await db.drop();
  assert.deepEqual(bugs, []);
});

type Sent = { type?: string; user?: string; secret?: string };

async function send(
  path: string,
  payload: string,
  { type = 'text/xml; charset=utf-8', user = 'platform-a', secret = secrets[user] }: Sent = {},
) {
  const authorization = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
  const answer = await app.inject({
    method: 'POST',
    url: `/ispws${path}`,
    headers: { authorization, 'content-type': type },
    payload,
  });
  const field = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(answer.body)?.[1];
  return {
    status: answer.statusCode,
    body: answer.body,
    code: Number(field('responseCode')),
    reportId: field('reportId') ?? '',
    says: field('responseDescription') ?? '',
  };
}

const form = (id: string): [string, Sent] => [`id=${id}`, { type: 'application/x-www-form-urlencoded' }];
const fileOf = (reportId: string, fileId = 'f-1') =>
  FILE.replace('4001', reportId).replace(/<fileId>.*<\/fileId>/, `<fileId>${fileId}</fileId>`);

async function openReport(): Promise<string> {
  const { status, code, reportId } = await send('/submit', REPORT);
  assert.deepEqual([status, code], [200, 0]);
  return reportId;
}

async function count(table: 'referral' | 'open_submission_part'): Promise<number> {
  return (await rows(db.ownerDb, sql`select 1 from ${sql.table(table)}`)).length;
}

test('a report and the details of its files become one receipt when they are finished, and not before', async () => {
  const before = await count('referral');
  const reportId = await openReport();
  assert.equal((await send('/fileinfo', fileOf(reportId))).code, 0);
  assert.equal(await count('referral'), before);
  const done = await send('/finish', ...form(reportId));
  assert.match(
    done.body,
    /<reportDoneResponse><responseCode>0<\/responseCode>.*<files><fileId>f-1<\/fileId><\/files>/,
  );
  const [referral] = await rows<{ id: string; state: string }>(
    db.ownerDb,
    sql`select id, state from referral order by number desc limit 1`,
  );
  const [opened] = await openContents(db.store, db.store.db, [referral!.id]);
  const content = opened!.content.open('test');
  assert.equal(referral!.state, 'open');
  assert.deepEqual(content.references, [{ scheme: 'cybertipline-endpoint', value: reportId }]);
  assert.deepEqual(
    content.files.map(({ heldBy, holderReference }) => [heldBy, holderReference]),
    [['Platform A', 'f-1']],
  );
  assert.equal(await count('open_submission_part'), 0);
});

test('a report is finished once, whatever the form of the request', async () => {
  const reportId = await openReport();
  const multipart = `--b\r\nContent-Disposition: form-data; name="id"\r\n\r\n${reportId}\r\n--b--\r\n`;
  const first = await send('/finish', multipart, { type: 'multipart/form-data; boundary=b' });
  const second = await send('/finish', ...form(reportId));
  assert.deepEqual([first.code, second.status, second.code], [0, 409, 5102]);
  assert.deepEqual((await send('/fileinfo', fileOf(reportId))).code, 5102);
  assert.deepEqual((await send('/retract', ...form(reportId))).code, 5102);
});

test('finishing that was cut short is completed, with the same receipt', async () => {
  const reportId = await openReport();
  const before = await count('referral');
  await rows(
    db.ownerDb,
    sql`update open_submission set state = 'finishing' where report_id = ${Number(reportId)}`,
  );
  assert.equal((await send('/fileinfo', fileOf(reportId))).code, 5102);
  db.store.clock.set(new Date(TEST_NOW.getTime() + 120_000));
  assert.deepEqual(await dropSubmissions(intake), { finished: 1, dropped: 0 });
  assert.equal(await count('referral'), before + 1);
  assert.equal((await send('/finish', ...form(reportId))).code, 5102);
});

test('finishing twice at the same time gives one receipt', async () => {
  const reportId = await openReport();
  const before = await count('referral');
  const codes = await Promise.all([1, 2, 3].map(async () => (await send('/finish', ...form(reportId))).code));
  assert.ok(codes.includes(0) && codes.every((code) => code === 0 || code === 5102), String(codes));
  assert.equal(await count('referral'), before + 1);
});

test('a file is refused unread, whatever it is', async () => {
  const answer = await send('/upload', 'any bytes at all', { type: 'multipart/form-data; boundary=b' });
  assert.deepEqual([answer.status, answer.code], [403, 3000]);
  assert.match(answer.says, /no file is taken here/);
});

test('details of a file sent twice count once; other details under its id are refused', async () => {
  const reportId = await openReport();
  assert.equal((await send('/fileinfo', fileOf(reportId))).code, 0);
  assert.equal((await send('/fileinfo', fileOf(reportId))).code, 0);
  assert.equal((await send('/fileinfo', fileOf(reportId).replace('holiday', 'other'))).code, 4000);
  assert.equal((await send('/fileinfo', fileOf(reportId, 'f-2'))).code, 0);
  assert.match((await send('/finish', ...form(reportId))).body, /<fileId>f-1<\/fileId><fileId>f-2<\/fileId>/);
});

test('what is refused says where and why, and is kept in quarantine once', async () => {
  const wrong = REPORT.replace('2026-02-14T21:05:00-05:00', '2026-02-14T21:05:00');
  const before = await count('referral');
  const answers = [await send('/submit', wrong), await send('/submit', wrong)];
  for (const { status, code, says } of answers) {
    assert.deepEqual([status, code], [400, 4100]);
    assert.match(
      says,
      /^Validation failed: line \d+: \/report\/incidentSummary\/incidentDateTime must state its offset/,
    );
  }
  assert.equal(await count('referral'), before + 1);
  assert.deepEqual((await send('/submit', '<report>')).code, 4110);
  assert.deepEqual((await send('/submit', FILE)).code, 4000);
  assert.deepEqual((await send('/submit', '')).code, 4000);
});

test('a batched report with two files cannot be finished, and can be retracted', async () => {
  const batched = `<report><batchedReport reason="VIRAL_POTENTIAL_MEME"/><incidentSummary><incidentType>Child Sex Trafficking</incidentType><incidentDateTime>2026-01-01T00:00:00Z</incidentDateTime></incidentSummary><reporter><reportingPerson/></reporter></report>`;
  const file = (id: string) =>
    `<fileDetails><reportId>${reportId}</reportId><fileId>${id}</fileId><fileAnnotations><viral/></fileAnnotations></fileDetails>`;
  const { reportId } = await send('/submit', batched);
  for (const id of ['f-1', 'f-2']) assert.equal((await send('/fileinfo', file(id))).code, 0);
  const refused = await send('/finish', ...form(reportId));
  assert.deepEqual([refused.status, refused.code], [400, 4100]);
  assert.match(refused.body, /only one file/);
  assert.equal((await send('/retract', ...form(reportId))).code, 0);
  assert.equal((await send('/finish', ...form(reportId))).code, 5101);
});

test('nobody gets in with a wrong secret or another name, and a report is its sender’s alone', async () => {
  assert.deepEqual((await send('/submit', REPORT, { secret: 'wrong' })).code, 2000);
  assert.deepEqual(
    (await send('/submit', REPORT, { user: 'platform-b', secret: secrets['platform-a']! })).status,
    401,
  );
  const reportId = await openReport();
  assert.equal((await send('/finish', `id=${reportId}`, { ...form('')[1], user: 'platform-b' })).code, 5001);
  assert.equal((await send('/finish', 'id=abc', form('')[1])).code, 5001);
  assert.equal((await app.inject({ url: '/ispws/status' })).statusCode, 401);
});

test('what is never finished is dropped a day after its opening and an hour after its last change, and counted', async () => {
  await dropEverything();
  const reportId = await openReport();
  const later = (hours: number) => db.store.clock.set(new Date(TEST_NOW.getTime() + hours * 3_600_000));
  later(23.5);
  assert.equal((await send('/fileinfo', fileOf(reportId))).code, 0);
  later(24.4);
  assert.deepEqual(await dropSubmissions(intake), { finished: 0, dropped: 0 });
  later(24.6);
  assert.deepEqual(await dropSubmissions(intake), { finished: 0, dropped: 1 });
  assert.equal((await send('/finish', ...form(reportId))).code, 5001);
  const [counted] = await rows<{ refused: number }>(
    db.ownerDb,
    sql`select refused from refusal_count where code = 'intake.submission-abandoned' and day = '2026-03-03'`,
  );
  assert.equal(counted?.refused, 1);
  const [entry] = await rows<{ verb: string; detail: object }>(
    db.ownerDb,
    sql`select verb, detail from ledger_entry where action = 'drop-submission' order by id desc limit 1`,
  );
  assert.deepEqual(entry, {
    verb: 'erased',
    detail: { source: 'platform-a', submission: Number(reportId), files: 1 },
  });
});

test('a key that a sender used elsewhere stands in no report’s way', async () => {
  const reportId = await openReport();
  const sender = await sourceById(db.store, 'platform-a');
  const idempotencyKey = `cybertipline-endpoint ${reportId}`;
  await receiveDocument(intake, sender, { raw: Buffer.from('{'), channel: 'api', idempotencyKey });
  assert.equal((await send('/finish', ...form(reportId))).code, 0);
});

test('a report that cannot be finished does not hold up the others, and is told of', async () => {
  await dropEverything();
  const [broken, whole] = [await openReport(), await openReport()];
  const ids = [Number(broken), Number(whole)];
  await rows(
    db.ownerDb,
    sql`update open_submission set state = 'finishing' where report_id = any(${ids}::bigint[])`,
  );
  await rows(db.ownerDb, sql`update open_submission_part set bytes = '' where report_id = ${ids[0]!}`);
  const before = await count('referral');
  db.store.clock.set(new Date(TEST_NOW.getTime() + 120_000));
  await assert.rejects(dropSubmissions(intake));
  assert.equal(await count('referral'), before + 1);
  assert.equal((await send('/finish', ...form(whole))).code, 5102);
  await rows(
    db.ownerDb,
    sql`update open_submission set state = 'dropped', wrapped_key = null where report_id = ${ids[0]!}`,
  );
});

test('guesses at a secret are limited', async () => {
  const strict = Fastify({ logger: false });
  await strict.register(cyberTiplineEndpoint, { intake, requestsPerMinute: 2 });
  const guess = async () => (await strict.inject({ url: '/ispws/status' })).statusCode;
  assert.deepEqual([await guess(), await guess(), await guess()], [401, 401, 429]);
  await strict.close();
});

async function dropEverything(): Promise<void> {
  db.store.clock.set(new Date(TEST_NOW.getTime() + 400 * 3_600_000));
  await dropSubmissions(intake);
  db.store.clock.set(TEST_NOW);
}

test('nothing that is open lies there in plain', async () => {
  await openReport();
  const parts = await rows<{ bytes: Buffer }>(db.ownerDb, sql`select bytes from open_submission_part`);
  assert.ok(parts.length > 0);
  for (const { bytes } of parts) assert.ok(!bytes.includes('sample_user'));
});

test('every receipt that came this way is where the ledger says it is', async () => {
  assert.equal((await proveConservation(db.store)).holds, true);
});

test('/status and /xsd answer as clients expect', async () => {
  const authorization = `Basic ${Buffer.from(`platform-a:${secrets['platform-a']}`).toString('base64')}`;
  const status = await app.inject({ url: '/ispws/status', headers: { authorization } });
  assert.match(status.body, /<responseDescription>Remote User : platform-a, Remote Ip : /);
  assert.ok(status.headers['request-id']);
  assert.match(
    (await app.inject({ url: '/ispws/xsd', headers: { authorization } })).body,
    /<xs:element name="report"/,
  );
});
