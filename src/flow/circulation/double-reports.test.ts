import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson, type PersonActor } from '../../access/index.ts';
import { doublesOf, latestFoldSteps } from '../../linking/index.ts';
import { type ReferralContent, referralHeader } from '../../referral/index.ts';
import { contentWith } from '../../referral/test-referrals.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { openReferral } from '../open-referral.ts';
import { fileOf } from '../test-joining.ts';
import { readDoubles } from './read-doubles.ts';
import { addCirculationSenders, plantDerived } from './test-circulation.ts';

let db: TestStore;
let analyst: PersonActor;
before(async () => {
  db = await testStore();
  await addCirculationSenders(db.store);
  analyst = await addPerson(db.store.db, { name: 'Analyst', roles: ['analyst'] });
});
after(() => db.drop());

const AT = { utc: '2026-03-01T10:00:00Z', offset: 'Z', meaning: 'upload' } as const;
const LATER = { ...AT, utc: '2026-03-01T12:00:00Z' };

/** A report by name of an account and its files. */
function about(username: string, files: string[], part: Partial<ReferralContent> = {}): ReferralContent {
  return contentWith({
    platform: 'Larkline',
    parties: [{ role: 'suspect', accounts: [{ service: 'Larkline', username }] }],
    files: files.map((name) => fileOf(name)),
    times: [AT],
    ...part,
  });
}

/** The platform's own report, and what the agency relays after it. */
async function twice(
  direct: ReferralContent,
  relayed: ReferralContent,
  senders = ['platform-c', 'agency-c'],
) {
  const [one] = await plantDerived(db.store, [{ content: direct, sourceId: senders[0]! }]);
  const [other] = await plantDerived(db.store, [{ content: relayed, sourceId: senders[1]! }]);
  return { one: one!, other: other!, doubles: await doublesOf(db.store.db, other!) };
}

test('a report that names the clearing house’s number is known by it, wherever the number stands', async () => {
  const reference = { references: [{ scheme: 'ncmec', value: '900000001' }] };
  const agencies = [{ name: 'NCMEC CyberTipline', caseReference: 'CT 900000001' }];
  const { one, other, doubles } = await twice(
    about('first.one', ['d1'], { agencies }),
    about('other.name', ['d2'], reference),
  );
  assert.deepEqual(
    doubles.map(({ directId, relayedId, recognisedBy, sourceId }) => [
      directId,
      relayedId,
      recognisedBy,
      sourceId,
    ]),
    [[one, other, 'reference', 'platform-c']],
  );
});

test('without a number the same account, files and time tell it; a relay may have dropped a file', async () => {
  const { one, other, doubles } = await twice(
    about('second.one', ['d3', 'd4']),
    about('second.one', ['d3'], { times: [LATER] }),
  );
  assert.equal(doubles[0]?.recognisedBy, 'content');
  const steps = await latestFoldSteps(db.store.db, [other]);
  assert.deepEqual(
    steps.map(({ intoId, step, reason }) => [intoId, step, reason]),
    [[one, 'proposed', 'double-report']],
  );
  assert.equal((await referralHeader(db.store.db, other)).state, 'open', 'a person folds it');
});

test('other files, another day, another platform or two platforms are no double report', async () => {
  const cases: [string, ReferralContent, ReferralContent, string[]?][] = [
    ['other files', about('third.one', ['d5']), about('third.one', ['d6'])],
    [
      'another day',
      about('fourth.one', ['d7']),
      about('fourth.one', ['d7'], { times: [{ ...AT, utc: '2026-03-04T10:00:00Z' }] }),
    ],
    ['another platform', about('fifth.one', ['d8']), about('fifth.one', ['d8'], { platform: 'Kitefield' })],
    ['two platforms', about('sixth.one', ['d9']), about('sixth.one', ['d9']), ['platform-c', 'platform-d']],
  ];
  for (const [what, direct, relayed, senders] of cases)
    assert.deepEqual((await twice(direct, relayed, senders)).doubles, [], what);
});

test('the report by sender counts each of its own reports once, and the referral page marks both', async () => {
  const page = await readDoubles(db.store, analyst);
  assert.deepEqual(
    page.senders.map(({ sourceId, doubles, byReference, byContent }) => [
      sourceId,
      doubles,
      byReference,
      byContent,
    ]),
    [['platform-c', 2, 1, 1]],
  );
  assert.equal(page.senders[0]?.reports, 6);
  assert.equal(page.pairs.length, 2);
  const [pair] = page.pairs;
  for (const [id, isDirect] of [
    [pair!.directId, true],
    [pair!.relayedId, false],
  ] as const) {
    const { joined } = await openReferral(db.store, analyst, id, 'triage');
    assert.deepEqual(
      joined.doubles.map((double) => double.isDirect),
      [isDirect],
    );
  }
  const { joined } = await openReferral(db.store, analyst, pair!.directId, 'triage');
  assert.ok(joined.contents.every(({ sources, referrals }) => sources.length === 2 && referrals === 2));
});
