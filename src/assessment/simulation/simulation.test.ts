import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openFacts, type ReferralContent } from '../../referral/index.ts';
import { contentWith } from '../../referral/test-referrals.ts';
import { Dice } from '../../shared/dice.ts';
import { assess } from '../assess.ts';
import { CURRENT_POLICY } from '../policies.ts';
import { compareOrders } from './compare-orders.ts';
import type { Incoming } from './incoming.ts';
import { keysOf } from './orders.ts';
import { inScenario } from './scenarios.ts';
import { waitsOf } from './waits.ts';
import { staffHours, workOff } from './work-off.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 5);

const arrival = (receivedAt: number, part: Partial<ReferralContent> = {}, harm = 0): Incoming => ({
  receivedAt,
  sourceId: 'platform-one',
  assessment: assess({ facts: openFacts(contentWith(part)), match: null, links: null }, CURRENT_POLICY),
  harm,
});

/** Sixty days of twenty-four referrals: one in twelve of somebody abusing a child, the others of files. */
function weeks(seed: number): Incoming[] {
  const dice = new Dice(seed);
  return Array.from({ length: 60 * 24 }, (_, i) =>
    i % 12 === 5
      ? arrival(
          START + i * HOUR + dice.int(0, HOUR),
          { facts: { contactAbuse: 'yes' } },
          50 + dice.int(0, 40),
        )
      : arrival(START + i * HOUR + dice.int(0, HOUR), {}, dice.int(0, 30)),
  ).sort((a, b) => a.receivedAt - b.receivedAt);
}

test('whoever is free takes the first in line, nobody is interrupted, and the night is for those on duty', () => {
  const one = { byDay: 1, byNight: 0 };
  const at = (hour: number, minute = 0) => START + hour * HOUR + minute * MINUTE;
  const queue = (keys: number[]) => ({
    arrivedAt: [at(8), at(8, 10), at(8, 20), at(18, 50), at(19, 5)],
    keys,
    workMs: [30, 30, 30, 30, 30].map((minutes) => minutes * MINUTE),
  });
  assert.deepEqual(workOff(queue([1, 3, 2, 4, 5]), one, at(72)), [
    at(8),
    at(9),
    at(8, 30),
    at(18, 50),
    at(31),
  ]);
  const two = workOff(queue([1, 2, 3, 4, 5]), { byDay: 2, byNight: 1 }, at(72));
  assert.deepEqual(two, [at(8), at(8, 10), at(8, 30), at(18, 50), at(19, 5).valueOf() + 15 * MINUTE]);
  assert.deepEqual(workOff(queue([1, 2, 3, 4, 5]), one, at(9)), [at(8), at(8, 30), null, null, null]);
  assert.equal(staffHours({ byDay: 3, byNight: 1 }), 48);
});

test('waits are told with those who still wait, and the same seed tells the same', () => {
  assert.deepEqual(waitsOf([1, 2, 3, 10], 1), {
    referrals: 4,
    meanMinutes: 4,
    medianMinutes: 3,
    p95Minutes: 10,
    longestMinutes: 10,
    stillWaiting: 1,
  });
  assert.equal(waitsOf([], 0).meanMinutes, 0);
  const request = {
    incoming: weeks(1),
    scenario: 'surge',
    staff: { byDay: 1, byNight: 0 },
    minutesEach: 28,
    seed: 3,
  } as const;
  assert.deepEqual(compareOrders(request), compareOrders(request));
});

test('where work and staff are about even, the policy acts on the most harm sooner than any order without it', () => {
  const { results, load } = compareOrders({
    incoming: weeks(2),
    scenario: 'ordinary',
    staff: { byDay: 1, byNight: 0 },
    minutesEach: 30,
    seed: 1,
  });
  assert.ok(load > 0.9 && load < 1.1, String(load));
  const mean = (order: string) => results.find((one) => one.order === order)!.byHarmDecile[0]!.meanMinutes;
  for (const other of ['oldest-first', 'random']) assert.ok(mean('policy') * 2 < mean(other), other);
  assert.ok(mean('policy') <= mean('severity-only') * 1.01);
  assert.ok(mean('oracle') <= mean('policy'));
});

test('a flood slows itself: others wait hardly longer than without it, and much less than without turns', () => {
  const run = (scenario: 'ordinary' | 'flood') =>
    compareOrders({
      incoming: weeks(3),
      scenario,
      staff: { byDay: 2, byNight: 0 },
      minutesEach: 30,
      seed: 1,
    });
  const mean = (of: ReturnType<typeof run>, order: string) => of.results.find((one) => one.order === order)!;
  const [calm, flooded] = [run('ordinary'), run('flood')];
  assert.ok(flooded.flooding > 1_000);
  assert.ok(mean(flooded, 'policy').all.meanMinutes < 2 * mean(calm, 'policy').all.meanMinutes);
  assert.ok(mean(flooded, 'policy').all.meanMinutes * 5 < mean(flooded, 'policy-unfair').all.meanMinutes);
  assert.ok(mean(flooded, 'policy').flood!.meanMinutes > mean(flooded, 'policy').all.meanMinutes);
});

test('nothing starves: after 150 days a low referral stands beside one that has just come in', () => {
  const day = (days: number) => START + days * DAY;
  const old = arrival(day(0));
  const fresh = arrival(day(151), { facts: { coercion: 'yes' } });
  const [first, second] = keysOf('policy', [old, fresh], 1);
  assert.equal(fresh.assessment.band.level, 'high');
  assert.ok(first! < second!);
  assert.ok(inScenario('flood', [], 1).length === 0);
});
