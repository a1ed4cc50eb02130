import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBureau } from '../access/index.ts';
import { type Asked, enquiriesOf, enquiryById, latestProposal, openEnquiry } from '../dissemination/index.ts';
import { entriesAbout } from '../ledger/index.ts';
import { openDataKey } from '../referral/index.ts';
import { rows, sql } from '../shared/db.ts';
import {
  answerEnquiry,
  approveEnquiry,
  askEnquiry,
  disseminateReferral,
  type EnquiryInput,
  expireEnquiries,
  listUnrouted,
  readAskable,
  refuseEnquiry,
  resolveEnquiryMismatch,
  simulateAnswers,
} from './index.ts';
import { ASKED, approvedEnquiry, plantReferral, type TestBureau, testBureau } from './test-dissemination.ts';

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.drop());

const OTHER: Asked = { ...ASKED, sort: 'connection', port: 40_124 } as Asked;

const question = (referralId: string, part: Partial<EnquiryInput> = {}): EnquiryInput => ({
  referralId,
  kind: 'subscriber',
  provider: 'Example Net',
  authority: 'ipa-2016-part-3',
  asked: ASKED,
  askedAgain: ASKED,
  ...part,
});

const sendToKent = (referralId: string) =>
  disseminateReferral(
    bureau.store,
    bureau.analyst,
    { referralId, packages: [{ unitId: 'kent', purpose: 'suspect', reason: 'told-by-force' }] },
    bureau.signer,
  );

test('whoever applied cannot approve, refuse or resolve, whatever their role', async () => {
  const { store, supervisor } = bureau;
  const referralId = await plantReferral(bureau);
  const { id } = await askEnquiry(
    store,
    supervisor,
    question(referralId, { asked: OTHER, askedAgain: OTHER }),
  );
  const [{ openMismatches } = { openMismatches: [] }] = await enquiriesOf(store.db, [referralId]);
  const own = { code: 'dissemination.same-person' };
  await assert.rejects(approveEnquiry(store, supervisor, id), own);
  await assert.rejects(refuseEnquiry(store, supervisor, { enquiryId: id, reason: 'not-necessary' }), own);
  const decided = { mismatchId: openMismatches[0]!.id, resolution: 'identifier-confirmed' } as const;
  await assert.rejects(resolveEnquiryMismatch(store, supervisor, decided), own);
  assert.equal((await enquiryById(store.db, id)).openMismatches.length, 1, 'nothing of it was kept');
});

test('an analyst cannot approve at all', async () => {
  const { store, analyst, supervisor } = bureau;
  const { id } = await askEnquiry(store, supervisor, question(await plantReferral(bureau)));
  await assert.rejects(approveEnquiry(store, analyst, id), { code: 'access.not-allowed' });
});

test('an identifier that is not given the same way twice is not asked about', async () => {
  const { store, analyst } = bureau;
  const referralId = await plantReferral(bureau);
  await assert.rejects(askEnquiry(store, analyst, question(referralId, { askedAgain: OTHER })), {
    code: 'dissemination.identifiers-differ',
  });
  assert.deepEqual(await enquiriesOf(store.db, [referralId]), []);
});

test('a preservation request cannot ask who somebody is', async () => {
  const { store, analyst } = bureau;
  const asked = question(await plantReferral(bureau), { authority: 'preservation-request' });
  await assert.rejects(askEnquiry(store, analyst, asked), { code: 'dissemination.authority-does-not-fit' });
});

test('an identifier that the referral does not hold blocks approval and dissemination until a second person settles it', async () => {
  const { store, analyst, supervisor } = bureau;
  const referralId = await plantReferral(bureau);
  const { id, inReferral } = await askEnquiry(
    store,
    analyst,
    question(referralId, { asked: OTHER, askedAgain: OTHER }),
  );
  assert.equal(inReferral, false);
  const open = { code: 'dissemination.mismatch-open' };
  await assert.rejects(approveEnquiry(store, supervisor, id), open);
  await assert.rejects(sendToKent(referralId), open);
  const [mismatch] = (await enquiryById(store.db, id)).openMismatches;
  const resolved = { mismatchId: mismatch!.id, resolution: 'disregard-enquiry' } as const;
  await resolveEnquiryMismatch(store, supervisor, resolved);
  await assert.rejects(resolveEnquiryMismatch(store, supervisor, resolved), {
    code: 'dissemination.mismatch-not-found',
  });
  assert.equal((await sendToKent(referralId)).length, 1);
});

test('an answer about another identifier blocks dissemination and routes nowhere', async () => {
  const { store, analyst, supervisor } = bureau;
  const referralId = await plantReferral(bureau);
  const enquiryId = await approvedEnquiry(bureau, referralId);
  const answer = await answerEnquiry(store, analyst, {
    enquiryId,
    result: 'one-subscriber',
    about: OTHER,
    forces: ['kent'],
  });
  assert.equal(answer.matches, false);
  assert.equal((await latestProposal(store.db, referralId))!.unrouted, 'mismatch-open');
  await assert.rejects(sendToKent(referralId), { code: 'dissemination.mismatch-open' });
  const [mismatch] = (await enquiryById(store.db, enquiryId)).openMismatches;
  await resolveEnquiryMismatch(store, supervisor, {
    mismatchId: mismatch!.id,
    resolution: 'identifier-confirmed',
  });
  assert.equal((await latestProposal(store.db, referralId))!.candidates[0]!.unitId, 'kent');
  await sendToKent(referralId);
});

test('who the subscriber is stands nowhere in the clear', async () => {
  const { store, analyst } = bureau;
  const referralId = await plantReferral(bureau);
  const enquiryId = await approvedEnquiry(bureau, referralId);
  const subscriber = { names: ['Sam Subscriber'], lines: ['1 Example Street'], postcode: 'CT1 2AA' };
  await answerEnquiry(store, analyst, {
    enquiryId,
    result: 'one-subscriber',
    about: ASKED,
    forces: ['kent'],
    subscriber,
  });
  const [{ everything } = { everything: '' }] = await rows(
    bureau.ownerDb,
    sql<{ everything: string }>`select
      (select string_agg(e::text, ' ') from enquiry e) || (select string_agg(a::text, ' ') from enquiry_answer a)
      || (select string_agg(s::text, ' ') from enquiry_step s) || (select string_agg(l::text, ' ') from ledger_entry l) as everything`,
  );
  for (const secret of ['Sam Subscriber', 'Example Street', '203.0.113.7', 'CT1 2AA']) {
    assert.equal(everything.includes(secret), false, secret);
    assert.equal(everything.includes(Buffer.from(secret).toString('hex')), false, secret);
  }
  const opened = (
    await openEnquiry(store.db, await openDataKey(store, store.db, referralId), enquiryId)
  ).open('test');
  assert.deepEqual(opened.detail, subscriber);
});

test('approval is a disclosure to the provider, an answer a collection: both are in the ledger', async () => {
  const { store, analyst } = bureau;
  const referralId = await plantReferral(bureau);
  const enquiryId = await approvedEnquiry(bureau, referralId);
  await answerEnquiry(store, analyst, { enquiryId, result: 'none', about: ASKED });
  const acts = (await entriesAbout(store.db, referralId)).map(({ verb, action, recipient }) => [
    verb,
    action,
    recipient,
  ]);
  assert.deepEqual(acts.filter(([, action]) => String(action).endsWith('-enquiry')).reverse(), [
    ['consulted', 'ask-enquiry', null],
    ['disclosed', 'approve-enquiry', 'provider:example-net'],
    ['collected', 'answer-enquiry', null],
  ]);
});

test('none and several are answers: the first leaves a referral unrouted with its reason, the second gives candidates', async () => {
  const { store, analyst } = bureau;
  const [lost, shared] = [await plantReferral(bureau), await plantReferral(bureau)];
  const about = ASKED;
  await answerEnquiry(store, analyst, {
    enquiryId: await approvedEnquiry(bureau, lost),
    result: 'none',
    about,
  });
  const several = { result: 'several', about, forces: ['kent', 'essex'] } as const;
  await answerEnquiry(store, analyst, { enquiryId: await approvedEnquiry(bureau, shared), ...several });
  const { shown: unrouted } = await listUnrouted(store, analyst);
  assert.equal(unrouted.find(({ referralId }) => referralId === lost)?.reason, 'nobody-found');
  assert.equal(
    unrouted.some(({ referralId }) => referralId === shared),
    false,
  );
});

test('an enquiry is overdue after its day, and a late answer still counts', async () => {
  const { store, analyst } = bureau;
  const referralId = await plantReferral(bureau);
  const enquiryId = await approvedEnquiry(bureau, referralId);
  const asked = store.clock.now();
  store.clock.set(new Date(asked.getTime() + 8 * 86_400_000));
  assert.ok((await expireEnquiries(store)).includes(enquiryId));
  assert.equal((await enquiryById(store.db, enquiryId)).state, 'expired');
  await answerEnquiry(store, analyst, {
    enquiryId,
    result: 'one-subscriber',
    about: ASKED,
    forces: ['kent'],
  });
  assert.equal((await enquiryById(store.db, enquiryId)).state, 'answered');
  store.clock.set(asked);
});

test('what can be asked is read by a logged act', async () => {
  const { store, analyst, kentOfficer } = bureau;
  const referralId = await plantReferral(bureau);
  const askable = await readAskable(store, analyst, referralId);
  assert.equal(JSON.stringify(askable), '"[sealed]"');
  assert.ok(askable.open('test').some((one) => one.sort === 'connection'));
  assert.ok((await entriesAbout(store.db, referralId)).some(({ action }) => action === 'read-askable'));
  await assert.rejects(readAskable(store, kentOfficer, referralId), { code: 'access.not-allowed' });
});

test('answers are simulated in a bureau of generated referrals only', async () => {
  const { store, analyst } = bureau;
  const enquiryId = await approvedEnquiry(bureau, await plantReferral(bureau));
  await assert.rejects(simulateAnswers(store, analyst, [enquiryId]), { code: 'dissemination.not-synthetic' });
  await openBureau(store.db, { name: 'Example bureau', synthetic: true, openedAt: store.clock.now() });
  assert.deepEqual(await simulateAnswers(store, analyst, [enquiryId]), [enquiryId]);
  assert.equal((await enquiryById(store.db, enquiryId)).state, 'answered');
});
