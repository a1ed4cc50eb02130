import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson, openBureau, type PersonActor, registerSource } from '../../access/index.ts';
import {
  currentPriority,
  gradingsOf,
  instrumentVersions,
  placeOf,
  SHIPPED_INSTRUMENTS,
  standingGradings,
} from '../../assessment/index.ts';
import type { ReferralContent } from '../../referral/index.ts';
import { contentWith } from '../../referral/test-referrals.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { deriveReferrals } from '../derive-referrals.ts';
import { openIntake } from '../open-intake.ts';
import { receiveDocument } from '../receive-document.ts';
import { answerGuided } from './answer-guided.ts';
import { finishGuided } from './finish-guided.ts';
import { listGuided, listGuidedWork } from './list-guided.ts';
import { listInstruments, publishInstrument, withdrawInstrument } from './manage-instruments.ts';
import { readGuided } from './read-guided.ts';
import { reviewAssessments } from './review-assessments.ts';
import { askSecondGrading } from './second-grading.ts';
import { setBaseRate } from './set-base-rate.ts';
import { startGuided } from './start-guided.ts';

const SYSTEM = { kind: 'system', part: 'test' } as const;
const FOUR = SHIPPED_INSTRUMENTS.find(({ demoOnly }) => !demoOnly)!;

let test_: TestStore;
let analyst: PersonActor;
let other: PersonActor;
let supervisor: PersonActor;
let serial = 0;

before(async () => {
  test_ = await testStore();
  const { store } = test_;
  await openBureau(store.db, { name: 'Test bureau', synthetic: false, openedAt: store.clock.now() });
  analyst = await addPerson(store.db, { name: 'Analyst', roles: ['analyst'], compartment: null });
  other = await addPerson(store.db, { name: 'Other', roles: ['analyst'], compartment: null });
  supervisor = await addPerson(store.db, { name: 'Supervisor', roles: ['supervisor'], compartment: null });
});
after(() => test_.drop());

async function receive(content: Partial<ReferralContent>): Promise<string> {
  const { store } = test_;
  const source = await registerSource(store, SYSTEM, { id: 'platform-a', name: 'A', kind: 'platform' });
  serial += 1;
  const raw = Buffer.from(JSON.stringify({ ...contentWith(content), reference: `r-${serial}` }));
  const [receipt] = await receiveDocument(openIntake(store), source, {
    raw,
    channel: 'api',
    adapter: 'native-json',
  });
  assert.equal(receipt!.problem, undefined, JSON.stringify(receipt!.problem?.faults));
  await deriveReferrals(store, [receipt!.id]);
  return receipt!.id;
}

async function finish(actor: PersonActor, referralId: string, answers: Record<string, string>, more = {}) {
  const { store } = test_;
  const { id: assessmentId } = await startGuided(store, actor, { referralId, ...more });
  for (const [item, value] of Object.entries(answers))
    await answerGuided(store, actor, { assessmentId, item, value, note: 'Record 1' });
  return finishGuided(store, actor, { assessmentId, accept: true });
}

const jobs = async (subject: string) =>
  rows(test_.ownerDb, sql`select id from job where kind = 'review-assessments' and subject = ${subject}`);

test('the shipped instruments pass their own checks and are put to use once', async () => {
  const listed = await listInstruments(test_.store, supervisor);
  assert.deepEqual(
    listed.flatMap(({ findings }) => findings.filter(({ refuses }) => refuses)),
    [],
  );
  for (const { id, inUse, instrument } of listed) assert.equal(inUse, !instrument.demoOnly, id);
  await listInstruments(test_.store, supervisor);
  assert.equal((await instrumentVersions(test_.store.db)).length, SHIPPED_INSTRUMENTS.length);
});

test('what a referral states is offered, and counts only once a person has answered', async () => {
  const id = await receive({ facts: { accessToChildren: 'yes', contactAbuse: 'no' } });
  const { id: assessmentId } = await startGuided(test_.store, analyst, { referralId: id });
  const page = await readGuided(test_.store, analyst, assessmentId);
  assert.equal(page.known['access']!.option, 'regular');
  assert.equal(page.known['contact-now']!.option, 'no');
  assert.equal(page.answers.size, 0);
  assert.deepEqual([page.range.lowest, page.range.highest], ['low', 'very-high']);
  await answerGuided(test_.store, analyst, { assessmentId, item: 'access', value: 'regular' });
  const after = await readGuided(test_.store, analyst, assessmentId);
  assert.equal(after.answers.get('access')!.origin, 'known');
  assert.deepEqual([after.range.lowest, after.range.drivers.raises], ['medium', ['access']]);
});

test('an answer that needs evidence is refused without any; its note is sealed and kept', async () => {
  const id = await receive({});
  const { id: assessmentId } = await startGuided(test_.store, analyst, { referralId: id });
  const answer = { assessmentId, item: 'violence', value: 'yes' };
  await assert.rejects(answerGuided(test_.store, analyst, answer), { code: 'assessment.evidence-needed' });
  await answerGuided(test_.store, analyst, { ...answer, note: 'A record of 2014 by name' });
  const kept = await rows<{ note: Buffer }>(
    test_.ownerDb,
    sql`select note from guided_answer where assessment_id = ${assessmentId}`,
  );
  assert.ok(kept[0]!.note.length > 0 && !kept[0]!.note.includes('2014'));
  await assert.rejects(answerGuided(test_.store, analyst, { ...answer, evidence: ['e99'] }), {
    code: 'referral.evidence-not-found',
  });
});

test('an accepted band becomes the suspect’s risk, and lifts no floor', async () => {
  const id = await receive({ facts: { distribution: 'yes' } });
  const before = (await currentPriority(test_.store.db, id))!.proposal.band;
  assert.equal(before, 'medium');
  await finish(analyst, id, { 'contact-now': 'clear' });
  assert.equal((await currentPriority(test_.store.db, id))!.proposal.band, 'very-high');

  const urgent = await receive({ facts: { immediateDanger: 'yes', contactAbuse: 'yes' } });
  const low = Object.fromEntries(FOUR.items.map(({ code, options }) => [code, options[0]!.value]));
  const made = await finish(analyst, urgent, low);
  assert.deepEqual([made.lowest, made.highest, made.band], ['low', 'low', 'low']);
  const place = await placeOf(test_.store.db, urgent);
  assert.equal(place!.band, 'very-high');
  assert.ok((await currentPriority(test_.store.db, urgent))!.proposal.floors.includes('immediate-danger'));
});

test('what a person finds with an instrument is held back by no flood of its source', async () => {
  const id = await receive({ facts: { distribution: 'yes' } });
  const turnAt = new Date(test_.store.clock.now().getTime() + 86_400_000);
  await rows(
    test_.ownerDb,
    sql`insert into source_turn (referral_id, source_id, arrived_at, turn_at) values (${id}, 'platform-a', ${test_.store.clock.now()}, ${turnAt})
      on conflict (referral_id) do nothing`,
  );
  await finish(analyst, id, { 'contact-now': 'clear' });
  assert.equal((await placeOf(test_.store.db, id))!.band, 'very-high');
});

test('departing from a band needs a reason of the decision model, and the band that was seen', async () => {
  const id = await receive({});
  const { id: assessmentId } = await startGuided(test_.store, analyst, { referralId: id });
  const asked = { assessmentId, band: 'high' };
  await assert.rejects(finishGuided(test_.store, analyst, { ...asked, reasonCode: '' }), {
    code: 'assessment.reason-needed',
  });
  await assert.rejects(finishGuided(test_.store, analyst, { ...asked, reasonCode: 'mood' }), {
    code: 'assessment.unknown-code',
  });
  await assert.rejects(finishGuided(test_.store, analyst, { assessmentId, accept: true, shown: 'low' }), {
    code: 'assessment.answers-changed',
  });
  await finishGuided(test_.store, analyst, { ...asked, reasonCode: 'more-is-known' });
  const [grading] = await gradingsOf(test_.store.db, id);
  assert.deepEqual([grading!.kind, grading!.proposedBand, grading!.band], ['override', 'medium', 'high']);
  await assert.rejects(finishGuided(test_.store, analyst, { assessmentId, accept: true }), {
    code: 'assessment.assessment-finished',
  });
});

test('nobody else answers what somebody has started', async () => {
  const id = await receive({});
  const { id: assessmentId } = await startGuided(test_.store, analyst, { referralId: id });
  await assert.rejects(answerGuided(test_.store, other, { assessmentId, item: 'access', value: 'none' }), {
    code: 'assessment.not-yours',
  });
  await assert.rejects(readGuided(test_.store, other, assessmentId), { code: 'assessment.not-yours' });
  assert.equal((await startGuided(test_.store, analyst, { referralId: id })).id, assessmentId);
});

const account = (username: string): Partial<ReferralContent> => ({
  parties: [
    {
      role: 'suspect',
      accounts: [{ service: 'example', accountId: username, username }],
      identifiers: [{ kind: 'email', value: `${username}@example.org` }],
    },
  ],
});

test('a new referral on the same account that changes an answer asks for another look', async () => {
  const first = await receive(account('one-account'));
  await finish(analyst, first, { 'contact-now': 'no', 'reported-before': 'no' });
  assert.deepEqual(await reviewAssessments(test_.store, [first]), []);
  await receive({ ...account('one-account'), facts: { contactAbuse: 'yes' } });
  assert.ok((await jobs(first)).length > 0);
  assert.deepEqual(await reviewAssessments(test_.store, [first]), [first]);
  const standing = (await standingGradings(test_.store.db, [first])).get(first)!;
  const items = standing.reviews.flatMap(({ reasons }) => reasons.map(({ item }) => item));
  assert.deepEqual(items.sort(), ['contact-now', 'reported-before']);
  assert.deepEqual(await reviewAssessments(test_.store, [first]), []);
  const work = await listGuidedWork(test_.store, other);
  assert.ok(work.reviews.some(({ grading }) => grading.referralId === first));
});

test('assessing again takes over every answer but those that changed', async () => {
  const [waiting] = (await listGuidedWork(test_.store, other)).reviews;
  const { referralId } = waiting!.grading;
  const { id: assessmentId } = await startGuided(test_.store, other, { referralId });
  const page = await readGuided(test_.store, other, assessmentId);
  assert.deepEqual([...page.answers.keys()], []);
  await answerGuided(test_.store, other, { assessmentId, item: 'contact-now', value: 'clear' });
  await finishGuided(test_.store, other, { assessmentId, accept: true });
  assert.deepEqual((await listGuidedWork(test_.store, other)).reviews, []);
});

test('a second grading is made blind, by somebody else, and changes nothing', async () => {
  const id = await receive({});
  const first = await finish(analyst, id, { 'contact-now': 'clear' });
  await assert.rejects(askSecondGrading(test_.store, analyst, first.assessmentId), {
    code: 'access.not-allowed',
  });
  assert.equal(await askSecondGrading(test_.store, supervisor, first.assessmentId), true);
  assert.equal(await askSecondGrading(test_.store, supervisor, first.assessmentId), false);
  await assert.rejects(startGuided(test_.store, analyst, { referralId: id, second: true }), {
    code: 'assessment.second-person-needed',
  });
  await assert.rejects(readGuided(test_.store, other, first.assessmentId), { code: 'access.not-allowed' });
  assert.deepEqual((await listGuided(test_.store, other, id)).finished, []);
  await finish(other, id, { 'contact-now': 'signs' }, { second: true });
  assert.equal((await standingGradings(test_.store.db, [id])).get(id)!.id, first.assessmentId);
  assert.equal((await listGuided(test_.store, other, id)).finished.length, 2);
});

test('an edit is a new version; old assessments keep theirs; what is withdrawn starts no new one', async () => {
  const id = await receive({});
  await finish(analyst, id, {});
  const changed = { ...FOUR, title: 'Changed' };
  await assert.rejects(publishInstrument(test_.store, supervisor, changed), {
    code: 'assessment.instrument-known',
  });
  await assert.rejects(publishInstrument(test_.store, analyst, changed), { code: 'access.not-allowed' });
  await publishInstrument(test_.store, supervisor, { ...changed, version: '2' });
  const again = await startGuided(test_.store, analyst, { referralId: id });
  assert.equal(again.version, '2');
  assert.equal((await gradingsOf(test_.store.db, id))[0]!.version, FOUR.version);
  await withdrawInstrument(test_.store, supervisor, { id: FOUR.id, version: '2', reason: 'A test' });
  const next = await receive({});
  await assert.rejects(startGuided(test_.store, analyst, { referralId: next }), {
    code: 'assessment.unknown-instrument',
  });
  await publishInstrument(test_.store, supervisor, FOUR);
  assert.equal((await startGuided(test_.store, analyst, { referralId: next })).version, FOUR.version);
});

test('what was learned from invented cases is refused in a real bureau, and what fails its checks anywhere', async () => {
  await assert.rejects(
    publishInstrument(test_.store, supervisor, { ...FOUR, version: '3', demoOnly: true }),
    {
      code: 'assessment.demo-only',
    },
  );
  const sexed = {
    ...FOUR,
    version: '4',
    items: FOUR.items.map((item, i) =>
      i > 0 ? item : { ...item, question: 'What is the sex of the suspect?' },
    ),
  };
  await assert.rejects(publishInstrument(test_.store, supervisor, sexed), {
    code: 'assessment.instrument-refused',
  });
});

test('bands are read at the rate that a supervisor set', async () => {
  await assert.rejects(setBaseRate(test_.store, analyst, { rate: 0.1, basis: 'study', note: 'n' }), {
    code: 'access.not-allowed',
  });
  await setBaseRate(test_.store, supervisor, { rate: 0.1, basis: 'assumption', note: 'For a test' });
  const id = await receive({});
  const { id: assessmentId } = await startGuided(test_.store, analyst, { referralId: id });
  const page = await readGuided(test_.store, analyst, assessmentId);
  assert.equal(page.baseRate!.rate, 0.1);
  assert.equal(page.predictive, null);
  assert.equal((await finishGuided(test_.store, analyst, { assessmentId, accept: true })).baseRate, 0.1);
});
