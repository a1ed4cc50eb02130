import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Dice } from '../../shared/dice.ts';
import type { Counted } from '../crossings.ts';
import { nextStart, type Series } from '../series/series.ts';
import { pointsUntil } from './alert-points.ts';
import { followedSeries, seriesKey } from './followed-series.ts';
import { judgeSeries } from './judge-series.ts';

const MONTHS = ['2020-01-01'];
while (MONTHS.length < 60) MONTHS.push(nextStart(MONTHS.at(-1)!, 'month'));

const monthly = (name: string, counts: readonly number[]): Series => ({
  name,
  unit: 'month',
  starts: MONTHS.slice(0, counts.length),
  counts: Float64Array.from(counts),
});

function poisson(dice: Dice, mean: number): number {
  let count = 0;
  for (let left = dice.share(); left > Math.exp(-mean); left *= dice.share()) count += 1;
  return count;
}

/** Reports that come in batches of one to five: their variance is 3.7 times that of counting. */
function inBatches(dice: Dice, mean: number): number {
  return Array.from({ length: poisson(dice, mean / 3) }, () => dice.int(1, 5)).reduce((a, b) => a + b, 0);
}

function alarmsOf(series: readonly Series[], last: number, as: 'monthly' | 'tagged' = 'monthly') {
  const none = { weekly: [], monthly: [], tagged: [] };
  const { judged } = judgeSeries({ ...none, [as]: series, last: { week: 0, month: last } });
  const all = judged.flatMap(({ readings }) => readings);
  return { all: all.length, up: all.filter(({ isAlarm }) => isAlarm) };
}

describe('judging months', () => {
  for (const [name, draw] of [
    ['as counting does', poisson],
    ['in batches', inBatches],
  ] as const)
    it(`of calm series that vary ${name}, one judgement in a hundred at most is an alarm`, () => {
      const dice = new Dice(3);
      const series = Array.from({ length: 120 }, (_, i) =>
        monthly(
          `s${i}`,
          Array.from({ length: 60 }, () => draw(dice, 20)),
        ),
      );
      const { all, up } = alarmsOf(series, 12);
      assert.equal(all, 120 * 12);
      assert.ok(up.length <= all * 0.01, `${up.length} of ${all}`);
    });
  it('a series that doubles each half year from ten a month on is found after five months, as a median', () => {
    const dice = new Dice(5);
    const delays = Array.from({ length: 101 }, () => {
      const counts = Array.from({ length: 48 }, (_, i) => poisson(dice, 10 * 2 ** (Math.max(0, i - 35) / 6)));
      const { up } = alarmsOf([monthly('s', counts)], 12);
      const first = up.find(({ period }) => period >= MONTHS[36]!);
      return first ? MONTHS.indexOf(first.period) - 35 : 99;
    }).sort((a, b) => a - b);
    assert.ok(delays[50]! <= 5, `median ${delays[50]} months`);
  });
  it('a season is no alarm, once two earlier years are known', () => {
    const season = Array.from({ length: 60 }, (_, i) => 20 + 15 * Number(i % 12 >= 9));
    assert.deepEqual(alarmsOf([monthly('s', season)], 24).up, []);
  });
  it('a new tag is an alarm from its third mark on, in the first month already', () => {
    const marks = (count: number) => monthly('tag', [...Array(26).fill(0), count]);
    assert.equal(alarmsOf([marks(2)], 1, 'tagged').up.length, 0);
    assert.equal(alarmsOf([marks(3)], 1, 'tagged').up.length, 1);
  });
  it('less than nine months cannot be judged, and are counted so', () => {
    const { judged, unjudged } = judgeSeries({
      weekly: [],
      monthly: [monthly('short', [1, 2, 3, 4, 5, 6, 7, 90])],
      tagged: [],
      last: { week: 0, month: 1 },
    });
    assert.deepEqual([judged, unjudged['too-short']], [[], 1]);
  });
});

describe('the points of a chart', () => {
  it('a month is an alarm with its two predecessors exactly where it lies above its limit thrice', () => {
    const counts = [...Array(30).fill(10), 14, 14];
    const series = (last: number) => monthly('s', [...counts, last]);
    const { upper } = pointsUntil(series(0), MONTHS[32]!, 'slow-rise').at(-1)!;
    const most = Math.round(upper! * 3) - 28;
    assert.equal(alarmsOf([series(most)], 1).up.length, 0);
    assert.equal(alarmsOf([series(most + 1)], 1).up.length, 1);
  });
});

describe('series that are followed', () => {
  const whole = { starts: MONTHS.slice(0, 4), step: 'month' as const, breaks: [] };
  const line = (of: Record<string, string>, month: number, count: number): Counted => ({
    of,
    start: MONTHS[month]!,
    count,
  });
  const countsOf = (all: readonly Series[], of: Record<string, string>) =>
    [...all.find(({ name }) => name === seriesKey(of))!.counts].map((count) =>
      Number.isNaN(count) ? null : count,
    );
  it('are 0 where nothing was counted; a sender’s time before its first report is not known', () => {
    const all = followedSeries(
      [
        line({ threat: 'images' }, 2, 5),
        line({ source: 'a' }, 1, 3),
        line({ source: 'a', threat: 'images' }, 2, 2),
        line({ unit: 'none' }, 1, 3),
        line({ threat: 'unknown' }, 1, 3),
      ],
      whole,
    );
    assert.equal(all.length, 3);
    assert.deepEqual(countsOf(all, { threat: 'images' }), [0, 0, 5, 0]);
    assert.deepEqual(countsOf(all, { source: 'a' }), [null, 3, 0, 0]);
    assert.deepEqual(countsOf(all, { threat: 'images', source: 'a' }), [null, 0, 2, 0]);
  });
  it('begin anew where counting changed, of that series or of all', () => {
    const breakOn = (fromDay: string, series: string | null) => ({
      id: 'b',
      series,
      fromDay,
      what: 'form',
      declaredAt: new Date(0),
    });
    const lines = [0, 1, 2, 3].flatMap((month) => [
      line({ threat: 'a' }, month, 1),
      line({ threat: 'b' }, month, 1),
    ]);
    const own = followedSeries(lines, {
      ...whole,
      breaks: [breakOn('2020-02-01', seriesKey({ threat: 'a' }))],
    });
    assert.deepEqual(countsOf(own, { threat: 'a' }), [null, 1, 1, 1]);
    assert.deepEqual(countsOf(own, { threat: 'b' }), [1, 1, 1, 1]);
    const all = followedSeries(lines, { ...whole, breaks: [breakOn('2020-02-15', null)] });
    assert.deepEqual(countsOf(all, { threat: 'b' }), [null, null, 1, 1]);
  });
});
