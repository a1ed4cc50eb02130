import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnChart } from './column-chart.ts';
import { intervalChart } from './interval-chart.ts';
import { lineChart } from './line-chart.ts';

const text = { id: 'r', title: 'A title', description: 'What it shows', unit: 'reports' };
const monthsOf = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `${2012 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
  );
/** A digit of the widest font that a page falls back to takes so many pixels. Measured on screenshots. */
const DIGIT = 8.6;

/** Where the words of a chart begin and end, and how far down they stand. */
function placesIn(svg: string): { words: string; from: number; to: number; y: number }[] {
  const found = svg.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)" text-anchor="(\w+)">([^<]*)</g);
  return [...found].map(([, x, y, anchor, words]) => {
    const width = words!.replaceAll(/&#\d+;/g, '.').length * DIGIT;
    const from = Number(x) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
    return { words: words!, from, to: from + width, y: Number(y) };
  });
}

function assertRoom(svg: string): void {
  const places = placesIn(svg);
  assert.ok(places.length > 0);
  assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
  for (const { words, from, to } of places) assert.ok(from >= -4 && to <= 964, `${words}: ${from} to ${to}`);
  for (const a of places)
    for (const b of places)
      if (a !== b && a.y === b.y && a.from <= b.from)
        assert.ok(a.to <= b.from, `${a.words} touches ${b.words}`);
}

for (const highest of [0, 0.4, 9, 30_000, 400_000, 36_200_000, 12_345_678_901, 1e300])
  test(`labels have room beside values up to ${highest}`, () => {
    const months = monthsOf(16);
    const values = months.map((_, i) => (highest * i) / 15);
    assertRoom(
      lineChart(text, {
        labels: months,
        lines: [{ name: 'Adroddiadau a gafwyd', style: 'solid', values }],
        band: { name: 'Cyfyngau’r amcangyfrif', low: values.map(() => 0), high: values },
        marks: [
          { at: 2, kind: 'break', label: 'Mae’r ffordd o gyfrif wedi newid, a newid eto wedyn' },
          { at: 5, kind: 'break', label: '[b] 2012-06-01' },
          { at: 15, kind: 'break', label: 'Mae’r ffordd o gyfrif wedi newid, a newid eto wedyn' },
        ],
      }),
    );
    assertRoom(
      columnChart(
        text,
        months.map((label, i) => ({ label, value: values[i]! })),
      ),
    );
    const estimate = { value: highest, low: -highest, high: highest * 1.5 };
    const label = 'Adroddiadau o ddelweddau a gafwyd yng Nghymru ac yn Lloegr';
    assertRoom(
      intervalChart(text, [{ label, counted: highest, estimate }], {
        counted: 'Cyfrifwyd',
        estimate: 'Amcangyfrif',
      }),
    );
  });

test('values below 0 are drawn within the frame', () => {
  const svg = lineChart(text, {
    labels: monthsOf(3),
    lines: [{ name: 'x', style: 'solid', values: [-30_000, 10, 40_000] }],
  });
  const [, path] = /<path d="([^"]+)" fill="none"/.exec(svg)!;
  const heights = [...path!.matchAll(/[ML][\d.]+ ([-\d.]+)/g)].map((found) => Number(found[1]));
  assert.ok(heights.every((height) => height >= 34 && height <= 276));
  assertRoom(svg);
});
