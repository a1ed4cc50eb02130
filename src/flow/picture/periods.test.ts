import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  lastMonths,
  lastMonthsOver,
  monthOf,
  monthsOf,
  nameOfPeriod,
  periodNamed,
  recentPeriod,
  soFar,
  yearsBefore,
} from './periods.ts';

describe('periods of the picture', () => {
  for (const [day, to] of [
    ['2026-11-22', '2026-11-30'],
    ['2024-02-01', '2024-02-29'],
    ['2026-12-31', '2026-12-31'],
  ] as const) {
    it(`the month of ${day} ends on ${to}`, () => assert.equal(monthOf(day).to, to));
  }

  it('a year before the end of a leap February is the 28th', () => {
    assert.deepEqual(yearsBefore(monthOf('2024-02-10'), 1), { from: '2023-02-01', to: '2023-02-28' });
  });

  it('what covers 31 days is shown whole; a day more, and the last month is', () => {
    const whole = { from: '2026-10-23', to: '2026-11-22' };
    assert.deepEqual(recentPeriod(whole), whole);
    assert.deepEqual(recentPeriod({ ...whole, from: '2026-10-22' }), monthOf('2026-11-01'));
  });

  it('four years before a leap day is a leap day', () => {
    assert.equal(yearsBefore({ from: '2024-02-29', to: '2024-02-29' }, 4).to, '2020-02-29');
  });

  it('the last three months of a period may begin in the year before', () => {
    assert.deepEqual(lastMonths(monthOf('2017-01-31'), 3), { from: '2016-11-01', to: '2017-01-31' });
    assert.deepEqual(monthsOf({ from: '2016-11-05', to: '2017-01-01' }), ['2016-11', '2016-12', '2017-01']);
  });

  it('a period that is not over is compared as far as it has come', () => {
    const year = { from: '2026-01-01', to: '2026-12-31' };
    assert.equal(soFar(year, '2026-11-22').to, '2026-11-22');
    assert.deepEqual([soFar(year, '2027-01-01'), soFar(year, '2025-12-31')], [year, year]);
  });

  it('an average is of whole months that are over, whatever days were asked for', () => {
    const over = (from: string, to: string, today = '2030-01-01') => lastMonthsOver({ from, to }, today, 3);
    const toMarch = { from: '2012-01-01', to: '2012-03-31' };
    assert.deepEqual(over('2012-03-01', '2012-03-31'), toMarch);
    assert.deepEqual(over('2012-04-02', '2012-04-15'), toMarch);
    assert.deepEqual(over('2012-04-01', '2012-04-30', '2012-04-30'), toMarch);
    assert.deepEqual(over('2012-01-01', '2012-12-31', '2012-04-01'), toMarch);
  });

  it('a period is read from its name; what is none is not', () => {
    assert.equal(nameOfPeriod({ from: '2012-01-01', to: '2012-12-31' }), '2012');
    assert.equal(nameOfPeriod(monthOf('2012-02-01')), '2012-02');
    assert.equal(nameOfPeriod({ from: '2012-02-01', to: '2012-02-28' }), '2012-02-01..2012-02-28');
    for (const name of ['2012', '2012-02', '2012-02-03..2013-01-01'])
      assert.equal(nameOfPeriod(periodNamed(name)!), name);
    for (const none of [
      '2012-13',
      '2012-02-30..2012-03-01',
      '2012-03-02..2012-03-01',
      '12',
      '2012-02..2012-03',
      '0000',
      '1899-12',
      '2012-01-01..2200-01-01',
    ])
      assert.equal(periodNamed(none), undefined, none);
  });
});
