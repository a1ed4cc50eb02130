import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DayOfReports, viralState, WAVE_DAYS } from './viral-state.ts';

const reports = (
  reporters: number,
  each: number,
  dayOf: (i: number) => number = () => 20_000,
): DayOfReports[] =>
  Array.from({ length: reporters }, (_, i) => ({ reporter: `r${i}`, day: dayOf(i), incidents: each }));

const someReports = fc.array(
  fc.record({
    reporter: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    day: fc.integer({ min: 1, max: 20 }),
    incidents: fc.integer({ min: 1, max: 8 }),
  }),
  { maxLength: 15 },
);

test('content becomes viral by several reporters and many referrals within a week', () => {
  assert.equal(viralState(reports(2, 1)), 'none');
  assert.equal(viralState(reports(3, 2)), 'possible');
  assert.equal(viralState(reports(5, 4)), 'viral');
});

test('a flood by one sender is no circulation', () => {
  assert.equal(viralState(reports(1, 100_000)), 'none');
});

test('the same number of reports spread over months is no wave', () => {
  assert.equal(viralState(reports(8, 4, (i) => 20_000 + i * 30)), 'none');
});

test('further reports never make content less viral, and their order says nothing', () => {
  const rank = { none: 0, possible: 1, viral: 2 };
  fc.assert(
    fc.property(someReports, someReports, (some, more) => {
      assert.ok(rank[viralState([...some, ...more])] >= rank[viralState(some)]);
      assert.equal(viralState([...some].reverse()), viralState(some));
    }),
    { numRuns: 200, seed: 7 },
  );
});

test('the moving window says what counting each span by itself says', () => {
  const counted = (reports: readonly DayOfReports[]) => {
    const waves = reports.map(({ day }) =>
      reports.filter((one) => one.day > day - WAVE_DAYS && one.day <= day),
    );
    const reach = (reporters: number, incidents: number) =>
      waves.some(
        (wave) =>
          new Set(wave.map(({ reporter }) => reporter)).size >= reporters &&
          wave.reduce((sum, one) => sum + one.incidents, 0) >= incidents,
      );
    return reach(5, 20) ? 'viral' : reach(3, 5) ? 'possible' : 'none';
  };
  fc.assert(
    fc.property(someReports, (some) => assert.equal(viralState(some), counted(some))),
    { numRuns: 300, seed: 3 },
  );
});
