import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openFacts } from '../referral/index.ts';
import { contentWith } from '../referral/test-referrals.ts';
import { BANDS, type Band } from './axes.ts';
import { clockState } from './clocks.ts';
import { audienceOf, stepReached, tryDue } from './escalation.ts';
import { POLICY_2026_11 } from './policy-2026-11.ts';
import { preservation } from './preservation.ts';
import { actBy, orderKey } from './queue-key.ts';

const RECEIVED = new Date('2026-03-02T09:00:00Z');
const DAY = 86_400_000;

for (const [band, days] of [
  ['very-high', 1],
  ['high', 7],
  ['medium', 14],
  ['low', 30],
] as [Band, number][]) {
  test(`${band}: the last moment of day ${days} is in time, a millisecond later is overdue`, () => {
    const due = actBy(RECEIVED, band);
    assert.equal(BANDS[band].actWithinDays, days);
    assert.equal(clockState(due, new Date(RECEIVED.getTime() + days * DAY)), 'due-soon');
    assert.equal(clockState(due, new Date(RECEIVED.getTime() + days * DAY + 1)), 'breached');
    assert.equal(clockState(due, new Date(due.getTime() - DAY + 1)), 'due-soon');
    assert.equal(clockState(due, new Date(due.getTime() - DAY)), 'running');
  });
}

test('clocks run in elapsed days: the change to summer time moves none', () => {
  const beforeChange = new Date('2026-03-28T12:00:00Z');
  assert.equal(actBy(beforeChange, 'very-high').toISOString(), '2026-03-29T12:00:00.000Z');
});

for (const [seconds, step, who] of [
  [-5, 0, 'duty-officer'],
  [0, 0, 'duty-officer'],
  [299, 0, 'duty-officer'],
  [300, 1, 'supervisor'],
  [899, 1, 'supervisor'],
  [900, 2, 'duty-officer,supervisor'],
  [1_799, 2, 'duty-officer,supervisor'],
  [1_800, 3, 'duty-officer,supervisor'],
  [86_400, 97, 'duty-officer,supervisor'],
] as [number, number, string][]) {
  test(`${seconds} seconds after it was raised an alarm is at step ${step} and calls ${who}`, () => {
    const reached = stepReached(RECEIVED, new Date(RECEIVED.getTime() + seconds * 1_000));
    assert.equal(reached, step);
    assert.equal(audienceOf(reached).join(), who);
  });
}

test('a delivered notice is never sent again; a failed one after its wait', () => {
  const at = (seconds: number) => new Date(RECEIVED.getTime() + seconds * 1_000);
  const notice = { alarmId: 'a', step: 0, channel: 'mail', try: 1, attemptedAt: RECEIVED };
  assert.equal(tryDue([], at(0)), 1);
  assert.equal(tryDue([{ ...notice, delivered: true }], at(9_999)), null);
  assert.equal(tryDue([{ ...notice, delivered: false }], at(14)), null);
  assert.equal(tryDue([{ ...notice, delivered: false }], at(15)), 2);
  assert.equal(tryDue([{ ...notice, delivered: null }], at(59)), null);
  assert.equal(tryDue([{ ...notice, delivered: null }], at(60)), 2);
  assert.equal(tryDue([{ ...notice, try: 9, delivered: false }], at(300)), 10);
});

test('preservation: as stated; else a year for an agency, marked as assumed; else unknown', () => {
  const file = { hashes: [], annotations: [] };
  const kept = (preservedUntil: string | null, sourceKind: string) => {
    const content = contentWith({ files: [preservedUntil ? { ...file, preservedUntil } : file] });
    return preservation(openFacts(content), RECEIVED, { sourceKind, policy: POLICY_2026_11 });
  };
  assert.deepEqual(kept('2026-05-01', 'agency'), { until: '2026-05-01', assumed: false });
  assert.deepEqual(kept(null, 'agency'), { until: '2027-03-02', assumed: true });
  assert.equal(kept(null, 'hotline'), null);
  const nothing = preservation(openFacts(contentWith()), RECEIVED, {
    sourceKind: 'agency',
    policy: POLICY_2026_11,
  });
  assert.equal(nothing, null);
});

test('the first policy’s order: tier before deadline day, day before rank, rank before minute', () => {
  const place = (tier: 0 | 1 | 2, at: string, rank: number) =>
    orderKey({ tier, actBy: new Date(at), standsAt: new Date(at), rank }, POLICY_2026_11);
  const keys = [
    place(0, '2030-01-01T00:00:00Z', 99_999),
    place(1, '2030-01-01T00:00:00Z', 99_999),
    place(2, '2026-03-02T23:59:00Z', 0),
    place(2, '2026-03-02T00:00:00Z', 1),
    place(2, '2026-03-02T00:01:00Z', 1),
    place(2, '2026-03-03T00:00:00Z', 0),
  ];
  assert.deepEqual(
    keys,
    keys.toSorted((a, b) => a - b),
  );
  assert.ok(keys.every(Number.isSafeInteger));
  assert.throws(() => place(2, '2300-01-01T00:00:00Z', 0), RangeError);
});
