import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aYearBefore, monthOf, recentPeriod } from './read-picture.ts';

describe('periods of the picture', () => {
  for (const [day, to] of [
    ['2026-11-22', '2026-11-30'],
    ['2024-02-01', '2024-02-29'],
    ['2026-12-31', '2026-12-31'],
  ] as const) {
    it(`the month of ${day} ends on ${to}`, () => assert.equal(monthOf(day).to, to));
  }

  it('a year before the end of a leap February is the 28th', () => {
    assert.deepEqual(aYearBefore(monthOf('2024-02-10')), { from: '2023-02-01', to: '2023-02-28' });
  });

  it('what covers 31 days is shown whole; a day more, and the last month is', () => {
    const whole = { from: '2026-10-23', to: '2026-11-22' };
    assert.deepEqual(recentPeriod(whole), whole);
    assert.deepEqual(recentPeriod({ ...whole, from: '2026-10-22' }), monthOf('2026-11-01'));
  });
});
