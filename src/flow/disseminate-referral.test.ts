import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { outcomesOf, packagesOf } from '../dissemination/index.ts';
import { referralHeader } from '../referral/index.ts';
import {
  acknowledgePackage,
  answerEnquiry,
  disseminateReferral,
  proveConservation,
  readPackage,
  recordOutcome,
  routeReferral,
} from './index.ts';
import { ASKED, approvedEnquiry, plantReferral, type TestBureau, testBureau } from './test-dissemination.ts';

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.drop());

test('a referral goes from enquiry to package, receipt and outcome', async () => {
  const { store, analyst, kentOfficer, signer } = bureau;
  const referralId = await plantReferral(bureau);
  const enquiryId = await approvedEnquiry(bureau, referralId);
  const answer = await answerEnquiry(store, analyst, {
    enquiryId,
    result: 'one-subscriber',
    about: ASKED,
    forces: ['kent'],
  });
  assert.equal(answer.matches, true);
  const route = await routeReferral(store, analyst, referralId);
  assert.deepEqual(route.candidates[0], {
    unitId: 'kent',
    purpose: 'suspect',
    reasons: ['one-subscriber'],
    caution: null,
  });
  const packages = [{ unitId: 'kent', purpose: 'suspect' }] as const;
  const [packageId] = await disseminateReferral(store, analyst, { referralId, packages }, signer);
  assert.equal((await referralHeader(store.db, referralId)).state, 'disseminated');

  const opened = await readPackage(store, kentOfficer, { packageId: packageId!, purpose: 'investigation' });
  const document = opened.document.open('test');
  assert.equal(document.assessment.deciderName, 'S. Supervisor');
  assert.deepEqual(document.holders, [
    { heldBy: 'Example Chat Ltd', reference: 'EC-77', preservedUntil: '2027-02-20', files: 1 },
  ]);
  const receipt = await acknowledgePackage(store, kentOfficer, {
    packageId: packageId!,
    receivedSha256: opened.sha256,
  });
  assert.equal(receipt.unitId, 'kent');
  await recordOutcome(store, kentOfficer, { packageId: packageId!, status: 'arrest', victimsIdentified: 1 });

  const [sent] = await packagesOf(store.db, referralId);
  assert.equal(sent!.state, 'outcome-recorded');
  assert.equal((await outcomesOf(store.db, referralId))[0]!.status, 'arrest');
  const _ = proveConservation;
});
