import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEvent } from '../events/read-event.ts';
import { defaultRules } from '../rules/load-rules.ts';
import { followCases } from './follow-cases.ts';
import { shareOf } from './interval.ts';
import { makeWorld, PATTERN_NAMES } from './make-world.ts';
import { figuresByPattern } from './measure.ts';
import { simulate } from './simulate.ts';

const RULES = defaultRules();

for (const [count, of, low, high] of [
  [8, 10, 0.4902, 0.9433],
  [0, 10, 0, 0.2775],
  [50, 100, 0.4038, 0.5962],
] as const) {
  test(`the Wilson interval of ${count} of ${of} is ${low} to ${high}`, () => {
    const share = shareOf(count, of);
    assert.deepEqual([share.low?.toFixed(4), share.high?.toFixed(4)], [low.toFixed(4), high.toFixed(4)]);
  });
}

test('nothing of nothing has no share', () => {
  assert.equal(shareOf(0, 0).share, null);
});

test('one seed makes one world, of events that the screen takes, and of every pattern', () => {
  const world = makeWorld({ seed: 3, accounts: 3_000 });
  assert.deepEqual(makeWorld({ seed: 3, accounts: 3_000 }).events, world.events);
  assert.notDeepEqual(makeWorld({ seed: 4, accounts: 3_000 }).events.slice(0, 50), world.events.slice(0, 50));
  for (const event of world.events) assert.deepEqual(readEvent(event), event);
  assert.deepEqual([...new Set(world.cases.map(({ pattern }) => pattern))].sort(), [...PATTERN_NAMES].sort());
});

test('without frame hashes nothing of replayed material is found, and of the rest as much as before', () => {
  const world = makeWorld({ seed: 3, accounts: 1_500 });
  const blind = { ...world, events: world.events.filter(({ type }) => type !== 'frame.hashed') };
  const [seen, unseen] = [world, blind].map((each) => figuresByPattern(followCases(each, RULES).outcomes));
  const replayed = (of: typeof seen) =>
    of?.find(({ pattern }) => pattern === 'known material streamed again');
  assert.ok(replayed(seen)!.acted.count > 0);
  assert.equal(replayed(unseen)!.looked.count, 0);
  const others = (of: typeof seen) =>
    of?.filter(({ pattern }) => pattern !== 'known material streamed again');
  assert.deepEqual(others(unseen), others(seen));
});

test('a family that is taken out no longer speaks', () => {
  const { summary, ablations, victims } = simulate({ rules: RULES, seed: 3, accounts: 1_000 });
  const without = (family: string) => ablations.find((ablation) => ablation.without === family)!;
  assert.ok(summary.recallAct.count > 0);
  assert.ok(without('chat').summary.recallAct.count < summary.recallAct.count);
  assert.ok(without('extortion').victims.protected.count < victims.protected.count);
  assert.equal(without('content').summary.recallAct.count, summary.recallAct.count);
  assert.equal(victims.heldAgainst, 0);
});
