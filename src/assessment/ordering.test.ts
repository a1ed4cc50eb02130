import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Dice } from '../shared/dice.ts';
import { allowanceOf, nextTurn } from './source-turn.ts';
import { brokenIn } from './test-ordering.ts';

const DAY_MS = 86_400_000;
const FAIRNESS = { overDays: 28, timesMedian: 3, leastPerDay: 20, mostDaysBack: 150 };
const { mostDaysBack } = FAIRNESS;

test('the order keeps its promises in 200 random queues (100,000 in `bench -- assess`)', () => {
  const dice = new Dice(20261122);
  const broken = Array.from({ length: 200 }, () => brokenIn(dice)).flat();
  assert.deepEqual([...new Set(broken)], []);
});

test('a source may send three times its median day; one that is new, a few; a flood of under two weeks changes neither', () => {
  const steady = Array.from({ length: 28 }, () => 50);
  assert.equal(allowanceOf(steady, 28, FAIRNESS), 150);
  assert.equal(allowanceOf([], 28, FAIRNESS), 20);
  assert.equal(
    allowanceOf([...Array.from({ length: 13 }, () => 9_000), ...steady.slice(13)], 28, FAIRNESS),
    150,
  );
  assert.equal(
    allowanceOf(
      Array.from({ length: 13 }, () => 9_000),
      28,
      FAIRNESS,
    ),
    20,
  );
});

test('on a bureau’s first day nobody has an ordinary day; afterwards a source is held to the days there are', () => {
  assert.equal(allowanceOf([], 0, FAIRNESS), Number.POSITIVE_INFINITY);
  assert.equal(
    nextTurn(5, { filledUntil: null, allowance: Number.POSITIVE_INFINITY, mostDaysBack }).turnAt,
    5,
  );
  assert.equal(allowanceOf([60], 1, FAIRNESS), 180);
  assert.equal(allowanceOf([60], 3, FAIRNESS), 20);
});

test('a day’s allowance may come at once; each report beyond it waits longer than the one before', () => {
  let filledUntil: number | null = null;
  const turns = Array.from({ length: 60 }, () => {
    const next = nextTurn(0, { filledUntil, allowance: 20, mostDaysBack });
    filledUntil = next.filledUntil;
    return next.turnAt / DAY_MS;
  });
  assert.deepEqual(
    turns.slice(0, 20),
    Array.from({ length: 20 }, () => 0),
  );
  assert.ok(Math.abs(turns[39]! - 1) < 1e-6, 'the fortieth comes when a second day’s allowance has come');
  assert.ok(turns.slice(20).every((turn, i, all) => i === 0 || turn > all[i - 1]!));
});

test('a source that keeps to its allowance never waits', () => {
  let filledUntil: number | null = null;
  for (let i = 0; i < 500; i += 1) {
    const at = Math.ceil((i * DAY_MS) / 20);
    const next = nextTurn(at, { filledUntil, allowance: 20, mostDaysBack });
    filledUntil = next.filledUntil;
    assert.equal(next.turnAt, at);
  }
});

test('however large a flood, or wrong a clock was, a source’s turn comes within 150 days of what it sends', () => {
  const now = Date.UTC(2026, 2, 2);
  let filledUntil: number | null = null;
  for (let i = 0; i < 100_000; i += 1)
    ({ filledUntil } = nextTurn(now, { filledUntil, allowance: 20, mostDaysBack }));
  const next = nextTurn(now, { filledUntil, allowance: 20, mostDaysBack });
  assert.equal(next.turnAt, now + 150 * DAY_MS);
  const afterWrongClock = nextTurn(now, { filledUntil: now + 9_000 * DAY_MS, allowance: 20, mostDaysBack });
  assert.equal(afterWrongClock.turnAt, now + 150 * DAY_MS);
  assert.equal(
    nextTurn(now + 151 * DAY_MS, { ...next, allowance: 20, mostDaysBack }).turnAt,
    now + 151 * DAY_MS,
  );
});
