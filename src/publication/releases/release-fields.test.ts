import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanText, isWholeYear, readReportPeriod, slugOf } from './release-fields.ts';

test('a period is a year, a month or two days in order', () => {
  assert.deepEqual(readReportPeriod('2012'), { from: '2012-01-01', to: '2012-12-31' });
  assert.deepEqual(readReportPeriod('2024-02'), { from: '2024-02-01', to: '2024-02-29' });
  assert.deepEqual(readReportPeriod('2026-04-01..2027-03-31'), { from: '2026-04-01', to: '2027-03-31' });
  for (const bad of ['', '12', '2012-13', '2012-02-30..2012-03-01', '2012-03-01..2012-02-01', '2012-03-01'])
    assert.equal(readReportPeriod(bad), undefined, bad);
});

test('a whole year may begin with any month', () => {
  for (const [text, is] of [
    ['2012', true],
    ['2012-04-01..2013-03-31', true],
    ['2023-03-01..2024-02-29', true],
    ['2012-01', false],
    ['2012-01-02..2013-01-01', false],
    ['2012-01-01..2013-12-31', false],
  ] as const)
    assert.equal(isWholeYear(readReportPeriod(text)!), is, text);
});

test('a title becomes a name for addresses; what no page can show is dropped', () => {
  assert.equal(
    slugOf('  Asesiad Bygythiad Cenedlaethol 2026: ŵ & é!'),
    'asesiad-bygythiad-cenedlaethol-2026-w-e',
  );
  assert.equal(slugOf('!!!'), '');
  assert.equal(cleanText('a\u0000b\r\nc\u{e000}\td\ud800'), 'ab\nc\td\ufffd');
  assert.equal(cleanText('a\u202e12\u2066b'), 'a12b', 'no number is turned round');
});
