import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cy, en } from '../words.ts';
import { timesIn } from './times.ts';

const now = new Date('2026-03-02T09:00:00Z');
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const times = timesIn(en);

test('a time is shown in UTC and says so, in the page’s language', () => {
  assert.equal(times.time('2026-03-02T23:30:00+01:00'), '2 March 2026, 22:30\u00a0UTC');
  assert.equal(timesIn(cy).time(now), '2 Mawrth 2026, 09:00\u00a0UTC');
  assert.equal(times.time(null), 'Not known');
});

test('a month is named, and an axis names days, months and years briefly', () => {
  assert.deepEqual(['2026-03', '2026-03-31'].map(times.month), ['March 2026', 'March 2026']);
  const periods = ['2026-03-31', '2026-03', '2026', ''];
  assert.deepEqual(periods.map(times.brief), ['31 Mar', 'Mar 2026', '2026', '']);
  assert.equal(timesIn(cy).month('2026-03'), 'Mawrth 2026');
});

for (const [minutes, words] of [
  [0, 'in 0 minutes'],
  [1, 'in 1 minute'],
  [119, 'in 119 minutes'],
  [120, 'in 2 hours'],
  [47 * 60 + 59, 'in 47 hours'],
  [48 * 60, 'in 2 days'],
  [3 * 24 * 60 - 1, 'in 2 days'],
  [-1, '1 minute overdue'],
  [-72 * 60, '3 days overdue'],
] as const) {
  test(`a deadline ${minutes} minutes away is "${words}"`, () => {
    assert.equal(times.left(inMinutes(minutes), now), words);
  });
}

test('a wait is told to the minute', () => {
  assert.equal(times.minutes(67 * 60_000), '1 hour 7 minutes');
  assert.equal(times.minutes(59_000), '0 minutes');
});
