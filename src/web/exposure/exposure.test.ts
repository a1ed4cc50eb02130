import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openEvidence } from '../../flow/index.ts';
import { findReferral } from '../../referral/index.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { reportAboutKent, textOf, visitorAs } from '../test-units.ts';

let desk: TestDesk;
before(async () => {
  desk = await testDesk({ samples: false });
  const { store } = desk.test;
  const number = await desk.receive('platform-one', reportAboutKent());
  const referralId = await findReferral(store.db, number);
  const opening = { referralId, evidenceId: 'e0', purpose: 'triage' } as const;
  await openEvidence(store, desk.people.analyst, opening);
  await openEvidence(store, desk.people.analyst, opening);
  store.clock.set(new Date('2026-03-03T10:00:00Z'));
  await openEvidence(store, desk.people.analyst, opening);
});
after(() => desk.close());

test('a person sees their own openings by day, each of them counted, and nobody else’s', async () => {
  const text = textOf((await (await visitorAs(desk, 'analyst')).get('/exposure')).body);
  assert.match(text, /3 items in all/);
  assert.match(text, /3 March 2026 1 1 2 March 2026 2 1/);
  const others = textOf((await (await visitorAs(desk, 'supervisor')).get('/exposure')).body);
  assert.match(others, /You opened nothing/);
  assert.doesNotMatch(others, /Sample Analyst/);
});

test('the welfare lead sees everybody’s', async () => {
  const text = textOf((await (await visitorAs(desk, 'welfare-lead')).get('/exposure')).body);
  assert.match(text, /Sample Analyst 3 1 3 March 2026, 10:00 UTC/);
});

test('it is no business of a unit, an auditor or a statistician', async () => {
  for (const role of ['force-officer', 'auditor', 'statistician'] as const)
    assert.equal((await (await visitorAs(desk, role)).get('/exposure')).statusCode, 403, role);
});
