import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Attacker } from '../protect/attacker.ts';
import { joinEditions, type PublishedTable } from '../protect/join-editions.ts';
import { joinTables } from '../protect/join-tables.ts';
import { ALL, tableOf } from '../protect/table.ts';
import { loadSolver } from '../solver.ts';
import { leaveOutInThread } from './leave-out-thread.ts';
import { type Protected, protectTables, type TableToProtect } from './protect-table.ts';

// Counts by unit, band and threat, of which one table prints units and another bands: the totals of threats stand in both.

type Counts = readonly (readonly (readonly number[])[])[];

const THREATS = ['t0', 't1', 't2'];
const NO_EDITION: readonly PublishedTable[] = [];

function tables(counts: Counts, earlier: readonly (readonly PublishedTable[])[] = []): TableToProtect[] {
  const byUnit = counts.flatMap((bands, unit) =>
    THREATS.map((threat, t) => ({
      cells: [`u${unit}`, threat],
      count: bands.reduce((sum, one) => sum + one[t]!, 0),
    })),
  );
  const byBand = counts[0]!.flatMap((_, band) =>
    THREATS.map((threat, t) => ({
      cells: [`b${band}`, threat],
      count: counts.reduce((sum, bands) => sum + bands[band]![t]!, 0),
    })),
  );
  return [byUnit, byBand].map((rows, i) => ({
    dimensions: [i === 0 ? 'unit' : 'band', 'threat'],
    rows,
    earlier: earlier[i] ?? NO_EDITION,
    meaningOf: ([by, threat]: readonly string[]) => `${by === ALL ? '' : by}/${threat}`,
  }));
}

/** The narrowest bounds of a count of 1 to 4, for somebody with both tables in hand. */
async function narrowest(asked: readonly TableToProtect[], shown: readonly Protected[]): Promise<number> {
  const linked = asked.map(({ dimensions, rows, meaningOf }) => {
    const table = tableOf(
      dimensions,
      rows.map(({ cells, count }) => ({ labels: cells, count })),
    );
    return {
      joined: joinEditions(table, []),
      meanings: table.cells.map(({ labels }) => meaningOf!(labels)),
    };
  });
  const { table, places } = joinTables(linked, new Map());
  const printed = shown.flatMap(({ rows }, i) =>
    rows.flatMap(({ count }, cell) => (count === null ? [] : [places[i]![cell]!])),
  );
  const hidden = new Set([...table.cells.keys()].filter((cell) => !printed.includes(cell)));
  const attacker = new Attacker(await loadSolver(), table);
  const widths = [...table.cells.keys()]
    .filter((cell) => table.cells[cell]!.count > 0 && table.cells[cell]!.count < 5)
    .map((cell) => attacker.boundsOf(cell, hidden))
    .map(({ low, high }) => high - low);
  return Math.min(Number.POSITIVE_INFINITY, ...widths);
}

const isProtected = (one: Awaited<ReturnType<typeof protectTables>>[number]): one is Protected =>
  'rows' in one;

/** What each table prints of the totals that they share: null where it leaves them out. */
function sharedTotals({ rows }: Protected): (number | null)[] {
  return rows.filter(({ cells }) => cells[0] === ALL).map(({ count }) => count);
}

const count = fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(9) });
const line = fc.array(count, { minLength: 3, maxLength: 3 });
const COUNTS = fc.array(fc.array(line, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 2 });

describe('two tables that share totals', () => {
  it('leave out the same ones, so that both may be printed, and no small count is told by both together', async () => {
    let differedAlone = 0;
    await fc.assert(
      fc.asyncProperty(COUNTS, async (counts) => {
        const asked = tables(counts);
        const alone = (await Promise.all(asked.map(async (one) => (await protectTables([one]))[0]!))).filter(
          isProtected,
        );
        const [a, b] = alone.map(sharedTotals);
        if (JSON.stringify(a) !== JSON.stringify(b)) differedAlone += 1;
        const together = (await protectTables(asked)).filter(isProtected);
        assert.equal(together.length, 2);
        assert.deepEqual(sharedTotals(together[0]!), sharedTotals(together[1]!));
        assert.ok((await narrowest(asked, together)) >= 3 - 1e-6);
      }),
      { seed: 4, numRuns: 6 },
    );
    assert.ok(differedAlone > 0, 'each by itself they would have differed');
  });

  const SMALL: Counts = [
    [
      [9, 2, 8],
      [7, 9, 6],
    ],
    [
      [8, 5, 9],
      [6, 7, 12],
    ],
  ];

  it('leave out what another table left out earlier, and do not hide what it printed', async () => {
    const asked = tables(SMALL);
    const said = new Map([
      ['/t0', [null]],
      ['/t1', [23]],
    ]);
    const found = (await protectTables(asked, { said, beside: [] })).filter(isProtected);
    for (const one of found) {
      const [, t0, t1] = sharedTotals(one);
      assert.deepEqual([t0, t1], [null, 23]);
    }
  });

  // Each alone leaves out enough: together they told of a count of 1 to 4 what it is but for one.
  const APART: Counts = [
    [
      [1, 0, 0],
      [0, 7, 0],
      [0, 4, 0],
      [0, 0, 0],
      [0, 2, 0],
    ],
    [
      [4, 2, 0],
      [0, 2, 4],
      [0, 4, 0],
      [0, 4, 0],
      [0, 0, 0],
    ],
  ];
  it('tell no small count by one printed now and the other one printed earlier, though never by the same edition', async () => {
    const [units, bands] = tables(APART) as [TableToProtect, TableToProtect];
    const first = (await protectTables([units])).filter(isProtected);
    const rows = first[0]!.rows;
    const meanings = rows.map(({ cells }) => units.meaningOf!(cells));
    const printed = {
      said: new Map(meanings.map((meaning, i) => [meaning, [rows[i]!.count]])),
      beside: [{ dimensions: units.dimensions, rows, meanings }],
    };
    const now = (await protectTables([bands], printed)).filter(isProtected);
    assert.equal(now.length, 1);
    assert.ok((await narrowest([units, bands], [...first, ...now])) >= 3 - 1e-6);
    const unaware = (await protectTables([bands], { ...printed, beside: [] })).filter(isProtected);
    assert.ok((await narrowest([units, bands], [...first, ...unaware])) < 3, 'the tables need one another');
  });

  it('are protected by what they say now where it cannot be what an earlier one left out', async () => {
    const [units, bands] = tables(APART) as [TableToProtect, TableToProtect];
    const rows = (await protectTables([units])).filter(isProtected)[0]!.rows;
    const meanings = rows.map(({ cells }) => units.meaningOf!(cells));
    const grown = { ...bands, rows: bands.rows.map((one) => ({ ...one, count: one.count + 90 })) };
    const beside = [{ dimensions: units.dimensions, rows, meanings }];
    const [found] = await protectTables([grown], { said: new Map(), beside });
    assert.ok(found && 'rows' in found);
  });

  it('are refused where the time is up before anything is protected', async () => {
    const asked = tables(
      Array.from({ length: 12 }, (_, u) => [
        THREATS.map((_, t) => (u * 7 + t * 5) % 9),
        THREATS.map((_, t) => (u * 5 + t) % 7),
      ]),
    );
    const inQuestion = asked.map(({ dimensions, rows, meaningOf }) => {
      const table = tableOf(
        dimensions,
        rows.map(({ cells, count }) => ({ labels: cells, count })),
      );
      return { table, earlier: [], meanings: table.cells.map(({ labels }) => meaningOf!(labels)) };
    });
    const big = [...inQuestion, ...inQuestion];
    assert.deepEqual(
      await leaveOutInThread(big, { said: new Map(), beside: [] }, 1),
      big.map(() => ({ told: [] })),
    );
  });
});
