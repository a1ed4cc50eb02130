import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson, type PersonActor, type Role } from '../access/index.ts';
import { alarmsOf, assessReferrals, currentDecision, currentPriority, placeOf } from '../assessment/index.ts';
import { type FactName, moveReferral, referralHeader, referralHeaders } from '../referral/index.ts';
import { contentWith, plant } from '../referral/test-referrals.ts';
import { inTransaction, rows, sql } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { acknowledgeAlarm } from './acknowledge-alarm.ts';
import { closeReferral } from './close-referral.ts';
import { decidePriority } from './decide-priority.ts';
import { readQueue } from './read-queue.ts';
import { assessUnjoined, reassessReferral } from './reassess-referral.ts';
import { takeReferral } from './take-referral.ts';

let db: TestStore;
let analyst: PersonActor;
let duty: PersonActor;
const others = {} as Record<Role, PersonActor>;

before(async () => {
  db = await testStore();
  analyst = await addPerson(db.store.db, { name: 'Analyst', roles: ['analyst'] });
  duty = await addPerson(db.store.db, { name: 'Duty', roles: ['duty-officer'] });
  for (const role of ['welfare-lead', 'force-officer', 'statistician', 'auditor', 'administrator'] as const) {
    others[role] = await addPerson(db.store.db, { name: role, roles: [role] });
  }
});
after(() => db.drop());

/** Plants one referral for each set of facts answered "yes" and assesses them. */
async function planted(...yes: FactName[][]): Promise<string[]> {
  const ids = await plant(
    db.store,
    yes.map((facts) => ({
      content: contentWith({ facts: Object.fromEntries(facts.map((fact) => [fact, 'yes'])) }),
    })),
  );
  await assess(ids);
  return ids;
}

async function assess(ids: readonly string[]): Promise<void> {
  const headers = await referralHeaders(db.store.db, ids);
  await inTransaction(db.store, (tx) =>
    assessReferrals(
      tx,
      db.store.clock.now(),
      headers.map((header) => ({ header, match: null, links: null })),
    ),
  );
}

/** Corrects a referral, as a supplement from its sender would. */
async function correct(id: string, facts: Partial<Record<FactName, 'yes' | 'no'>>): Promise<void> {
  await rows(
    db.ownerDb,
    sql`insert into referral_content select referral_id, version + 1, made_at, made_by,
      jsonb_set(facts, '{answers}', ${JSON.stringify(facts)}::jsonb), content, evidence
      from referral_content where referral_id = ${id} order by version desc limit 1`,
  );
  await rows(db.ownerDb, sql`update referral set version = version + 1 where id = ${id}`);
}

async function state(id: string, facts: Partial<Record<FactName, 'yes' | 'no'>>): Promise<void> {
  await correct(id, facts);
  await assess([id]);
}

const refused = (code: string) => (problem: unknown) => problem instanceof Problem && problem.code === code;

test('accepting stores the proposal as that person’s decision, with a ledger entry', async () => {
  const [id] = await planted(['coercion']);
  const decision = await decidePriority(db.store, analyst, { referralId: id!, accept: true });
  assert.equal(decision.band, 'high');
  assert.equal(decision.decidedBy, analyst.id);
  const [entry] = await rows<{ actor: string; detail: object }>(
    db.ownerDb,
    sql`select actor, detail from ledger_entry where action = 'decide-priority' and ${id}::uuid = any(subjects)`,
  );
  assert.equal(entry!.actor, `person:${analyst.id}`);
  assert.deepEqual(entry!.detail, { kind: 'accept', band: 'high', proposedBand: 'high', reasonCode: null });
});

test('a proposal is never a decision: until a person decides there is none', async () => {
  const [id] = await planted([]);
  assert.equal(await currentDecision(db.store.db, id!), null);
  assert.equal((await placeOf(db.store.db, id!))!.decided, false);
});

test('an override without a reason, with an empty one or with an unknown one is refused', async () => {
  const [id] = await planted([]);
  const override = (reasonCode: string) =>
    decidePriority(db.store, analyst, { referralId: id!, band: 'high', reasonCode });
  await assert.rejects(override(''), refused('assessment.reason-needed'));
  await assert.rejects(override('because'), refused('assessment.unknown-code'));
  await assert.rejects(override('constructor'), refused('assessment.unknown-code'));
  await assert.rejects(
    rows(
      db.store.db,
      sql`insert into decision (id, referral_id, assessment_id, proposed_band, floors, band, kind, decided_by, decided_at)
        select gen_random_uuid(), referral_id, id, band, '{}', 'low', 'override', ${analyst.id}, now() from assessment limit 1`,
    ),
    /decision_check/,
  );
  assert.equal(await currentDecision(db.store.db, id!), null);
});

test('an override moves the referral, and its note can be read only under the record’s key', async () => {
  const [id] = await planted([]);
  const asked = {
    referralId: id!,
    band: 'very-high',
    reasonCode: 'more-is-known',
    note: 'Seen before by Kim',
  } as const;
  const decision = await decidePriority(db.store, analyst, asked);
  assert.equal(decision.kind, 'override');
  assert.ok(!decision.note!.includes('Kim'));
  const place = await placeOf(db.store.db, id!);
  assert.equal(place!.band, 'very-high');
  assert.equal(place!.actBy.getTime() - place!.receivedAt.getTime(), 86_400_000);
});

test('a band that does not exist is refused', async () => {
  const [id] = await planted([]);
  const asked = { referralId: id!, band: 'urgent' as 'low', reasonCode: 'more-is-known' };
  await assert.rejects(decidePriority(db.store, analyst, asked), refused('assessment.unknown-code'));
});

test('a decision on a proposal that has changed meanwhile is refused', async () => {
  const [id] = await planted([]);
  const seen = (await currentPriority(db.store.db, id!))!.assessment.id;
  await state(id!, { coercion: 'yes' });
  await assert.rejects(
    decidePriority(db.store, analyst, { referralId: id!, assessmentId: seen, accept: true }),
    refused('assessment.proposal-changed'),
  );
});

test('a worse proposal after a decision lifts the place at once and flags the decision as out of date', async () => {
  const [id] = await planted([]);
  await decidePriority(db.store, analyst, {
    referralId: id!,
    band: 'low',
    reasonCode: 'information-doubtful',
  });
  await state(id!, { contactAbuse: 'yes' });
  const place = (await placeOf(db.store.db, id!))!;
  assert.deepEqual([place.band, place.decided, place.outOfDate], ['very-high', true, true]);
  assert.equal((await currentDecision(db.store.db, id!))!.outOfDate, true);
  assert.equal((await currentDecision(db.store.db, id!))!.band, 'low');
});

test('a milder proposal after a decision flags it and leaves the place as the person decided', async () => {
  const [id] = await planted(['coercion']);
  await decidePriority(db.store, analyst, { referralId: id!, accept: true });
  await state(id!, { coercion: 'no' });
  const place = (await placeOf(db.store.db, id!))!;
  assert.deepEqual([place.band, place.outOfDate], ['high', true]);
});

test('a floor is not lifted by an analyst, nor before its alarm is acknowledged; a duty officer may afterwards', async () => {
  const [id] = await planted(['immediateDanger']);
  const lower = { referralId: id!, band: 'low', reasonCode: 'child-safeguarded' } as const;
  await assert.rejects(
    decidePriority(db.store, analyst, lower),
    refused('assessment.floor-needs-duty-officer'),
  );
  await assert.rejects(decidePriority(db.store, duty, lower), refused('assessment.floor-needs-duty-officer'));
  assert.equal((await placeOf(db.store.db, id!))!.tier, 0);
  const [alarm] = await alarmsOf(db.store.db, [id!]);
  assert.equal(await acknowledgeAlarm(db.store, duty, alarm!.id), true);
  assert.equal(await acknowledgeAlarm(db.store, duty, alarm!.id), false);
  await assert.rejects(
    decidePriority(db.store, analyst, lower),
    refused('assessment.floor-needs-duty-officer'),
  );
  await decidePriority(db.store, duty, lower);
  const place = (await placeOf(db.store.db, id!))!;
  assert.deepEqual([place.tier, place.band, place.floors], [3, 'low', []]);

  await state(id!, { immediateDanger: 'yes', riskToChildsLife: 'yes' });
  const again = (await placeOf(db.store.db, id!))!;
  assert.deepEqual([again.tier, again.band, again.floors], [0, 'very-high', ['risk-to-life']]);
  const alarms = await alarmsOf(db.store.db, [id!]);
  assert.deepEqual(alarms.map(({ floors }) => floors).sort(), [['immediate-danger'], ['risk-to-life']]);
});

test('imminent danger raises one alarm and one job, however often it is assessed', async () => {
  const [id] = await planted(['liveStreaming']);
  await assess([id!]);
  await reassessReferral(db.store, analyst, id!);
  const alarms = await alarmsOf(db.store.db, [id!]);
  assert.equal(alarms.length, 1);
  const jobs = await rows(
    db.ownerDb,
    sql`select 1 from job where kind = 'notify-alarm' and subject = ${alarms[0]!.id}`,
  );
  assert.equal(jobs.length, 1);
  const stored = await rows(db.ownerDb, sql`select 1 from assessment where referral_id = ${id!}`);
  assert.equal(stored.length, 1);
});

test('a referral that could not be joined up is assessed on its own facts, and its alarm is raised', async () => {
  const [id] = await plant(db.store, [{ content: contentWith({ facts: { riskToChildsLife: 'yes' } }) }]);
  await assessUnjoined(db.store, [id!]);
  assert.equal((await alarmsOf(db.store.db, [id!])).length, 1);
  assert.equal((await placeOf(db.store.db, id!))!.novelty, 'not-matched');
});

test('a correction that could not be joined up is assessed too, and raises the alarm that it calls for', async () => {
  const [id] = await planted([]);
  await correct(id!, { riskToChildsLife: 'yes' });
  await assessUnjoined(db.store, [id!]);
  await assessUnjoined(db.store, [id!]);
  assert.equal((await alarmsOf(db.store.db, [id!])).length, 1);
  assert.equal((await placeOf(db.store.db, id!))!.tier, 0);
});

test('closing needs a person, a known reason and answered alarms; it takes the referral out of the queue', async () => {
  const [id] = await planted(['immediateDanger']);
  const close = (actor: PersonActor, reasonCode: string) =>
    closeReferral(db.store, actor, { referralId: id!, reasonCode, note: 'seen' });
  await assert.rejects(close(analyst, 'bored'), refused('assessment.unknown-code'));
  await assert.rejects(close(analyst, 'no-crime'), refused('assessment.alarm-open'));
  await assert.rejects(close(duty, 'no-crime'), refused('access.not-allowed'));
  assert.equal((await referralHeader(db.store.db, id!)).state, 'open');
  await acknowledgeAlarm(db.store, duty, (await alarmsOf(db.store.db, [id!]))[0]!.id);
  await close(analyst, 'no-crime');
  assert.equal((await referralHeader(db.store.db, id!)).state, 'closed');
  assert.equal(await placeOf(db.store.db, id!), null);
  await assert.rejects(close(analyst, 'no-crime'), refused('referral.action-not-possible'));
  await assert.rejects(
    decidePriority(db.store, analyst, { referralId: id!, accept: true }),
    refused('referral.action-not-possible'),
  );
});

test('the system, a sender and people in other roles may neither see the queue nor decide, close or acknowledge', async () => {
  const [id] = await planted(['immediateDanger']);
  const alarm = (await alarmsOf(db.store.db, [id!]))[0]!.id;
  const system = { kind: 'system', part: 'derive' } as const;
  const sender = { kind: 'source', id: 'platform-one', name: 'Platform' } as const;
  for (const actor of [system, sender, ...Object.values(others)]) {
    await assert.rejects(readQueue(db.store, actor), refused('access.not-allowed'));
    await assert.rejects(
      decidePriority(db.store, actor, { referralId: id!, accept: true }),
      refused('access.not-allowed'),
    );
    await assert.rejects(
      closeReferral(db.store, actor, { referralId: id!, reasonCode: 'no-crime' }),
      refused('access.not-allowed'),
    );
    await assert.rejects(acknowledgeAlarm(db.store, actor, alarm), refused('access.not-allowed'));
    await assert.rejects(takeReferral(db.store, actor, { referralId: id! }), refused('access.not-allowed'));
  }
  await assert.rejects(acknowledgeAlarm(db.store, analyst, alarm), refused('access.not-allowed'));
  await assert.rejects(acknowledgeAlarm(db.store, duty, 'no-id'), refused('assessment.unknown-alarm'));
});

test('the application cannot change or remove what was proposed, decided or raised', async () => {
  for (const table of [
    'assessment',
    'decision',
    'closure',
    'alarm',
    'alarm_acknowledgement',
    'alarm_notice',
  ]) {
    await assert.rejects(rows(db.store.db, sql`delete from ${sql.table(table)}`), /permission denied/);
    await assert.rejects(rows(db.ownerDb, sql`delete from ${sql.table(table)}`), /rows are only ever added/);
  }
});

test('a report folded in lifts the one that stays to the worst of both, and leaves the queue', async () => {
  const [head, member] = await planted([], ['liveStreaming']);
  await inTransaction(db.store, async (tx) => {
    const move = { at: db.store.clock.now(), actor: 'system:test', purpose: 'matching' } as const;
    await moveReferral(tx, { ...move, id: member!, action: 'fold', foldedInto: head! });
  });
  await assess([member!]);
  const place = (await placeOf(db.store.db, head!))!;
  assert.deepEqual([place.tier, place.folded], [0, 1]);
  assert.equal(await placeOf(db.store.db, member!), null);
  const page = await readQueue(db.store, duty, { limit: 500 });
  assert.equal(page.lines.find(({ referralId }) => referralId === head)!.alarmOpen, true);
});

test('one’s own work can be listed alone, and is handed back', async () => {
  const [id] = await planted([]);
  await takeReferral(db.store, analyst, { referralId: id! });
  const mine = await readQueue(db.store, analyst, { mine: true });
  assert.deepEqual(
    mine.lines.map(({ referralId }) => referralId),
    [id],
  );
  await takeReferral(db.store, analyst, { referralId: id!, handBack: true });
  assert.equal((await readQueue(db.store, analyst, { mine: true })).lines.length, 0);
});
