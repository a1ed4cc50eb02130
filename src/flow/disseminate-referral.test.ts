import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Asked, outcomesOf, packageById, packagesOf, verifyPackage } from '../dissemination/index.ts';
import { entriesAbout } from '../ledger/index.ts';
import { referralHeader } from '../referral/index.ts';
import {
  acknowledgePackage,
  answerEnquiry,
  askEnquiry,
  chooseUnit,
  decidePriority,
  disseminateReferral,
  foldDuplicate,
  groupPackages,
  listOperationPackages,
  listUnrouted,
  openOperation,
  preparePackage,
  readOperations,
  readPackage,
  readQueue,
  recordOutcome,
  routeReferral,
  sendPackage,
} from './index.ts';
import {
  ASKED,
  approvedEnquiry,
  exampleContent,
  packageWithKent,
  plantReferral,
  type TestBureau,
  testBureau,
} from './test-dissemination.ts';

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.drop());

const toKent = { unitId: 'kent', purpose: 'suspect', reason: 'told-by-force' } as const;
const send = (referralId: string, ...packages: Parameters<typeof disseminateReferral>[2]['packages']) =>
  disseminateReferral(bureau.store, bureau.analyst, { referralId, packages }, bureau.signer);

test('a referral goes from enquiry to package, receipt and outcome', async () => {
  const { store, analyst, kentOfficer, signer } = bureau;
  const referralId = await plantReferral(bureau);
  const enquiryId = await approvedEnquiry(bureau, referralId);
  await answerEnquiry(store, analyst, {
    enquiryId,
    result: 'one-subscriber',
    about: ASKED,
    forces: ['kent'],
  });
  const { candidates } = await routeReferral(store, analyst, referralId);
  assert.deepEqual(candidates, [
    { unitId: 'kent', purpose: 'suspect', reasons: ['one-subscriber'], caution: null },
  ]);
  const [packageId] = await send(referralId, { unitId: 'kent', purpose: 'suspect' });
  assert.equal((await referralHeader(store.db, referralId)).state, 'disseminated');

  const opened = await readPackage(store, kentOfficer, { packageId: packageId!, purpose: 'investigation' });
  const document = opened.document.open('test');
  assert.equal(document.assessment.deciderName, 'S. Supervisor');
  assert.equal(document.header.routeReason, 'one-subscriber');
  assert.equal(document.enquiries[0]!.result, 'one-subscriber');
  assert.deepEqual(document.holders, [
    { heldBy: 'Example Chat Ltd', reference: 'EC-77', preservedUntil: '2027-02-20', files: 1 },
  ]);
  assert.equal(verifyPackage(opened.signed.open('test'), signer.publicKey), true);

  await acknowledgePackage(store, kentOfficer, { packageId: packageId!, receivedSha256: opened.sha256 });
  await recordOutcome(store, kentOfficer, { packageId: packageId!, status: 'arrest', victimsIdentified: 1 });
  assert.equal((await packageById(store.db, packageId!)).state, 'outcome-recorded');
  assert.equal((await outcomesOf(store.db, referralId))[0]!.status, 'arrest');
});

test('nothing leaves without a person’s decision', async () => {
  const referralId = await plantReferral(bureau, { decided: false });
  await assert.rejects(send(referralId, toKent), { code: 'dissemination.no-decision' });
  assert.deepEqual(await packagesOf(bureau.store.db, referralId), []);
});

test('a decision that something worse has overtaken does not send it', async () => {
  const { store, analyst } = bureau;
  const referralId = await plantReferral(bureau);
  const content = exampleContent({ facts: { immediateDanger: 'yes' } });
  const id = await plantReferral(bureau, { content, decided: false, sourceId: 'hotline-two' });
  await foldDuplicate(store, analyst, { id, into: referralId, reason: 'same-incident' });
  await assert.rejects(send(referralId, toKent), { code: 'dissemination.decision-out-of-date' });
  await decidePriority(store, analyst, { referralId, accept: true });
  const [packageId] = await send(referralId, toKent);
  const { document } = await readPackage(store, analyst, { packageId: packageId!, purpose: 'dissemination' });
  const { assessment, header, otherReports, notKnown } = document.open('test');
  assert.equal(assessment.band, 'very-high');
  assert.equal(header.alsoReportedAs.length, 1);
  assert.equal(otherReports[0]!.content.facts.immediateDanger, 'yes');
  assert.equal(notKnown.includes('fact:immediateDanger'), false);
  assert.doesNotMatch(JSON.stringify(otherReports), /robin/i);
  const disclosed = (await entriesAbout(store.db, id)).find(({ action }) => action === 'send-package');
  assert.deepEqual(disclosed?.subjects, [referralId, id]);
});

test('an open mismatch of a folded report blocks the referral that it is folded into', async () => {
  const { store, analyst } = bureau;
  const referralId = await plantReferral(bureau);
  const id = await plantReferral(bureau, { decided: false, sourceId: 'hotline-two' });
  const asked = { ...ASKED, at: '2026-01-01T00:00:00Z' } as Asked;
  const question = { kind: 'subscriber', provider: 'Example Net', authority: 'ipa-2016-part-3' } as const;
  await askEnquiry(store, analyst, { ...question, referralId: id, asked, askedAgain: asked });
  await foldDuplicate(store, analyst, { id, into: referralId, reason: 'same-incident' });
  await assert.rejects(send(referralId, toKent), { code: 'dissemination.mismatch-open' });
});

test('that professional standards look into a case is told to nobody but themselves', async () => {
  const { store, analyst } = bureau;
  const referralId = await plantReferral(bureau);
  const standards = {
    unitId: 'professional-standards',
    purpose: 'suspect',
    reason: 'local-knowledge',
  } as const;
  await send(referralId, standards, { ...toKent, unitId: 'essex' });
  const [kent] = await send(referralId, toKent);
  const { document } = await readPackage(store, analyst, { packageId: kent!, purpose: 'dissemination' });
  assert.deepEqual(document.open('test').links.unitsHolding, ['essex']);
});

test('a unit that was not proposed needs a reason, and the reason is kept as a choice', async () => {
  const { store, analyst } = bureau;
  const referralId = await plantReferral(bureau);
  await assert.rejects(send(referralId, { unitId: 'kent', purpose: 'suspect' }), {
    code: 'dissemination.unit-not-proposed',
  });
  await routeReferral(store, analyst, referralId);
  assert.ok((await listUnrouted(store, analyst)).shown.some((line) => line.referralId === referralId));
  await chooseUnit(store, analyst, { referralId, unitId: 'kent', purpose: 'suspect', reason: 'open-source' });
  assert.ok(!(await listUnrouted(store, analyst)).shown.some((line) => line.referralId === referralId));
  const [packageId] = await send(referralId, { unitId: 'kent', purpose: 'suspect' });
  assert.equal((await packageById(store.db, packageId!)).routeReason, 'chosen');
});

test('the force of a police suspect gets a package only if a person says why', async () => {
  const content = exampleContent({
    facts: { policeSuspect: 'yes' },
    places: [{ meaning: 'stated', force: 'kent' }],
  });
  const referralId = await plantReferral(bureau, { content });
  await assert.rejects(send(referralId, { unitId: 'kent', purpose: 'suspect' }), {
    code: 'dissemination.unit-not-proposed',
  });
  const ids = await send(referralId, { unitId: 'professional-standards', purpose: 'suspect' });
  assert.equal(ids.length, 1);
});

test('several packages of one referral are sent together or not at all', async () => {
  const { store } = bureau;
  const referralId = await plantReferral(bureau);
  const nowhere = { unitId: 'strathclyde', purpose: 'child', reason: 'told-by-force' } as const;
  await assert.rejects(send(referralId, toKent, nowhere), { code: 'dissemination.unknown-unit' });
  assert.equal((await referralHeader(store.db, referralId)).state, 'open');
  assert.deepEqual(await packagesOf(store.db, referralId), []);
  const care = { unitId: 'children-south-east', purpose: 'safeguarding', reason: 'local-knowledge' } as const;
  const child = { unitId: 'essex', purpose: 'child', reason: 'local-knowledge' } as const;
  await send(referralId, toKent, child, care);
  assert.equal((await packagesOf(store.db, referralId)).length, 3);
});

test('a second click makes no second package; a supplement is asked for', async () => {
  const { referralId } = await packageWithKent(bureau);
  await assert.rejects(send(referralId, toKent), { code: 'dissemination.already-sent' });
  const attempts = await Promise.allSettled(
    [1, 2, 3].map(() => send(referralId, { ...toKent, unitId: 'essex' })),
  );
  assert.equal(attempts.filter(({ status }) => status === 'fulfilled').length, 1);
  await send(referralId, { ...toKent, supplement: true });
});

test('a prepared package is seen by nobody outside until it is sent', async () => {
  const { store, analyst, kentOfficer, signer } = bureau;
  const referralId = await plantReferral(bureau);
  const packageId = await preparePackage(store, analyst, { referralId, ...toKent }, signer);
  await readPackage(store, analyst, { packageId, purpose: 'dissemination' });
  const reading = readPackage(store, kentOfficer, { packageId, purpose: 'investigation' });
  await assert.rejects(reading, { code: 'dissemination.package-not-found' });
  await sendPackage(store, analyst, packageId);
  await readPackage(store, kentOfficer, { packageId, purpose: 'investigation' });
  await assert.rejects(sendPackage(store, analyst, packageId), {
    code: 'dissemination.package-step-not-possible',
  });
});

test('sending leaves the queue and is disclosed in the ledger with its recipient and what was sent', async () => {
  const { store, analyst } = bureau;
  const { referralId, packageId } = await packageWithKent(bureau);
  const lines = (await readQueue(store, analyst, {})).lines;
  assert.equal(
    lines.some((line) => line.referralId === referralId),
    false,
  );
  const entries = await entriesAbout(store.db, referralId);
  const sent = entries.find(({ action }) => action === 'send-package')!;
  assert.equal(sent.verb, 'disclosed');
  assert.equal(sent.recipient, 'unit:kent');
  assert.notEqual(sent.digest, null);
  assert.equal(sent.detail['package'], packageId);
});

test('a receiving officer cannot send, and an analyst cannot acknowledge', async () => {
  const { store, kentOfficer, analyst, signer } = bureau;
  const referralId = await plantReferral(bureau);
  const sending = disseminateReferral(store, kentOfficer, { referralId, packages: [toKent] }, signer);
  await assert.rejects(sending, { code: 'access.not-allowed' });
  const { packageId } = await packageWithKent(bureau, { referralId });
  await assert.rejects(acknowledgePackage(store, analyst, { packageId }), { code: 'access.not-allowed' });
});

test('an operation groups packages across forces', async () => {
  const { store, analyst, kentOfficer } = bureau;
  const operation = await openOperation(store, analyst, 'Example');
  assert.equal(await openOperation(store, analyst, 'Example'), operation);
  const { packageId } = await packageWithKent(bureau);
  const [second] = await send(await plantReferral(bureau), {
    ...toKent,
    unitId: 'essex',
    operation: 'Example',
  });
  await groupPackages(store, analyst, { operation: 'Example', packageIds: [packageId] });
  const seen = await listOperationPackages(store, kentOfficer, 'Example');
  assert.deepEqual([seen.shown.map(({ id }) => id), seen.hidden], [[packageId], 1]);
  assert.deepEqual((await readOperations(store, analyst))[0]!.units, ['essex', 'kent']);
  for (const id of [packageId, second!])
    assert.deepEqual((await packageById(store.db, id)).operations, ['Example']);
});
