import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../shared/problem.ts';
import { Attacker } from '../protect/attacker.ts';
import { joinEditions } from '../protect/join-editions.ts';
import { ALL, tableOf } from '../protect/table.ts';
import { loadSolver } from '../solver.ts';
import { type ProtectedRow, protectTable } from './protect-table.ts';

const BY = ['unit', 'threat'];
type Counts = Record<string, readonly number[]>;

function rowsOf(counts: Counts): { cells: string[]; count: number }[] {
  return Object.entries(counts).flatMap(([unit, own]) =>
    own.map((count, threat) => ({ cells: [unit, `t${threat}`], count })),
  );
}

function shown(rows: readonly ProtectedRow[], ...cells: string[]): number | null | undefined {
  return rows.find((row) => row.cells.join() === cells.join())?.count;
}

const FIRST: Counts = { A: [12, 3, 20], B: [30, 14, 8], C: [9, 22, 2] };
const FIRST_EDITION = await protectTable(BY, rowsOf(FIRST), []);

/**
 * What somebody can say of every count of 1 to 4 in the newest edition with all editions in hand, who takes what was left
 * out to be unchanged: the narrowest of the bounds.
 */
async function narrowest(
  newest: Counts,
  editions: readonly { rows: readonly ProtectedRow[] }[],
): Promise<number> {
  const rows = rowsOf(newest);
  const table = tableOf(
    BY,
    rows.map(({ cells, count }) => ({ labels: cells, count })),
  );
  const { table: joined, hidden } = joinEditions(table, editions);
  const attacker = new Attacker(await loadSolver(), joined);
  const widths = table.cells.flatMap(({ count }, cell) => {
    if (!hidden.has(cell) || count === 0 || count > 4) return [];
    const { low, high } = attacker.boundsOf(cell, hidden);
    return [high - low];
  });
  return Math.min(Number.POSITIVE_INFINITY, ...widths);
}

describe('a fixed table', () => {
  it('leaves out 1 to 4 and what they could be calculated from, marks them, and shows the rest', async () => {
    const { rows, left } = FIRST_EDITION;
    assert.deepEqual(
      [shown(rows, 'A', 't1'), shown(rows, 'C', 't2'), shown(rows, 'B', 't0')],
      [null, null, 30],
    );
    assert.deepEqual([left.small, left.kept], [2, 0]);
    assert.ok(left.others >= 2);
    assert.deepEqual(rows.find(({ count }) => count === null)!.marks, ['c']);
    assert.ok((await narrowest(FIRST, [{ rows }])) >= 3);
  });

  it('keeps left out what an earlier edition left out, though it has grown', async () => {
    const first = FIRST_EDITION;
    const grown = { ...FIRST, A: [12, 7, 20] };
    const second = await protectTable(BY, rowsOf(grown), [first]);
    assert.equal(shown(second.rows, 'A', 't1'), null);
    assert.ok(second.left.kept > 0);
  });

  it('is protected beside an edition that left out its largest totals', async () => {
    const hundreds: Counts = { A: [100, 100, 100], B: [100, 100, 100], C: [100, 100, 100] };
    const { rows } = await protectTable(BY, rowsOf(hundreds), []);
    const before = rows.map((row) => (row.cells.includes(ALL) ? { ...row, count: null } : row));
    const now = await protectTable(BY, rowsOf({ ...hundreds, A: [100, 3, 100] }), [{ rows: before }]);
    assert.equal(shown(now.rows, 'A', 't1'), null);
  });

  it('says what was revised, and as what it stood before', async () => {
    const first = FIRST_EDITION;
    const later = await protectTable(BY, rowsOf({ ...FIRST, B: [31, 14, 8] }), [first]);
    const revised = later.rows.filter(({ marks }) => marks.includes('r'));
    assert.ok(revised.every(({ count, earlier }) => count === earlier! + 1) && revised.length > 0);
  });

  it('leaves out more where one unit more would be the difference of two totals', async () => {
    const first = FIRST_EDITION;
    // D alone is protected by others of its column; the difference of the columns' totals is D itself.
    const wider: Counts = { ...FIRST, D: [40, 2, 50] };
    const alone = await protectTable(BY, rowsOf(wider), []);
    const beside = await protectTable(BY, rowsOf(wider), [first]).catch((failure) => failure);
    if (beside instanceof Problem) return assert.equal(beside.code, 'picture.table-would-disclose');
    const totals = (rows: readonly ProtectedRow[]) => shown(rows, ALL, 't1');
    assert.ok(
      totals(beside.rows) === null || totals(first.rows) === null,
      'the difference of two printed totals is D’s 2',
    );
    assert.equal(totals(alone.rows), 41, 'which this table alone would print');
  });

  it('whatever one unit more or less changes, no small count is told by both editions together', async () => {
    const line = fc.array(fc.nat(25), { minLength: 3, maxLength: 3 });
    const units = fc.tuple(line, line, line, line);
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(units, fc.boolean(), async ([a, b, c, d], grows) => {
        const [few, many] = [
          { A: a, B: b, C: c },
          { A: a, B: b, C: c, D: d },
        ];
        const [before, after] = grows ? [few, many] : [many, few];
        const first = await protectTable(BY, rowsOf(before), []);
        try {
          const second = await protectTable(BY, rowsOf(after), [first]);
          kept += 1;
          assert.ok((await narrowest(after, [first, second])) >= 3 - 1e-6);
        } catch (failure) {
          assert.ok(
            failure instanceof Problem && failure.code === 'picture.table-would-disclose',
            `${failure}`,
          );
        }
      }),
      { seed: 6, numRuns: 4 },
    );
    assert.ok(kept > 0, `${kept} of 4 could be published`);
  });
});
