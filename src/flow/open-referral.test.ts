import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson, type PersonActor } from '../access/index.ts';
import { contentWith, plant } from '../referral/test-referrals.ts';
import { rows, sql } from '../shared/db.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { deriveReferrals, openEvidence, openReferral, seeExposure } from './index.ts';
import { fileOf, partyOf } from './test-joining.ts';

let db: TestStore;
let analyst: PersonActor;
let colleague: PersonActor;
let welfareLead: PersonActor;
let shown: string;
let linked: string;
let child: string;

before(async () => {
  db = await testStore();
  analyst = await addPerson(db.store.db, { name: 'A. Analyst', roles: ['analyst'] });
  colleague = await addPerson(db.store.db, { name: 'C. Colleague', roles: ['analyst'] });
  welfareLead = await addPerson(db.store.db, { name: 'W. Lead', roles: ['welfare-lead'] });
  const evidence = [
    { id: 'e1', kind: 'text' as const, label: 'What happened', value: 'planted free text' },
    { id: 'e2', kind: 'file-name' as const, label: 'File 1', value: 'planted-name.jpg' },
  ];
  const suspect = partyOf('suspect', ['email', 'page@example.org']);
  const ids = await plant(db.store, [
    { content: contentWith({ evidence, parties: [suspect], files: [fileOf('page')] }) },
    { content: contentWith({ parties: [suspect] }), sourceId: 'hotline' },
    { content: contentWith({ parties: [partyOf('victim', ['email', 'page@example.org'])] }) },
  ]);
  await deriveReferrals(db.store, ids);
  [shown, linked, child] = ids as [string, string, string];
});
after(() => db.drop());

const entries = (action: string) =>
  rows<{ verb: string; purpose: string; subjects: string[] }>(
    db.store.db,
    sql`select verb, purpose, subjects from ledger_entry where action = ${action} order by id`,
  );

test('one entry names the purpose, the referral and every other one that the page shows', async () => {
  const page = await openReferral(db.store, analyst, shown, 'triage');
  assert.deepEqual(
    page.joined.links.map(({ referral }) => referral.id),
    [linked],
  );
  assert.deepEqual(await entries('open-referral'), [
    { verb: 'consulted', purpose: 'triage', subjects: [shown, linked] },
  ]);
});

test('that an account here is a child there is shown only to who protects or investigates', async () => {
  const triage = await openReferral(db.store, analyst, shown, 'triage');
  assert.deepEqual([triage.joined.acrossLayers, triage.joined.withheld], [[], 1]);
  const safeguarding = await openReferral(db.store, analyst, shown, 'safeguarding');
  assert.deepEqual(
    safeguarding.joined.acrossLayers.map(({ referral }) => referral.id),
    [child],
  );
});

test('the page lists evidence without what it says, and opens one item at a time by a logged act', async () => {
  const page = await openReferral(db.store, analyst, shown, 'triage');
  assert.deepEqual(page.evidence[0], { id: 'e1', kind: 'text', label: 'What happened', openedBefore: false });
  assert.ok(!JSON.stringify(page).includes('planted'));
  assert.ok(!JSON.stringify(page).includes('page@example.org'));
  const item = await openEvidence(db.store, analyst, {
    referralId: shown,
    evidenceId: 'e1',
    purpose: 'triage',
  });
  assert.equal(item.open('test').value, 'planted free text');
  const [entry] = await entries('open-evidence');
  assert.deepEqual(entry, { verb: 'consulted', purpose: 'triage', subjects: [shown] });
  assert.equal((await openReferral(db.store, analyst, shown, 'triage')).evidence[0]?.openedBefore, true);
});

test('an item that is not there is not opened, counted or logged', async () => {
  const before = await entries('open-evidence');
  const asked = { referralId: shown, evidenceId: 'e9', purpose: 'triage' } as const;
  await assert.rejects(openEvidence(db.store, analyst, asked), { code: 'referral.evidence-not-found' });
  assert.deepEqual(await entries('open-evidence'), before);
});

test('how much a person opened is seen by themselves and the welfare lead only', async () => {
  await openEvidence(db.store, colleague, { referralId: shown, evidenceId: 'e2', purpose: 'triage' });
  await openEvidence(db.store, colleague, { referralId: shown, evidenceId: 'e2', purpose: 'triage' });
  const own = await seeExposure(db.store, colleague);
  assert.deepEqual([own.own[0]?.opened, own.own[0]?.referrals, own.everybody], [2, 1, null]);
  const page = await openReferral(db.store, analyst, shown, 'triage');
  assert.equal(page.evidence.find(({ id }) => id === 'e2')?.openedBefore, false);
  const all = await seeExposure(db.store, welfareLead);
  assert.deepEqual(
    all.everybody?.map(({ name, opened }) => [name, opened]),
    [
      ['C. Colleague', 2],
      ['A. Analyst', 1],
    ],
  );
  const auditor = await addPerson(db.store.db, { name: 'U. Auditor', roles: ['auditor'] });
  await assert.rejects(seeExposure(db.store, auditor), { code: 'access.not-allowed' });
});
