import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { intervalChart } from './interval-chart.ts';
import { lineChart } from './line-chart.ts';

const text = { id: 'l', title: 'Reports <by> week', description: 'From 1 to 3', unit: 'reports' };
const labels = ['Jan', 'Feb', 'Mar', 'Apr'];
const ys = (path: string) => [...path.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map((found) => Number(found[1]));

describe('a line over time', () => {
  const svg = lineChart(text, {
    labels,
    lines: [
      { name: 'Counted', style: 'solid', values: [10, 20, null, 40] },
      { name: 'Expected', style: 'dashed', values: [10, 10, 10, 10] },
    ],
    band: { name: 'Usual', low: [5, 5, 5, 5], high: [15, 15, 15, 15] },
    marks: [
      { at: 3, kind: 'alarm', label: 'Alarm' },
      { at: 1, kind: 'break', label: 'New form' },
    ],
  });
  it('stops where nothing is known, and shows what stands alone', () => {
    const solid = [...svg.matchAll(/<path d="([^"]+)" fill="none" stroke="#0f6674"/g)];
    assert.equal(solid.length, 1);
    assert.equal(ys(solid[0]![1]!).length, 2);
    assert.equal(svg.match(/<circle[^>]* r="3"/g)?.length, 1);
  });
  it('is drawn to scale from 0 up, with its band behind it', () => {
    const [ten, twenty] = ys(/<path d="([^"]+)" fill="none" stroke="#0f6674"/.exec(svg)![1]!);
    const [dashed] = ys(/<path d="([^"]+)" fill="none" stroke="#12303a"/.exec(svg)![1]!);
    assert.equal(ten, dashed);
    assert.ok(twenty! < ten!);
    assert.ok(svg.indexOf('Z" fill=') < svg.indexOf('stroke-dasharray'));
  });
  it('names every line, the band, the alarm and the break where they are', () => {
    for (const name of ['Counted', 'Expected', 'Usual', 'Alarm', 'New form'])
      assert.ok(svg.includes(`>${name}<`));
    assert.match(svg, /Reports &#60;by&#62; week/);
    assert.match(svg, /role="img" aria-labelledby="l-title l-description"/);
  });
  it('keeps the names of lines that end together apart', () => {
    const same = ['one', 'two', 'three'].map((name) => ({ name, style: 'solid' as const, values: [1, 1] }));
    const drawn = lineChart(text, { labels: ['a', 'b'], lines: same });
    const heights = ['one', 'two', 'three'].map((name) =>
      Number(new RegExp(`y="([\\d.]+)" text-anchor="start">${name}<`).exec(drawn)![1]),
    );
    assert.ok(Math.abs(heights[1]! - heights[0]!) >= 15 && Math.abs(heights[2]! - heights[1]!) >= 15);
  });
  it('labels a long time sparsely and draws a frame for none', () => {
    const many = Array.from({ length: 200 }, (_, i) => `w${i}`);
    const drawn = lineChart(text, { labels: many, lines: [] });
    const places = [...drawn.matchAll(/<text x="([\d.]+)" y="[\d.]+" text-anchor="middle">w\d+</g)].map(
      (found) => Number(found[1]),
    );
    assert.ok(places.every((place, i) => i === 0 || place - places[i - 1]! > 'w199'.length * 9));
    const empty = lineChart(text, { labels: [], lines: [] });
    assert.match(empty, /<svg .*<\/svg>/);
    assert.doesNotMatch(empty + drawn + svg, /NaN|Infinity|undefined/);
  });
});

describe('counts beside estimates', () => {
  const lines = [
    { label: 'a & b', counted: 10, estimate: { value: 20, low: 15, high: 30 } },
    { label: 'c', counted: 20, estimate: null },
    { label: 'd', counted: null, estimate: { value: 8, low: null, high: null } },
    { label: 'none', counted: null, estimate: null },
  ];
  const svg = intervalChart(text, lines, { counted: 'Counted', estimate: 'Estimate' });
  it('draws bars and dots on one scale', () => {
    const bars = [...svg.matchAll(/<rect x="320" y="[\d.]+" width="([\d.]+)"/g)].map((found) =>
      Number(found[1]),
    );
    const wide = bars.filter((width) => width !== 30);
    assert.ok(Math.abs(wide[1]! - 2 * wide[0]!) < 0.2);
    const dots = [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map((found) => Number(found[1]) - 320);
    assert.ok(dots.some((dot) => Math.abs(dot - 2 * wide[0]!) < 0.2));
  });
  it('shows in the key only what there is, escapes what it is given, and is a frame for nothing', () => {
    assert.match(svg, /a &#38; b/);
    assert.match(svg, />Counted<.*>Estimate</);
    const counts = intervalChart(text, [lines[1]!], { counted: 'Counted', estimate: 'Estimate' });
    assert.doesNotMatch(counts, />Estimate</);
    assert.doesNotMatch(
      svg + intervalChart(text, [], { counted: '', estimate: '' }),
      /NaN|Infinity|undefined/,
    );
  });
});
