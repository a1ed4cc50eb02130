import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Dice } from '../../shared/dice.ts';
import { nextStart, type Series } from '../series/series.ts';
import { holdAgainst, missesOf } from './backtest.ts';
import { forecastYear } from './forecast-year.ts';
import { seasonOf } from './season.ts';
import { errorOfSum, expectAhead, fitTheta } from './theta.ts';

function monthly(counts: readonly number[], name = 'reports', first = '2010-01-01'): Series {
  const starts = [first];
  while (starts.length < counts.length) starts.push(nextStart(starts.at(-1)!, 'month'));
  return { name, unit: 'month', starts, counts: Float64Array.from(counts) };
}

const SEASON = [0.8, 0.9, 1, 1.1, 1.2, 1.1, 1, 0.9, 0.8, 1.3, 1, 0.9];
const CALENDAR = { lastMonth: 12 };

describe('the Theta method', () => {
  it('extends a straight line by half its slope a period, from where smoothing stands', () => {
    const theta = fitTheta(
      Float64Array.from({ length: 40 }, (_, i) => 100 + 4 * i),
      1,
    );
    assert.ok(Math.abs(expectAhead(theta, 2) - expectAhead(theta, 1) - 2) < 1e-9);
    assert.ok(expectAhead(theta, 1) > 256);
  });
  it('finds the season that is there, and none where there is none', () => {
    const counts = Float64Array.from({ length: 60 }, (_, i) => 200 * SEASON[i % 12]!);
    const found = seasonOf(counts, 12)!;
    for (const [place, factor] of SEASON.entries()) assert.ok(Math.abs(found[place]! - factor) < 1e-6);
    assert.equal(
      seasonOf(
        Float64Array.from({ length: 60 }, (_, i) => 200 + i),
        12,
      )?.length ?? 0,
      0,
    );
  });
  it('stays with a constant, and is never below 0', () => {
    const same = fitTheta(new Float64Array(24).fill(7), 12);
    assert.ok(Math.abs(expectAhead(same, 6) - 7) < 1e-6);
    const falling = fitTheta(
      Float64Array.from({ length: 24 }, (_, i) => 48 - 2 * i),
      12,
    );
    assert.equal(expectAhead(falling, 60), 0);
  });
  it('is the less certain the further it looks', () => {
    const dice = new Dice(2);
    const theta = fitTheta(
      Float64Array.from({ length: 50 }, () => 50 + dice.int(-9, 9)),
      1,
    );
    for (const ahead of [1, 2, 3, 10]) assert.ok(errorOfSum(theta, ahead + 1) > errorOfSum(theta, ahead));
  });
});

describe('how the year will end', () => {
  const known = Array.from({ length: 57 }, (_, i) => Math.round(100 * SEASON[i % 12]!));
  it('what is counted stands, and the rest of the year is added', () => {
    const [forecast] = forecastYear([monthly(known)], CALENDAR).forecasts;
    assert.deepEqual(
      forecast!.periods.map(({ start }) => start),
      ['2014-10-01', '2014-11-01', '2014-12-01'],
    );
    assert.equal(
      forecast!.known,
      known.slice(48).reduce((a, b) => a + b),
    );
    assert.ok(Math.abs(forecast!.total - 1200) < 5, `${forecast!.total}`);
  });
  it('a financial year ends in March', () => {
    const [forecast] = forecastYear([monthly(known)], { lastMonth: 3 }).forecasts;
    assert.deepEqual(
      [forecast!.periods.length, forecast!.known],
      [6, known.slice(51).reduce((a, b) => a + b)],
    );
  });
  it('a year that has just ended is followed by the next one', () => {
    const [forecast] = forecastYear([monthly(known.slice(0, 48))], CALENDAR).forecasts;
    assert.deepEqual([forecast!.periods.length, forecast!.known], [12, 0]);
  });
  it('what is not known is neither 0 nor guessed', () => {
    const table = forecastYear([monthly(known.with(56, Number.NaN)), monthly(known, 'other')], CALENDAR);
    assert.deepEqual(
      [table.unforecast, table.forecasts.map(({ series }) => series)],
      [['reports'], ['other']],
    );
  });
  it('too short a past gives no limits, and says so', () => {
    const table = forecastYear([monthly(known.slice(0, 8))], CALENDAR);
    assert.deepEqual([table.forecasts[0]!.low, table.backtest.learned], [null, null]);
  });
  it('the limits hold the total and never lie below what is counted', () => {
    const counts = fc.array(fc.nat(500), { minLength: 12, maxLength: 60 });
    fc.assert(
      fc.property(
        fc.array(counts, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 12 }),
        (all, lastMonth) => {
          const length = Math.min(...all.map((one) => one.length));
          const series = all.map((one, i) => monthly(one.slice(0, length), `s${i}`));
          for (const forecast of forecastYear([series[0]!, ...series.slice(1)], { lastMonth }).forecasts) {
            assert.ok(forecast.known <= forecast.total && Number.isFinite(forecast.total));
            if (forecast.low === null) continue;
            assert.ok(forecast.known <= forecast.low && forecast.low <= forecast.total);
            assert.ok(forecast.total <= forecast.high!);
          }
        },
      ),
      { seed: 8, numRuns: 60 },
    );
  });
});

it('limits learned from misses hold about as often as they promise', () => {
  const dice = new Dice(9);
  const misses = Array.from({ length: 30 }, () => {
    let level = 200;
    const counts = Float64Array.from({ length: 80 }, () => {
      level *= Math.exp(dice.between(-0.12, 0.12));
      return Math.round(level + dice.between(-20, 20));
    });
    return missesOf(counts, 12, 6, 0);
  }).flat();
  const { learned, learnedFrom } = holdAgainst(misses);
  assert.ok(learnedFrom > 500 && learned! > 0.9 && learned! < 0.99, `${learned}`);
});
