import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CATALOGUE, FIXED_TABLES } from '../picture/index.ts';
import { parseSection, shownIn } from '../publication/index.ts';
import { ASSESSMENT_2012 } from './reports-of-2012.ts';
import { reportsOfMonth } from './reports-of-month.ts';

const UNTIL = Date.parse('2026-11-22T09:00:00Z');
const FIGURES = new Set(Object.values(CATALOGUE).flatMap((all) => Object.keys(all)));
const MONTH_MS = 30 * 86_400_000;

test('what the example reports show can be read, and is of the catalogue: nothing is left out by a slip', () => {
  for (const report of [ASSESSMENT_2012, ...reportsOfMonth({ from: UNTIL - MONTH_MS, until: UNTIL })]) {
    const sections = Object.entries(report.sections).map(([id, all]) => ({
      id,
      heading: id,
      text: all.join('\n\n'),
    }));
    assert.deepEqual(
      sections.flatMap(({ text }) => parseSection(text).faults),
      [],
      report.slug,
    );
    for (const id of shownIn(sections, 'figure')) assert.ok(FIGURES.has(id), id);
    for (const id of shownIn(sections, 'table')) assert.ok(Object.hasOwn(FIXED_TABLES, id), id);
    assert.ok(report.items.every(({ owner, dueOn }) => owner !== '' && dueOn > report.period.to));
  }
});
