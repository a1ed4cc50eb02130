import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFlood, type ValueToday } from './flood.ts';

const QUIET: ValueToday = { hits: 0, busiest: 0, allHits: 100_000, days: 28 };

const cases: [title: string, today: Partial<ValueToday>, flood: boolean][] = [
  ['1,000 hits of a value that never hit before pass', { hits: 1_000 }, false],
  ['1,001 hits of a value that never hit before are a flood', { hits: 1_001 }, true],
  ['twenty times its busiest day passes', { hits: 4_000, busiest: 200 }, false],
  ['more than twenty times its busiest day is a flood', { hits: 4_001, busiest: 200 }, true],
  ['a sender’s first day, 10,000 hits of one value among many, passes', { hits: 10_000, days: 0 }, false],
  ['a first day on which one value makes up more than a tenth is a flood', { hits: 10_001, days: 0 }, true],
  [
    'a first run over everything stored: many hits, spread, pass',
    { hits: 90_000, allHits: 1_000_000, days: 0 },
    false,
  ],
  ['six days are no history yet', { hits: 5_000, days: 6 }, false],
  ['seven days are', { hits: 5_000, days: 7 }, true],
];

for (const [title, today, flood] of cases) {
  test(title, () => assert.equal(isFlood({ ...QUIET, ...today }), flood));
}
