import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Highs } from 'highs';
import { loadSolver } from '../solver.ts';
import { Attacker } from './attacker.ts';
import { movedCounts, movesOf } from './perturb.ts';
import { readPublished, readTable } from './read-table.ts';
import { suppress } from './suppress.ts';
import { SuppressionSearch } from './suppression-search.ts';
import { ALL, type Cell, tableOf } from './table.ts';

const OPTIONS = {
  smallest: 5,
  leastWidth: 3,
  known: new Set<number>(),
  seconds: 20,
  onProgress: () => undefined,
};
const CSV = 'force,offence,count\nA,x,12\nA,y,3\nA,z,20\nB,x,30\nB,y,14\nB,z,8\nC,x,9\nC,y,22\nC,z,2\n';
const COLUMNS = { dimensions: ['force', 'offence'], count: 'count' };

/** Counts of two by three, row by row. */
function grid(counts: readonly number[]): Cell[] {
  return counts.map((count, i) => ({ labels: [`r${Math.floor(i / 3)}`, `c${i % 3}`], count }));
}

describe('a table with its totals', () => {
  it('adds up every level of every dimension', () => {
    const { cells, sums } = tableOf(
      ['place', 'kind'],
      [
        { labels: ['North > A', 'x'], count: 1 },
        { labels: ['North > B', 'x'], count: 2 },
        { labels: ['South > C', 'y'], count: 4 },
      ],
    );
    const at = (...labels: string[]) => cells.find((cell) => cell.labels.join() === labels.join())?.count;
    assert.deepEqual([at(ALL, ALL), at('North', 'x'), at('South', ALL), at('North > B', 'y')], [7, 3, 4, 0]);
    for (const [total, ...parts] of sums)
      assert.equal(
        cells[total!]!.count,
        parts.reduce((sum, part) => sum + cells[part]!.count, 0),
      );
  });
  it('is refused where it holds totals, gaps or half counts, each with its line', () => {
    const broken = Buffer.from('force,offence,count\nAll,x,12\nA,,3\nB,x,\nB,y,1.5\n');
    assert.throws(
      () => readTable(broken, COLUMNS),
      (problem: { faults: { line: number }[] }) => problem.faults.map(({ line }) => line).join() === '3,5',
    );
    assert.throws(
      () => readTable(Buffer.from('force,offence,count\nAll,x,12\nB,x,\n'), COLUMNS),
      /cannot be read/,
    );
  });
});

describe('what an attacker can calculate', () => {
  it('is what trying every table that fits finds', async () => {
    const highs = await loadSolver();
    const counts = fc.array(fc.nat(4), { minLength: 6, maxLength: 6 });
    const hiding = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(counts, hiding, (values, hides) => {
        const table = tableOf(['r', 'c'], grid(values));
        const leaves = grid(values).map(({ labels }) =>
          table.cells.findIndex((cell) => cell.labels.join() === labels.join()),
        );
        const hidden = leaves.filter((_, i) => hides[i]);
        const attacker = new Attacker(highs, table);
        const fitting = tablesLike(values, hides);
        for (const [i, leaf] of leaves.entries()) {
          if (!hides[i]) continue;
          const found = fitting.map((one) => one[i]!);
          const { low, high } = attacker.boundsOf(leaf, new Set(hidden));
          assert.deepEqual([Math.round(low), Math.round(high)], [Math.min(...found), Math.max(...found)]);
        }
      }),
      { seed: 2, numRuns: 40 },
    );
  });
});

/** Every table of two by three with the same totals and the same values where they are shown. */
function tablesLike(values: readonly number[], hides: readonly boolean[]): number[][] {
  const most = values.reduce((sum, value) => sum + value, 0);
  const choices = values.map((value, i) =>
    hides[i] ? Array.from({ length: most + 1 }, (_, n) => n) : [value],
  );
  const [a = [], b = [], c = []] = choices;
  const [r0, r1] = [values[0]! + values[1]! + values[2]!, values[3]! + values[4]! + values[5]!];
  const found: number[][] = [];
  for (const x of a)
    for (const y of b)
      for (const z of c) {
        const rest = [0, 1, 2].map((i) => values[i]! + values[i + 3]! - [x, y, z][i]!);
        const fits = x + y + z === r0 && rest.reduce((sum, one) => sum + one, 0) === r1;
        const shown = rest.every((one, i) => one >= 0 && (hides[i + 3] || one === values[i + 3]));
        if (fits && shown) found.push([x, y, z, ...rest]);
      }
  return found;
}

describe('leaving out', () => {
  it('hides everything that can be hidden where the time is up before there is an answer', () => {
    const table = tableOf(['row', 'column'], grid([12, 3, 20, 30, 14, 8]));
    const never = { solve: () => ({ Status: 'Time limit reached', Columns: {} }) } as unknown as Highs;
    const search = new SuppressionSearch(never, table, { forced: [1], known: new Set([0]), seconds: 0 });
    assert.equal(search.solve().size, table.cells.length - 1);
    assert.equal(search.isFewest, false);
  });

  it('leaves out small counts, and the fewest others that protect them', async () => {
    const table = readTable(Buffer.from(CSV), COLUMNS);
    const found = await suppress(table, OPTIONS);
    assert.deepEqual([found.primary.length, found.secondary.length, found.disclosed.length], [2, 2, 0]);
    assert.ok(found.isFewest && found.audit.every(({ low, high }) => high - low >= 3));
  });
  it('never leaves a small count to be calculated', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(30), { minLength: 6, maxLength: 6 }), async (values) => {
        const table = tableOf(['r', 'c'], grid(values));
        const { audit, primary, disclosed } = await suppress(table, OPTIONS);
        assert.ok(primary.every((cell) => table.cells[cell]!.count < 5));
        for (const { cell, low, high } of audit)
          assert.ok(disclosed.includes(cell) || high - low >= 3 - 1e-6);
        assert.deepEqual(disclosed, []);
      }),
      { seed: 3, numRuns: 15 },
    );
  });
  it('hides nothing behind what was published before, and says what it cannot protect', async () => {
    const table = readTable(Buffer.from(CSV), COLUMNS);
    const before = readPublished(Buffer.from(CSV), COLUMNS, table);
    const { primary, disclosed } = await suppress(table, { ...OPTIONS, known: before });
    assert.deepEqual(primary, []);
    assert.deepEqual(
      disclosed.map((cell) => table.cells[cell]!.labels.join(' ')),
      ['A y', 'C z'],
    );
    const partly = readPublished(Buffer.from('force,offence,count\nA,x,12\nA,z,21\n'), COLUMNS, table);
    assert.equal(partly.size, 1);
    const avoided = await suppress(table, { ...OPTIONS, known: partly });
    assert.ok(!avoided.secondary.some((cell) => partly.has(cell)) && avoided.disclosed.length === 0);
  });
});

describe('moving counts', () => {
  it('has no bias and the variance that is published, and never falls below 0', () => {
    for (const count of [1, 2, 3, 50]) {
      const { by, chances } = movesOf(count);
      const mean = by.reduce((sum, v, i) => sum + v * chances[i]!, 0);
      const variance = by.reduce((sum, v, i) => sum + v * v * chances[i]!, 0);
      assert.ok(Math.abs(mean) < 1e-9 && Math.abs(variance - 1) < 1e-9, `${count}: ${mean}, ${variance}`);
      assert.ok(count + Math.min(...by) >= 0 && chances.every((chance) => chance > 0));
    }
    assert.deepEqual(movesOf(0), { by: [0], chances: [1] });
  });
  it('moves the same cell alike in every table, and otherwise with another key', () => {
    const secret = Buffer.alloc(16, 1);
    const both = readTable(Buffer.from(CSV), COLUMNS);
    const forces = readTable(Buffer.from(CSV), { dimensions: ['force'], count: 'count' });
    const [wide, narrow] = [movedCounts(both, secret), movedCounts(forces, secret)];
    for (const [i, { labels }] of forces.cells.entries())
      assert.equal(
        narrow[i],
        wide[both.cells.findIndex((cell) => cell.labels.join() === [...labels, ALL].join())],
      );
    assert.notDeepEqual(movedCounts(both, Buffer.alloc(16, 2)), wide);
  });
});
