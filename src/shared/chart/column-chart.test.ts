import assert from 'node:assert/strict';
import { it } from 'node:test';
import { barChart, columnChart } from './column-chart.ts';

const text = { id: 'c', title: 'Referrals <by> day', description: 'From 1 to 3', unit: 'receipts' };
const points = [
  { label: 'a & b', value: 10 },
  { label: 'c', value: 5 },
  { label: 'none', value: 0 },
];
const numbers = (svg: string, name: string) =>
  [...svg.matchAll(new RegExp(`<rect[^>]* ${name}="([^"]+)"`, 'g'))].map((found) => Number(found[1]));

it('draws lengths in proportion to the values', () => {
  const [ten, five, none] = numbers(barChart(text, points), 'width');
  assert.equal(ten, 2 * five!);
  assert.equal(none, 0);
  const [tall, half, flat] = numbers(columnChart(text, points), 'height');
  assert.equal(tall, 2 * half!);
  assert.equal(flat, 0);
});

it('names itself for screen readers and escapes what it is given', () => {
  for (const svg of [barChart(text, points), columnChart(text, points)]) {
    assert.match(svg, /role="img" aria-labelledby="c-title c-description"/);
    assert.match(svg, /Referrals &#60;by&#62; day/);
    assert.match(svg, /a &#38; b/);
  }
});

it('draws a frame for no data at all', () => assert.match(columnChart(text, []), /<svg .*<\/svg>/));
