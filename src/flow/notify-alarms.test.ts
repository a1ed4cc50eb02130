import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { addPerson, type PersonActor } from '../access/index.ts';
import { assessReferrals, openAlarms } from '../assessment/index.ts';
import { formatNumber, referralHeaders } from '../referral/index.ts';
import { contentWith, plant } from '../referral/test-referrals.ts';
import { inTransaction, rows, sql } from '../shared/db.ts';
import { TEST_NOW, type TestStore, testStore } from '../store/test-database.ts';
import { acknowledgeAlarm } from './acknowledge-alarm.ts';
import { type AlarmChannel, type AlarmMessage, escalateAlarms, notifyAlarms } from './notify-alarms.ts';

let db: TestStore;
let duty: PersonActor;
let told: (AlarmMessage & { minute: number })[];
let failing: boolean;

before(async () => {
  db = await testStore();
  duty = await addPerson(db.store.db, { name: 'Duty', roles: ['duty-officer'] });
});
after(() => db.drop());
beforeEach(async () => {
  told = [];
  failing = false;
  db.store.clock.set(TEST_NOW);
  for (const { id } of await openAlarms(db.store.db)) await acknowledgeAlarm(db.store, duty, id);
  await rows(db.ownerDb, sql`delete from job`);
});

const mail: AlarmChannel = {
  name: 'mail',
  async send(message) {
    if (failing) throw Object.assign(new Error('a message that names somebody'), { code: 'ECONNREFUSED' });
    told.push({ ...message, minute: (db.store.clock.now().getTime() - TEST_NOW.getTime()) / 60_000 });
  },
};
const notifier = { channels: [mail], baseUrl: 'http://desk.test:8080' };

async function raise(count = 1): Promise<string[]> {
  const ids = await plant(
    db.store,
    Array.from({ length: count }, () => ({ content: contentWith({ facts: { immediateDanger: 'yes' } }) })),
  );
  const headers = await referralHeaders(db.store.db, ids);
  await inTransaction(db.store, (tx) =>
    assessReferrals(
      tx,
      db.store.clock.now(),
      headers.map((header) => ({ header, match: null, links: null })),
    ),
  );
  return headers.map(({ number }) => formatNumber(number));
}

/** What the worker does: takes every job that there is. */
async function work(): Promise<void> {
  const jobs = await rows<{ subject: string }>(
    db.ownerDb,
    sql`delete from job where kind = 'notify-alarm' returning subject`,
  );
  await notifyAlarms(
    db.store,
    notifier,
    jobs.map(({ subject }) => subject),
  );
}

/** Lets time pass in quarter-minute steps, looking each time, as the service does. */
async function pass(minutes: number): Promise<void> {
  for (let quarter = 0; quarter < minutes * 4; quarter += 1) {
    db.store.clock.set(new Date(db.store.clock.now().getTime() + 15_000));
    await escalateAlarms(db.store, notifier);
    await work();
  }
}

test('the duty officer is told at once, by number and link only', async () => {
  const [number] = await raise();
  await work();
  assert.deepEqual(told, [
    {
      to: ['duty-officer'],
      step: 0,
      alarms: [{ number, link: `http://desk.test:8080/referrals/${number}`, raisedAt: TEST_NOW }],
      minute: 0,
    },
  ]);
});

test('an alarm that nobody acknowledges calls the supervisor after 5 minutes, everybody after 15, and again each 15', async () => {
  await raise();
  await work();
  await pass(46);
  assert.deepEqual(
    told.map(({ minute, to }) => [minute, to.join()]),
    [
      [0, 'duty-officer'],
      [5, 'supervisor'],
      [15, 'duty-officer,supervisor'],
      [30, 'duty-officer,supervisor'],
      [45, 'duty-officer,supervisor'],
    ],
  );
});

test('it stops once a named person acknowledges, and the ledger says who', async () => {
  await raise();
  await work();
  await pass(3);
  const [alarm] = await openAlarms(db.store.db);
  await acknowledgeAlarm(db.store, duty, alarm!.id);
  await pass(20);
  assert.equal(told.length, 1);
  const [entry] = await rows<{ actor: string; detail: object }>(
    db.ownerDb,
    sql`select actor, detail from ledger_entry where action = 'acknowledge-alarm' order by id desc limit 1`,
  );
  assert.deepEqual(entry, {
    actor: `person:${duty.id}`,
    detail: { alarm: alarm!.id, floors: ['immediate-danger'] },
  });
});

test('many alarms at once are one message', async () => {
  await raise(20);
  await work();
  assert.equal(told.length, 1);
  assert.equal(told[0]!.alarms.length, 20);
});

test('a way that fails is tried again after 15 seconds, then ever later; each attempt and its code are kept', async () => {
  await raise();
  failing = true;
  await work();
  await pass(2);
  const attempts = await rows<{ seconds: number; problem: string }>(
    db.ownerDb,
    sql`select extract(epoch from n.attempted_at - ${TEST_NOW}::timestamptz)::integer as seconds, r.problem
      from alarm_notice n join alarm_notice_result r on r.notice_id = n.id
      where n.channel = 'mail' and not r.delivered order by n.id`,
  );
  assert.deepEqual(
    attempts.map(({ seconds }) => seconds),
    [0, 15, 45, 105],
  );
  assert.ok(attempts.every(({ problem }) => problem === 'ECONNREFUSED'));
  failing = false;
  await pass(3);
  assert.deepEqual(
    told.map(({ minute, step }) => [minute, step]),
    [
      [3.75, 0],
      [5, 1],
    ],
  );
});

test('two workers with the same alarm send one message', async () => {
  await raise();
  const [alarm] = await openAlarms(db.store.db);
  await Promise.all([1, 2, 3].map(() => notifyAlarms(db.store, notifier, [alarm!.id])));
  assert.equal(told.length, 1);
});

test('an attempt whose process died is made again after a minute', async () => {
  await raise();
  const [alarm] = await openAlarms(db.store.db);
  await rows(
    db.store.db,
    sql`insert into alarm_notice (alarm_id, step, channel, try, attempted_at) values (${alarm!.id}, 0, 'mail', 1, ${TEST_NOW})`,
  );
  await pass(2);
  assert.deepEqual(
    told.map(({ minute }) => minute),
    [1],
  );
});

test('without mail or webhook the alarm still stands on screen, and that is written down for each step', async () => {
  await raise();
  const alone = { channels: [], baseUrl: 'http://desk.test' };
  const [alarm] = await openAlarms(db.store.db);
  await notifyAlarms(db.store, alone, [alarm!.id]);
  db.store.clock.set(new Date(TEST_NOW.getTime() + 3 * 3_600_000));
  await escalateAlarms(db.store, alone);
  await notifyAlarms(db.store, alone, [alarm!.id]);
  const shown = await rows<{ step: number }>(
    db.ownerDb,
    sql`select step from alarm_notice where alarm_id = ${alarm!.id}`,
  );
  assert.deepEqual(shown, [{ step: 0 }]);
  assert.equal((await openAlarms(db.store.db)).length, 1);
});
