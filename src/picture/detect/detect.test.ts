import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Dice } from '../../shared/dice.ts';
import { nextStart, type Series } from '../series/series.ts';
import { detectRises } from './detect-rises.ts';
import { falseDiscoveryRates } from './false-discovery.ts';
import { expectWeek, upTo } from './farrington.ts';
import { riseAt } from './slow-rise.ts';

const OPTIONS = { chanceOfAlarm: 0.005, falseShare: 0.05, last: 1 };

function weekly(counts: readonly number[], name = 'reports'): Series {
  const starts = ['2010-01-04'];
  while (starts.length < counts.length) starts.push(nextStart(starts.at(-1)!, 'week'));
  return { name, unit: 'week', starts, counts: Float64Array.from(counts) };
}

/** A count of so many on average (Knuth's product of chances). */
function poisson(dice: Dice, mean: number): number {
  let count = 0;
  for (let left = dice.share(); left > Math.exp(-mean); left *= dice.share()) count += 1;
  return count;
}

/** Three hundred weeks with a season and a slow trend, without chance: 3, 4, 4, 5 … */
const SEASONAL = Array.from({ length: 300 }, (_, week) =>
  Math.round(6 + 3 * Math.sin((2 * Math.PI * week) / 52.18) + week / 100 + ((week * 7) % 5) - 2),
);

describe('a week against its season', () => {
  // Reference: farringtonFlexible of R surveillance 1.20.3 on this series (b 5, w 3, 10 periods, 26 weeks left out,
  // reweighting above 2.58, trend, negative binomial plug-in, alpha .005), computed 2026-11-22.
  for (const { counts, week, upper, expected } of [
    { counts: SEASONAL, week: 270, upper: 21, expected: 11.64906869462 },
    { counts: SEASONAL, week: 285, upper: 19, expected: 10.17927412062 },
    { counts: SEASONAL, week: 300, upper: 12, expected: 5.42850257641 },
    { counts: SEASONAL.with(246, 60), week: 285, upper: 19, expected: 10.17369665103 },
    { counts: SEASONAL.with(246, 60), week: 300, upper: 12, expected: 5.41709611724 },
  ])
    it(`week ${week} is expected to have ${expected} reports`, () => {
      const found = expectWeek(weekly(counts), week - 1, 0.005)!;
      assert.equal(found.upper, upper);
      assert.ok(Math.abs(found.mean - expected) < 1e-6);
    });
  it('a week far above its season is an alarm, the usual one is not', () => {
    const usual = detectRises([weekly(SEASONAL)], OPTIONS).findings;
    assert.ok(usual.every(({ isAlarm }) => !isAlarm));
    const risen = detectRises([weekly(SEASONAL.with(-1, 40))], OPTIONS).findings;
    assert.deepEqual(
      risen.filter(({ isAlarm }) => isAlarm).map(({ method }) => method),
      ['season'],
    );
  });
  it('an earlier outbreak does not hide the next one', () => {
    const twice = SEASONAL.with(-1, 30).with(-53, 60).with(-54, 55);
    assert.ok(detectRises([weekly(twice)], OPTIONS).findings.some(({ isAlarm }) => isAlarm));
  });
  it('weeks that are not known are no weeks without reports', () => {
    const gaps = weekly(SEASONAL.map((count, week) => (week % 9 === 0 ? Number.NaN : count)));
    const [full, holed] = [weekly(SEASONAL), gaps].map((series) => expectWeek(series, 299, 0.005)!);
    assert.ok(Math.abs(full!.mean - holed!.mean) < 1);
  });
  it('nothing is said before three years are known', () => {
    assert.equal(expectWeek(weekly(SEASONAL.slice(0, 150)), 149, 0.005), null);
    const begunLate = SEASONAL.map((count, week) => (week < 150 ? Number.NaN : count));
    assert.equal(expectWeek(weekly(begunLate), 299, 0.005), null);
  });
});

describe('a slow rise', () => {
  const monthly = (counts: readonly number[]) =>
    riseAt(Float64Array.from(counts), counts.length - 1, 'month');
  it('is judged by three months against twenty-four', () => {
    const rise = monthly([...Array(24).fill(10), 20, 25, 30])!;
    assert.deepEqual([rise.recent, rise.earlier, rise.expected], [75, 240, 30]);
    assert.ok(rise.chance < 1e-9);
  });
  it('has the exact chance', () => {
    // Of 3 reports all 3 in the latest 3 of 27 months: (1/9)³.
    assert.ok(Math.abs(monthly([...Array(24).fill(0), 1, 1, 1])!.chance - 1 / 729) < 1e-12);
  });
  it('is not told from less than half a year before it', () =>
    assert.equal(monthly([1, 2, 3, 50, 60]), null));
  it('is no rise where nothing was reported', () => assert.equal(monthly(Array(27).fill(0))!.chance, 1));
});

describe('many series at once', () => {
  it('the rates of Benjamini and Hochberg are those of their paper', () => {
    const rates = falseDiscoveryRates([0.01, 0.04, null, 0.03, 0.005]);
    assert.deepEqual(
      rates.map((rate) => rate && Number(rate.toFixed(4))),
      [0.02, 0.04, null, 0.04, 0.02],
    );
  });
  it('a rate is never below its chance, and never falls where the chance rises', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (chances) => {
        const rates = falseDiscoveryRates(chances);
        for (const [i, chance] of chances.entries()) {
          assert.ok(rates[i]! >= chance - 1e-12);
          for (const [j, other] of chances.entries()) assert.ok(other > chance || rates[j]! <= rates[i]!);
        }
      }),
      { seed: 5 },
    );
  });
  it('few of many series without any change are alarms', () => {
    const dice = new Dice(4);
    const series = Array.from({ length: 200 }, (_, i) =>
      weekly(
        Array.from({ length: 300 }, () => poisson(dice, 8)),
        `s${i}`,
      ),
    );
    const alarms = detectRises(series, OPTIONS).findings.filter(({ isAlarm }) => isAlarm);
    assert.ok(alarms.length <= 2, `${alarms.length} of 400`);
  });
});

it('the chance of so many or fewer adds up, overdispersed or not', () => {
  for (const dispersion of [1, 1.5, 4]) {
    const chances = Array.from(
      { length: 400 },
      (_, n) => upTo(n, 20, dispersion) - upTo(n - 1, 20, dispersion),
    );
    const mean = chances.reduce((sum, chance, n) => sum + chance * n, 0);
    const variance = chances.reduce((sum, chance, n) => sum + chance * (n - mean) ** 2, 0);
    assert.ok(Math.abs(mean - 20) < 1e-6 && Math.abs(variance - 20 * dispersion) < 1e-4);
  }
});
