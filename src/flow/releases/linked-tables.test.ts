import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL, type FixedTableId } from '../../picture/index.ts';
import type { ReleasedTable } from '../../publication/index.ts';
import { tellsTotalOf } from './linked-tables.ts';

const YEAR = { from: '2012-01-01', to: '2012-12-31' };
const FINANCIAL = { from: '2012-04-01', to: '2013-03-31' };

function printed(id: FixedTableId, cells: readonly string[], count: number | null, period = YEAR) {
  const rows = [{ cells, count, marks: [], earlier: null }];
  const words = { title: '', definition: '', dimensions: [], note: '' };
  return { table: { id, rows, protection: 'suppress', ...words } satisfies ReleasedTable, period };
}

test('a total that one table leaves out stands in no other: of a year in the table of five years, of a month in that of months', () => {
  const left = printed('threat-by-year', ['Contact', '2012'], null);
  assert.ok(tellsTotalOf(left, printed('source-by-threat', [ALL, 'Contact'], 40)));
  assert.ok(tellsTotalOf(printed('source-by-threat', [ALL, 'Contact'], 40), left));
  assert.ok(tellsTotalOf(left, printed('threat-by-month', ['Contact', ALL], 40)));
  const financial = (id: FixedTableId, cells: readonly string[], count: number | null) =>
    printed(id, cells, count, FINANCIAL);
  assert.ok(
    tellsTotalOf(
      printed('band-by-threat', [ALL, 'Contact'], null),
      printed('novelty-by-threat', [ALL, 'Contact'], 9),
    ),
  );
  assert.ok(!tellsTotalOf(left, financial('source-by-threat', [ALL, 'Contact'], 40)), 'of other days');
  assert.ok(!tellsTotalOf(left, printed('source-by-threat', ['Platform', 'Contact'], 40)), 'a part of it');
  assert.ok(!tellsTotalOf(left, printed('source-by-threat', [ALL, 'Contact'], null)), 'left out in both');
});
