import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { nextStart } from '../series/series.ts';
import { livesOn, QUIET, type Reading } from './alert-life.ts';
import { followRises, type Rising } from './follow-rises.ts';
import { lastDay, periodsBetween, wholePeriods } from './whole-periods.ts';

const WEEKS = ['2012-01-02'];
while (WEEKS.length < 60) WEEKS.push(nextStart(WEEKS.at(-1)!, 'week'));

const readings = (alarms: readonly boolean[]): Reading[] =>
  alarms.map((isAlarm, i) => ({ period: WEEKS[i]!, count: i, expected: 1, chance: 0.5, isAlarm }));

/** Follows a series in looks of some weeks each; answers with every life there ever was. */
function lives(alarms: readonly boolean[], cuts: readonly number[]): Rising[] {
  const stored = new Map<string, Rising>();
  const all = readings(alarms);
  let from = 0;
  for (const to of [...cuts, all.length]) {
    const alive = [...stored.values()].filter(({ endedPeriod }) => endedPeriod === null);
    // Each look judges the last three weeks of the one before once more.
    const own = all.slice(Math.max(0, from - 3), to);
    const judged = [{ series: 's', method: 'farrington' as const, step: 'week' as const, readings: own }];
    for (const one of followRises({ alive, judged, until: { week: WEEKS[to - 1] ?? null, month: null } })) {
      const id = one.id ?? `rise-${stored.size}`;
      stored.set(id, { ...one, id });
    }
    from = Math.max(from, to);
  }
  return [...stored.values()];
}

describe('the life of an alert', () => {
  it('begins with an alarm, lives on through a short quiet, and ends after a longer one', () => {
    const [only, ...others] = lives([true, false, true, false, false, false, false, false], []);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [only!.firstPeriod, only!.lastPeriod, only!.endedPeriod],
      [WEEKS[0], WEEKS[2], WEEKS[2 + QUIET.week]],
    );
  });
  it('a rise that comes back after its end is another alert', () => {
    assert.equal(lives([true, ...Array(QUIET.week).fill(false), true], []).length, 2);
  });
  it('what was judged before changes nothing', () => {
    const life = livesOn(null, { period: WEEKS[3]!, isAlarm: true }, 'week')!;
    for (const isAlarm of [true, false])
      for (const period of [WEEKS[0]!, WEEKS[3]!])
        assert.equal(livesOn(life, { period, isAlarm }, 'week'), life);
    assert.equal(livesOn(null, { period: WEEKS[0]!, isAlarm: false }, 'week'), null);
  });
  it('each alarm lies in exactly one life, at most one lives at a time, and it does not matter when one looks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat({ max: 60 }), { maxLength: 6 }),
        (alarms, places) => {
          const cuts = places.filter((place) => place > 0 && place < alarms.length).sort((a, b) => a - b);
          const found = lives(alarms, cuts);
          const plain = (some: Rising[]) => some.map(({ id: _, ...rest }) => rest);
          assert.deepEqual(plain(found), plain(lives(alarms, [])));
          assert.ok(found.filter(({ endedPeriod }) => endedPeriod === null).length <= 1);
          for (const [i, isAlarm] of alarms.entries()) {
            const within = found.filter(
              ({ firstPeriod, lastPeriod }) => WEEKS[i]! >= firstPeriod && WEEKS[i]! <= lastPeriod,
            );
            assert.ok(within.length <= 1);
            if (isAlarm) assert.equal(within.length, 1);
          }
        },
      ),
      { seed: 6, numRuns: 300 },
    );
  });
  it('a rise whose series is judged no more ends too', () => {
    const [alive] = lives([true], []);
    const follow = (week: string) =>
      followRises({ alive: [alive!], judged: [], until: { week, month: null } });
    assert.equal(follow(WEEKS[2]!)[0]!.endedPeriod, null);
    assert.equal(follow(WEEKS[QUIET.week]!)[0]!.endedPeriod, WEEKS[QUIET.week]);
    assert.deepEqual(followRises({ alive: [alive!], judged: [], until: { week: null, month: null } }), []);
  });
});

describe('whole periods', () => {
  const covered = (from: string, to: string) => ({ from, to, receipts: 1 });
  it('leave out what is not over', () => {
    const weeks = wholePeriods(covered('2026-10-23', '2026-11-22'), '2026-11-22', 'week');
    assert.deepEqual([weeks[0], weeks.at(-1)], ['2026-10-26', '2026-11-09']);
    assert.deepEqual(wholePeriods(covered('2026-10-23', '2026-11-22'), '2026-11-22', 'month'), []);
  });
  it('end with today where reports come in, and with the last report where none do any more', () => {
    const years = (today: string) => wholePeriods(covered('2010-01-01', '2012-12-31'), today, 'month');
    assert.deepEqual([years('2026-11-22')[0], years('2026-11-22').at(-1)], ['2010-01-01', '2012-12-01']);
    assert.equal(years('2012-12-31').at(-1), '2012-11-01');
    assert.equal(
      wholePeriods(covered('2010-01-01', '2012-12-20'), '2013-01-04', 'month').at(-1),
      '2012-12-01',
    );
  });
  it('are counted between', () => {
    assert.equal(periodsBetween('2011-11-01', '2012-02-01', 'month'), 3);
    assert.equal(periodsBetween('2012-03-19', '2012-04-02', 'week'), 2);
    assert.equal(lastDay('2012-02-01', 'month'), '2012-02-29');
  });
});
