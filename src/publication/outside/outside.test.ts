import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../shared/problem.ts';
import { checkSeries } from './check-series.ts';
import type { OutsidePoint, OutsideSeries } from './outside-series.ts';
import { changeOverYear, latestComparable } from './series-change.ts';
import { readSeriesFile } from './series-file.ts';
import { standingSeries } from './series-version.ts';
import { SHIPPED_SERIES } from './shipped-series.ts';
import { splitAtBreaks } from './split-at-breaks.ts';

const read = (text: string, hints = {}) => readSeriesFile(Buffer.from(text), hints);
const refusal = (text: string, hints = {}): Problem => {
  try {
    read(text, hints);
  } catch (failure) {
    if (failure instanceof Problem) return failure;
    throw failure;
  }
  return assert.fail('it was taken');
};
const point = (period: string, value: number | null, more: Partial<OutsidePoint> = {}): OutsidePoint => ({
  period,
  value,
  low: null,
  high: null,
  marks: [],
  ...more,
});
const seriesOf = (points: OutsidePoint[], more: Partial<OutsideSeries> = {}): OutsideSeries => ({
  ...SHIPPED_SERIES[0]!,
  breaks: [],
  points,
  ...more,
});

test('series that come with the program say where they are from; the place for the IWF waits for an import', () => {
  for (const series of SHIPPED_SERIES.filter(({ points }) => points.length > 0))
    assert.deepEqual(checkSeries(series), [], series.id);
  const empty = SHIPPED_SERIES.filter(({ points }) => points.length === 0);
  assert.deepEqual(
    empty.map(({ id }) => id),
    ['iwf-reports'],
  );
});

test('reports before and after bundling are not compared', () => {
  const world = SHIPPED_SERIES.find(({ id }) => id === 'ncmec-world')!;
  assert.equal(changeOverYear(world, '2024').says.say, 'not-comparable');
  assert.match(changeOverYear(world, '2024').breaks[0]!, /bundle/);
  assert.equal(changeOverYear(world, '2025').says.say, 'up');
  assert.deepEqual(changeOverYear(world, '2023').says, { say: 'up', percent: 13, limits: null, share: null });
  const here = SHIPPED_SERIES.find(({ id }) => id === 'ncmec-uk')!;
  const next = { ...here, points: [...here.points, point('2024', 90_000)] };
  assert.equal(changeOverYear(next, '2024').says.say, 'not-comparable');
});

test('a table of periods is read in any order, with marks, limits and figures that are not there', () => {
  const { points } = read('period;value;low;high\n2013;"1,234 [p][r]";1000;1300\n2012;[x];;\n');
  assert.deepEqual(points, [
    point('2012', null, { marks: ['x'] }),
    point('2013', 1234, { low: 1000, high: 1300, marks: ['p', 'r'] }),
  ]);
});

test('other names of columns are said', () => {
  const columns = { period: 'Year', value: 'Reports' };
  assert.deepEqual(read('Year,Reports\n2012,5\n', { columns }).points, [point('2012', 5)]);
  assert.deepEqual(
    refusal('Year,Reports\n2012,5\n').faults.map(({ path }) => path),
    ['period', 'value'],
  );
});

for (const [name, text, reason] of [
  ['a period that is none', 'period,value\n2012-13,5\n', /YYYY/],
  ['a day that is none', 'period,value\n2012-02-31,5\n', /YYYY/],
  ['more rows than a series has', `period,value\n${'2012,5\n'.repeat(10_001)}`, /more than 10000/],
  ['a value that is none', 'period,value\n2012,many\n', /no number/],
  ['a value below 0', 'period,value\n2012,-1\n', /no number/],
  ['a value outside its limits', 'period,value,low,high\n2012,5,6,7\n', /between its limits/],
  ['a mark that is none', 'period,value\n2012,5 [q]\n', /a mark/],
  ['two rows of one period', 'period,value\n2012,5\n2012,6\n', /two rows/],
  ['years and days in one column', 'period,value\n2012,5\n2013-01-01,6\n', /one column/],
  ['bytes that are no text', 'period,value\n2012,\xff\n', /UTF-8/],
] as const)
  test(`${name} is told`, () => {
    const raw = Buffer.from(text, 'latin1');
    assert.throws(
      () => readSeriesFile(raw, {}),
      (failure: Problem) =>
        failure.code === 'picture.unreadable-table' &&
        failure.faults.some((fault) => reason.test(fault.reason)),
    );
  });

test('faults name the line as the file counts it, below comments', () => {
  assert.equal(refusal('# one\n# two\nperiod,value\n2012,1\n2013,x\n').faults[0]!.line, 5);
});

const TOR =
  '# a comment\ndate,country,users,lower,upper,frac\n2012-01-02,gb,90,100,140,50\n2012-01-01,gb,80,,,50\n';

test('a table of Tor Metrics is known by its columns, and what is expected is not taken for limits', () => {
  const { usual, points } = read(TOR);
  assert.equal(usual.id, 'tor-users-gb');
  assert.match(usual.title!, /United Kingdom/);
  assert.equal(usual.licence, 'CC0 1.0');
  assert.deepEqual(points, [point('2012-01-01', 80), point('2012-01-02', 90)]);
});

test('of several countries one is to be said', () => {
  const two = `${TOR}2012-01-01,de,70,,,50\n`;
  assert.match(refusal(two).faults[0]!.reason, /several countries/);
  assert.equal(read(two, { country: 'de' }).points[0]!.value, 70);
  assert.match(refusal(two, { country: 'fr' }).faults[0]!.reason, /no row/);
});

test('a file that says that it is invented is labelled so, whatever it is called', () => {
  const { said } = read(`# synthetic\n${TOR}`, { title: 'Real users', id: 'real' });
  assert.deepEqual([said.id, said.title], ['real-synthetic', 'Real users (synthetic)']);
});

test('a JSON document of a series is read as it was written, and a field that nobody knows is refused', () => {
  const { points, ...provenance } = SHIPPED_SERIES[0]!;
  const { said, points: again } = read(JSON.stringify({ ...provenance, points }));
  assert.deepEqual({ ...said, points: again }, SHIPPED_SERIES[0]);
  assert.equal(refusal('{"points":[],"more":1}').code, 'picture.invalid-series');
  assert.equal(refusal('{"points":').code, 'picture.invalid-series');
  assert.match(refusal(`{"points":[${'1,'.repeat(10_001)}1]}`).message, /at most 10000/);
  assert.equal(refusal('{"points":[{"period":"2012","value":"5"}]}').code, 'picture.invalid-series');
});

test('whatever bytes come, a series is read or a problem is told', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ maxLength: 200 }).map((text) => Buffer.from(`period,value,low\n${text}`)),
    fc.string({ maxLength: 200 }).map((text) => Buffer.from(`date,country,users\n2012-01-01,${text}`)),
    fc.json().map((text) => Buffer.from(`{"points":${text}}`)),
  );
  fc.assert(
    fc.property(bytes, (raw) => {
      try {
        for (const { value, period } of readSeriesFile(Buffer.from(raw), {}).points)
          assert.ok((value === null || value >= 0) && typeof period === 'string');
      } catch (failure) {
        assert.ok(failure instanceof Problem, String(failure));
      }
    }),
    { numRuns: 400, seed: 6 },
  );
});

const DAYS = (year: number, month: string, value: number, more: Partial<OutsidePoint> = {}) =>
  Array.from({ length: 30 }, (_, day) =>
    point(`${year}-${month}-${String(day + 1).padStart(2, '0')}`, value, more),
  );

test('daily users up two thirds over a year are called so', () => {
  const series = seriesOf([...DAYS(2011, '12', 9000), ...DAYS(2012, '12', 15_050)]);
  assert.equal(latestComparable(series), '2012-12');
  const { before, after, says } = changeOverYear(series, '2012-12');
  assert.deepEqual([before.value, after.value, after.known, after.of], [9000, 15_050, 30, 31]);
  assert.deepEqual(says, { say: 'up', percent: 67, limits: null, share: 'two-thirds' });
});

test('limits of the publisher that allow for no change take the word away', () => {
  const within = (low: number, high: number) => ({ low, high });
  const wide = seriesOf([
    ...DAYS(2011, '12', 100, within(50, 150)),
    ...DAYS(2012, '12', 120, within(70, 170)),
  ]);
  assert.equal(changeOverYear(wide, '2012-12').says.say, 'no-clear-change');
  const narrow = seriesOf([
    ...DAYS(2011, '12', 100, within(95, 105)),
    ...DAYS(2012, '12', 50, within(45, 55)),
  ]);
  assert.deepEqual(changeOverYear(narrow, '2012-12').says, {
    say: 'down',
    percent: -50,
    limits: [-57, -42],
    share: 'a-half',
  });
});

test('nothing is said of a year of which too little is known, nor a percentage of a few', () => {
  const half = seriesOf([...DAYS(2011, '12', 100).slice(0, 10), ...DAYS(2012, '12', 150)]);
  assert.equal(changeOverYear(half, '2012-12').says.say, 'not-known');
  assert.equal(latestComparable(half), null);
  assert.equal(
    changeOverYear(seriesOf([point('2011', 10), point('2012', 20)]), '2012').says.say,
    'counts-only',
  );
  assert.equal(
    changeOverYear(seriesOf([point('2011', 0), point('2012', 20)]), '2012').says.say,
    'counts-only',
  );
});

test('a break inside the later period counts, one before the earlier does not', () => {
  const points = [...DAYS(2011, '12', 100), ...DAYS(2012, '12', 150)];
  const brokenFrom = (from: string) =>
    changeOverYear(seriesOf(points, { breaks: [{ from, what: 'other' }] }), '2012-12').says.say;
  assert.equal(brokenFrom('2012-12-15'), 'not-comparable');
  assert.equal(brokenFrom('2012'), 'not-comparable');
  assert.equal(brokenFrom('2011'), 'up');
  assert.equal(brokenFrom('2013'), 'up');
});

test('a period that the publisher revised bears its mark, with what it was before', () => {
  const version = (value: number, number: number) => ({
    id: 'x',
    version: number,
    act: 'import' as const,
    series: seriesOf([point('2011', 5), point('2012', value)]),
    reason: null,
    doneBy: null,
    doneAt: null,
  });
  const { points, before } = standingSeries([version(10, 1), version(12, 2)]);
  assert.deepEqual(before, [{ period: '2012', value: 10 }]);
  assert.deepEqual(
    points.map(({ marks }) => marks),
    [[], ['r']],
  );
});

test('a line ends where the counting changed, and another begins', () => {
  const point = (period: string) => ({ period, value: 1, low: null, high: null, marks: [] });
  const points = ['2022', '2023', '2024', '2025'].map(point);
  const { drawn, gaps } = splitAtBreaks(points, [{ from: '2024', what: 'bundling' }]);
  assert.deepEqual(
    drawn.map(({ value }) => value),
    [1, 1, null, 1, 1],
  );
  assert.deepEqual(gaps, [{ at: 2, from: '2024' }]);
  assert.deepEqual(splitAtBreaks(points, [{ from: '2022', what: 'before all' }]).drawn, points);
});
