import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson, type PersonActor, type Source } from '../access/index.ts';
import { openEvidenceItem, referralHeader } from '../referral/index.ts';
import { row, rows, sql } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import {
  acknowledgeAlarm,
  callForUnread,
  disposeQuarantined,
  findOwnReceipt,
  type Intake,
  listQuarantine,
  openIntake,
  openQuarantined,
  proveConservation,
  readAlarms,
  receiveDocument,
  repairDocument,
  replayQuarantined,
  retractDocument,
} from './index.ts';
import { lineAdapter, lines, mendedAdapter, platformAndPublic } from './test-intake.ts';

let db: TestStore;
let intake: Intake;
let platform: Source;
let other: Source;
let analyst: PersonActor;
let officer: PersonActor;
let officerOnDuty: PersonActor;

before(async () => {
  db = await testStore();
  intake = openIntake(db.store, { adapters: [lineAdapter] });
  ({ platform, other } = await platformAndPublic(db.store));
  analyst = await addPerson(db.store.db, { name: 'Analyst One', roles: ['analyst'] });
  officerOnDuty = await addPerson(db.store.db, { name: 'Duty One', roles: ['duty-officer'] });
  officer = await addPerson(db.store.db, {
    name: 'Officer One',
    roles: ['force-officer'],
    compartment: 'force-a',
  });
});
after(async () => {
  assert.equal((await proveConservation(db.store)).holds, true);
  await db.drop();
});

const hasCode = (code: string) => (failure: unknown) => failure instanceof Problem && failure.code === code;

async function quarantined(text = 'bad one'): Promise<string> {
  const [receipt] = await receiveDocument(intake, platform, lines(text));
  assert.equal(receipt!.state, 'quarantined');
  return receipt!.id;
}

async function actionsAbout(id: string): Promise<string[]> {
  const entries = await rows(
    db.store.db,
    sql<{ action: string }>`select action from ledger_entry where subjects @> array[${id}::uuid] order by id`,
  );
  return entries.map(({ action }) => action);
}

test('a repaired document opens its referral; the received one stays as it was', async () => {
  const id = await quarantined();
  const received = sql`select * from received_document where referral_id = ${id}`;
  const before = await rows(db.ownerDb, received);
  const receipt = await repairDocument(intake, analyst, id, {
    raw: Buffer.from('ok one'),
    reason: 'a typing error',
  });
  assert.equal(receipt.state, 'open');
  assert.equal(receipt.problem, undefined);
  assert.deepEqual(await rows(db.ownerDb, received), before);
  assert.equal((await openEvidenceItem(db.store, db.store.db, id, 'e0')).open('test').value, 'ok one');
  assert.deepEqual(await actionsAbout(id), ['receive', 'repair', 'move']);
  const job = await row(db.store.db, sql`select 1 from job where subject = ${id}`);
  assert.ok(job);
});

test('a repair that cannot be read either is kept, told, and can be followed by another', async () => {
  const id = await quarantined();
  const second = await repairDocument(intake, analyst, id, {
    raw: Buffer.from('bad two'),
    reason: 'first try',
  });
  assert.equal(second.state, 'quarantined');
  assert.equal(second.problem!.code, 'intake.invalid');
  const opened = await openQuarantined(db.store, analyst, id);
  assert.equal(opened.open('test').toString(), 'bad two');
  const third = await repairDocument(intake, analyst, id, {
    raw: Buffer.from('ok three'),
    reason: 'second try',
  });
  assert.equal(third.state, 'open');
  assert.deepEqual(await actionsAbout(id), ['receive', 'repair', 'open-quarantined', 'repair', 'move']);
});

test('two people who repair the same document at once: one of them succeeds', async () => {
  const id = await quarantined();
  const repair = (text: string) =>
    repairDocument(intake, analyst, id, { raw: Buffer.from(text), reason: 'both' });
  const outcomes = await Promise.allSettled([repair('ok left'), repair('ok right')]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const lost = outcomes.find((outcome) => outcome.status === 'rejected');
  assert.ok(lost?.reason instanceof Problem);
});

test('a repair may not turn one receipt into several referrals', async () => {
  const id = await quarantined();
  const receipt = await repairDocument(intake, analyst, id, {
    raw: Buffer.from('ok a\nok b'),
    reason: 'two',
  });
  assert.equal(receipt.problem!.code, 'intake.several-referrals');
  assert.equal(receipt.state, 'quarantined');
});

test('what is not in quarantine cannot be repaired, opened as such, or disposed of', async () => {
  const [receipt] = await receiveDocument(intake, platform, lines('ok'));
  const { id } = receipt!;
  const repair = { raw: Buffer.from('ok'), reason: 'none' };
  for (const attempt of [
    () => repairDocument(intake, analyst, id, repair),
    () => openQuarantined(db.store, analyst, id),
    () => disposeQuarantined(db.store, analyst, id, 'unreadable'),
  ]) {
    await assert.rejects(attempt(), hasCode('intake.not-quarantined'));
  }
});

test('only those who may repair see the quarantine', async () => {
  const id = await quarantined();
  const repair = { raw: Buffer.from('ok'), reason: 'none' };
  for (const attempt of [
    () => listQuarantine(db.store, officer),
    () => openQuarantined(db.store, officer, id),
    () => repairDocument(intake, officer, id, repair),
    () => replayQuarantined(intake, officer),
    () => disposeQuarantined(db.store, officer, id, 'unreadable'),
  ]) {
    await assert.rejects(attempt(), hasCode('access.not-allowed'));
  }
});

test('the list of the quarantine tells what is wrong and nothing of what the documents hold', async () => {
  const id = await quarantined('bad SECRETWORD');
  const list = await listQuarantine(db.store, analyst);
  const line = list.find((one) => one.id === id)!;
  assert.equal(line.sourceId, 'platform-a');
  assert.equal(line.problem.faults[0]!.reason, 'bad');
  assert.doesNotMatch(JSON.stringify(list), /SECRETWORD/);
});

test('after a reader was mended, replaying opens what it can read now and tells what remains', async () => {
  const readable = [await quarantined('crash here'), await quarantined('bad there')];
  const [unknown] = await receiveDocument(intake, platform, { raw: Buffer.from('%%%'), channel: 'api' });
  const mended = openIntake(db.store, { adapters: [mendedAdapter] });
  const replay = await replayQuarantined(mended, analyst);
  assert.ok(readable.every((id) => replay.opened.includes(id)));
  assert.ok(!replay.opened.includes(unknown!.id));
  assert.equal(replay.remaining, (await listQuarantine(db.store, analyst)).length);
  assert.equal((await referralHeader(db.store.db, readable[0]!)).state, 'open');
  assert.deepEqual(await actionsAbout(readable[0]!), ['receive', 'move', 'replay']);
});

test('a disposed document stays counted, and its key is destroyed', async () => {
  const id = await quarantined();
  await disposeQuarantined(db.store, analyst, id, 'test-document');
  const record = await row(
    db.ownerDb,
    sql<{ state: string; wrapped_key: unknown }>`select state, wrapped_key from referral where id = ${id}`,
  );
  assert.deepEqual({ ...record }, { state: 'disposed', wrapped_key: null });
  assert.deepEqual(await actionsAbout(id), ['receive', 'move', 'dispose']);
});

test('a sender sees and takes back its own documents only', async () => {
  const [receipt] = await receiveDocument(intake, platform, lines('ok mine'));
  await assert.rejects(findOwnReceipt(db.store, other, receipt!.number), hasCode('referral.not-found'));
  await assert.rejects(retractDocument(db.store, other, receipt!.number), hasCode('referral.not-found'));
  assert.equal((await retractDocument(db.store, platform, receipt!.number)).state, 'retracted');
  assert.equal((await findOwnReceipt(db.store, platform, receipt!.number)).state, 'retracted');
  await assert.rejects(
    retractDocument(db.store, platform, receipt!.number),
    hasCode('referral.action-not-possible'),
  );
  assert.deepEqual(await actionsAbout(receipt!.id), ['receive', 'move']);
});

test('an unreadable document that may tell of danger calls a person, once, and is not disposed of before', async () => {
  const id = await quarantined('bad she is in danger right now');
  const quiet = await quarantined('bad but of nothing');
  const jobs = await rows(
    db.store.db,
    sql<{
      subject: string;
    }>`select subject from job where kind = 'call-for-unread' and subject in (${id}, ${quiet})`,
  );
  assert.deepEqual(
    jobs.map(({ subject }) => subject),
    [id],
  );
  await callForUnread(db.store, [id]);
  await callForUnread(db.store, [id]);
  const { open } = await readAlarms(db.store, officerOnDuty);
  const called = open.filter(({ referralId }) => referralId === id);
  assert.deepEqual(
    called.map(({ floors }) => floors),
    [['unread-danger']],
  );
  await assert.rejects(
    disposeQuarantined(db.store, analyst, id, 'not-a-referral'),
    hasCode('assessment.alarm-open'),
  );
  await openQuarantined(db.store, officerOnDuty, id);
  await acknowledgeAlarm(db.store, officerOnDuty, called[0]!.id);
  await disposeQuarantined(db.store, analyst, id, 'not-a-referral');
});

test('what was repaired before anybody was called is left to its own assessment', async () => {
  const id = await quarantined('bad she is in danger right now, again');
  await repairDocument(intake, analyst, id, { raw: Buffer.from('ok again'), reason: 'a typing error' });
  await callForUnread(db.store, [id]);
  const { open } = await readAlarms(db.store, officerOnDuty);
  assert.ok(!open.some(({ referralId }) => referralId === id));
});
