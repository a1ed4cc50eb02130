import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson, type PersonActor } from '../../access/index.ts';
import { BAND_ORDER, drawnByLot, membersOf } from '../../assessment/index.ts';
import { entriesAbout } from '../../ledger/index.ts';
import { type FactName, findReferral, formatNumber, referralHeader } from '../../referral/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { decidePriority } from '../decide-priority.ts';
import { deriveReferrals } from '../derive-referrals.ts';
import { guardReferral } from '../guard-referral.ts';
import { drawGradingSample } from './draw-grading-sample.ts';
import { gradeBlind, readBlind } from './grade-blind.ts';
import { readAgreement } from './read-agreement.ts';
import { readOversight } from './read-oversight.ts';
import { readSample, readSamples } from './read-samples.ts';
import { simulateOwn } from './simulate-own.ts';

let db: TestStore;
let supervisor: PersonActor;
let first: PersonActor;
let second: PersonActor;
let ids: string[];
before(async () => {
  db = await testStore();
  const add = (name: string, role: 'supervisor' | 'analyst') =>
    addPerson(db.store.db, { name, roles: [role] });
  supervisor = await add('Supervisor', 'supervisor');
  first = await add('Ann', 'analyst');
  second = await add('Bea', 'analyst');
  const none = Object.fromEntries(
    (
      [
        'immediateDanger',
        'contactAbuse',
        'priorOffending',
        'registeredOffender',
        'accessToChildren',
      ] as FactName[]
    ).map((fact) => [fact, 'no' as const]),
  );
  ids = await plant(
    db.store,
    Array.from({ length: 48 }, (_, i) => ({
      content: contentWith({ facts: i % 4 === 0 ? { ...none, coercion: 'yes' } : none }),
      sourceId: `sender-${i % 4}`,
      receivedAt: new Date(db.store.clock.now().getTime() - i * 3_600_000),
    })),
  );
  await deriveReferrals(db.store, ids);
  db.store.clock.set(new Date(db.store.clock.now().getTime() + 60_000));
});
after(() => db.drop());

const numberOf = async (id: string) => formatNumber((await referralHeader(db.store.db, id)).number);
const draw = (kind: string, size: number, seed = 3) =>
  drawGradingSample(db.store, supervisor, { kind, size, days: 28, seed });

test('a sample is drawn by its seed, in the ledger, from the bands asked for; others may not draw', async () => {
  const one = await draw('low-band', 10, 7);
  const again = await draw('low-band', 10, 7);
  const members = (id: string) => membersOf(db.store.db, id);
  const drawn = (await members(one.id)).map(({ referralId }) => referralId);
  assert.deepEqual(
    drawn,
    (await members(again.id)).map(({ referralId }) => referralId),
  );
  assert.ok((await members(one.id)).every(({ band }) => band === 'medium' || band === 'low'));
  const [entry] = (await entriesAbout(db.store.db, drawn[0]!, 10)).filter(
    ({ detail }) => detail['sample'] === one.id,
  );
  assert.deepEqual([entry?.action, entry?.detail['seed']], ['draw-grading-sample', 7]);
  await assert.rejects(drawGradingSample(db.store, first, { kind: 'double', size: 5, days: 28 }), {
    code: 'access.not-allowed',
  });
  for (const wrong of [{ kind: 'all' }, { size: 0 }, { size: 1.5 }, { days: 9_999 }])
    await assert.rejects(
      drawGradingSample(db.store, supervisor, { kind: 'double', size: 5, days: 28, ...wrong }),
      {
        code: 'assessment.unknown-code',
      },
    );
});

test('whoever grades sees what was stated and no band; grades once; never what they decided themselves', async () => {
  const decided = ids[1]!;
  await decidePriority(db.store, first, { referralId: decided, accept: true });
  const sample = await draw('low-band', 48);
  const number = await numberOf(decided);
  const of = { sampleId: sample.id, number };
  await assert.rejects(readBlind(db.store, first, of), { code: 'assessment.own-decision' });
  const page = await readBlind(db.store, second, of);
  assert.doesNotMatch(JSON.stringify(page), /"band"|very-high|points|low-band/);
  await gradeBlind(db.store, second, { ...of, band: 'high' });
  await assert.rejects(gradeBlind(db.store, second, { ...of, band: 'low' }), {
    code: 'assessment.already-graded',
  });
  await assert.rejects(gradeBlind(db.store, supervisor, { ...of, band: 'urgent' }), {
    code: 'assessment.unknown-code',
  });
  await assert.rejects(readBlind(db.store, second, { ...of, sampleId: 'none' }), {
    code: 'assessment.unknown-sample',
  });
  await assert.rejects(readBlind(db.store, supervisor, { ...of, number: await numberOf(ids[0]!) }), {
    code: 'assessment.not-drawn',
  });
  const { waiting, doneByReader, results } = await readSample(db.store, second, sample.id);
  assert.deepEqual([waiting.length, doneByReader, results], [35, 1, null]);
});

test('whoever only grades is not told what a sample was drawn for, nor by which lot: it would tell of the bands', async () => {
  const sample = await draw('low-band', 10, 977_351);
  for (const told of [await readSamples(db.store, second), await readSample(db.store, second, sample.id)])
    assert.doesNotMatch(JSON.stringify(told), /low-band|977351/);
  const { sample: known } = await readSample(db.store, supervisor, sample.id);
  assert.deepEqual([known.kind, known.seed], ['low-band', 977_351]);
});

test('a guarded referral of a sample is hidden from whoever may not see it, and counted', async () => {
  const sample = await draw('low-band', 48, 5);
  const [member] = await membersOf(db.store.db, sample.id);
  await guardReferral(db.store, supervisor, {
    referralId: member!.referralId,
    sensitivity: 'covert',
    reason: 'covert-work',
  });
  assert.equal((await readSample(db.store, second, sample.id)).hidden, 1);
  await assert.rejects(
    readBlind(db.store, second, { sampleId: sample.id, number: await numberOf(member!.referralId) }),
    {
      code: 'access.not-allowed',
    },
  );
  await guardReferral(db.store, supervisor, {
    referralId: member!.referralId,
    sensitivity: 'ordinary',
    reason: 'no-longer-needed',
  });
});

test('the share graded too low comes with its interval and its weights; agreement is shown from twenty cases on', async () => {
  const sample = await draw('double', 48, 11);
  const members = await membersOf(db.store.db, sample.id);
  for (const [i, { referralId, band }] of members.entries()) {
    const of = { sampleId: sample.id, number: await numberOf(referralId) };
    const worse = BAND_ORDER[Math.max(0, BAND_ORDER.indexOf(band) - 1)]!;
    await gradeBlind(db.store, second, { ...of, band: i % 6 === 0 ? worse : band });
    await gradeBlind(db.store, supervisor, { ...of, band: i % 8 === 0 ? worse : band });
  }
  const { results } = await readSample(db.store, supervisor, sample.id);
  const expected = Math.ceil(members.length / 6);
  assert.deepEqual([results?.underGraded?.found, results?.worse.length], [expected, expected]);
  assert.ok(
    Math.abs(results!.underGraded!.share.value - expected / members.length) < 1e-12,
    'everybody was looked at',
  );
  const agreement = await readAgreement(db.store, supervisor);
  assert.ok(agreement.standing.cases > 90);
  assert.ok(
    agreement.standing.weighted!.value > 0.5 &&
      agreement.standing.weighted!.low < agreement.standing.weighted!.value,
  );
  assert.deepEqual(
    agreement.pairs.map(({ first: a, second: b }) => [a, b]),
    [['Bea', 'Supervisor']],
  );
  assert.ok(agreement.several.alpha !== null && agreement.several.fleiss !== null);
  assert.equal(agreement.forces.length, 0);
  const lot = await drawnByLot(db.store.db);
  assert.equal(lot.length, 48);
  assert.ok(lot.every(({ weight }) => weight >= 1));
});

test('overrides, workload and drift over a period; small numbers have no rate', async () => {
  for (const id of [9, 10, 11, 13].map((i) => ids[i]!))
    await decidePriority(db.store, first, { referralId: id, band: 'high', reasonCode: 'more-is-known' });
  db.store.clock.set(new Date(db.store.clock.now().getTime() + 60_000));
  const page = await readOversight(db.store, supervisor);
  assert.equal(page.overrides.all.overridden.estimate, null, 'fewer than twenty decisions');
  assert.deepEqual([page.overrides.all.overridden.part, page.overrides.all.overridden.whole], [4, 5]);
  assert.equal(page.overrides.byReason, null, 'reasons would tell what the rates withhold');
  assert.deepEqual(
    page.overrides.byTeam.map(({ team, people }) => [team, people]),
    [['several', 1]],
  );
  assert.deepEqual(page.workload.find(({ name }) => name === 'Ann')?.decided, 5);
  assert.ok(page.drift.axes.every(({ tooFew, changed }) => tooFew && !changed));
  assert.ok(page.forces.units.length >= 1);
  for (const id of ids.slice(14, 30)) await decidePriority(db.store, first, { referralId: id, accept: true });
  db.store.clock.set(new Date(db.store.clock.now().getTime() + 60_000));
  const { overrides } = await readOversight(db.store, supervisor);
  assert.deepEqual(overrides.byReason, [{ reason: 'more-is-known', raised: 4, lowered: 0 }]);
  assert.deepEqual(
    overrides.byTeam.map(({ team, people }) => [team, people]),
    [['analyst', 1]],
  );
  await assert.rejects(readOversight(db.store, first), { code: 'access.not-allowed' });
});

test('a simulation with the bureau’s own arrivals, within what a page can answer', async () => {
  const ask = { arrivalsPerDay: null, byDay: 2, byNight: 1, minutesEach: 30, scenario: 'flood' } as const;
  const own = await simulateOwn(db.store, supervisor, ask);
  assert.equal(own.from, 48);
  assert.deepEqual(own.simulation?.results.map(({ order }) => order).includes('oracle'), false);
  assert.ok(own.simulation!.flooding > 0);
  assert.deepEqual((await simulateOwn(db.store, supervisor, ask)).simulation, own.simulation);
  const wild = await simulateOwn(db.store, supervisor, {
    ...ask,
    arrivalsPerDay: 1e9,
    byDay: Number.NaN,
    minutesEach: -1,
  });
  assert.deepEqual([wild.asked.byDay, wild.asked.minutesEach], [1, 1]);
  await assert.rejects(simulateOwn(db.store, second, ask), { code: 'access.not-allowed' });
});

test('whoever decides on a referral after it was drawn has seen its band, and may not grade it either', async () => {
  const sample = await draw('low-band', 48, 6);
  const { waiting } = await readSample(db.store, second, sample.id);
  const number = formatNumber(waiting[0]!.number);
  const referralId = await findReferral(db.store.db, number);
  await decidePriority(db.store, second, { referralId, accept: true });
  await assert.rejects(readBlind(db.store, second, { sampleId: sample.id, number }), {
    code: 'assessment.own-decision',
  });
  const after_ = await readSample(db.store, second, sample.id);
  assert.deepEqual([after_.waiting.length, after_.ownDecisions], [waiting.length - 1, 1]);
});

test('each look is one entry; samples and grades can only be added to', async () => {
  const count = async () =>
    (
      await rows(
        db.store.db,
        sql`select from ledger_entry where purpose = 'supervision' and verb = 'consulted'`,
      )
    ).length;
  const before_ = await count();
  await readSamples(db.store, second);
  await readAgreement(db.store, supervisor);
  assert.equal(await count(), before_ + 2);
  for (const table of ['grading_sample', 'grading_stratum', 'grading_member', 'blind_grade', 'source_turn'])
    await assert.rejects(
      rows(db.store.db, sql.raw(`delete from ${table}`) as ReturnType<typeof sql>),
      /permission|refused|grow/i,
    );
});
