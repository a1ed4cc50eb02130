import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Dice } from '../../shared/dice.ts';
import { movesOf } from '../protect/perturb.ts';
import type { KeyedCell } from './keyed-cells.ts';
import { BUILDER_MOVES, everyCell, moveTable } from './move-table.ts';

// Attacks on the table builder by somebody who may ask for any table any number of times.

const SECRET = Buffer.alloc(32, 7);
const COLUMNS = { threat: 4, source: 5, band: 4, unit: 12, month: 12 } as const;
type Column = keyof typeof COLUMNS;
const EVERY = Object.keys(COLUMNS) as Column[];

type Row = { key: number } & Record<Column, string>;

/** Receipts of a year: a few units and threats hold most of them, so that many cells are small. */
function yearOf(dice: Dice, count: number): Row[] {
  return Array.from({ length: count }, () => {
    const skewed = (values: number) => String(Math.floor(values * dice.share() ** 3));
    return {
      key: dice.int(0, 2 ** 32 - 1),
      threat: skewed(COLUMNS.threat),
      source: skewed(COLUMNS.source),
      band: skewed(COLUMNS.band),
      unit: skewed(COLUMNS.unit),
      month: String(dice.int(0, COLUMNS.month - 1)),
    };
  });
}

/** What the database would answer: every cell with every total. */
function keyedCells(rows: readonly Row[], by: readonly Column[]): KeyedCell[] {
  const cells = new Map<string, { labels: (string | null)[]; count: number; key: number }>();
  for (const row of rows)
    for (let total = 0; total < 2 ** by.length; total += 1) {
      const labels = by.map((column, i) => ((total >> i) & 1 ? null : row[column]));
      const name = JSON.stringify(labels);
      const cell = cells.get(name) ?? { labels, count: 0, key: 0 };
      cells.set(name, { labels, count: cell.count + 1, key: cell.key + row.key });
    }
  return [...cells.values()].map((cell) => ({ ...cell, key: String(cell.key) }));
}

function ask(rows: readonly Row[], by: readonly Column[]): Map<string, number> {
  const moved = moveTable(keyedCells(rows, by), by.length, SECRET);
  return new Map(moved.map(({ labels, count }) => [JSON.stringify(labels), count]));
}

const ROWS = yearOf(new Dice(11), 1_500);

describe('a table of moved counts', () => {
  it('has every combination, leaves nobody nobody, and is moved without bias by no more than is said', () => {
    const exact = keyedCells(ROWS, ['threat', 'unit']);
    const moved = ask(ROWS, ['threat', 'unit']);
    assert.equal(moved.size, everyCell(exact, 2).length);
    for (const [name, count] of moved) {
      const there = exact.find(({ labels }) => JSON.stringify(labels) === name);
      if (!there) assert.equal(count, 0);
      else assert.ok(count >= 0 && Math.abs(count - there.count) <= BUILDER_MOVES.furthest);
    }
    for (const count of [1, 2, 5, 500]) {
      const { by, chances } = movesOf(count, BUILDER_MOVES);
      const moment = (power: number) => by.reduce((sum, v, i) => sum + v ** power * chances[i]!, 0);
      assert.ok(
        Math.abs(moment(1)) < 1e-9 && Math.abs(moment(2) - BUILDER_MOVES.variance) < 1e-9,
        `${count}`,
      );
    }
  });

  it('moves the same records alike, whatever the table is by and however often it is asked', () => {
    const narrow = ask(ROWS, ['threat']);
    const wide = ask(ROWS, ['unit', 'threat', 'month']);
    for (const [name, count] of narrow) {
      const [threat] = JSON.parse(name) as [string | null];
      assert.equal(wide.get(JSON.stringify([null, threat, null])), count);
    }
    // A cell of one unit that one source alone reports holds the same records with the source and without it.
    const only = ROWS.filter(({ source, unit }) => unit !== '9' || source === '1');
    const [units, both] = [ask(only, ['unit']), ask(only, ['unit', 'source'])];
    assert.equal(both.get('["9","1"]'), units.get('["9"]'));
  });
});

describe('an attack by averaging', () => {
  it('over every table that holds a small count leaves most of them untold', () => {
    const { told, asked } = attackByAveraging(ROWS);
    assert.ok(asked >= 60, `${asked} small counts`);
    assert.ok(told / asked < 0.5, `${told} of ${asked} told`);
  });
});

/** Each small cell by two columns is estimated from itself, its parts by each other column, and its rows' other cells. */
function attackByAveraging(rows: readonly Row[]): { told: number; asked: number } {
  let [told, asked] = [0, 0];
  for (const by of pairsOf(EVERY)) {
    const answers = ask(rows, by);
    const finer = EVERY.filter((column) => !by.includes(column)).map((column) => ask(rows, [...by, column]));
    for (const { labels, count } of keyedCells(rows, by)) {
      if (labels.includes(null) || count > 4) continue;
      const guesses = [{ value: answers.get(JSON.stringify(labels))!, cells: 1 }];
      for (const table of finer) guesses.push(sumOf(table, labels));
      for (const place of [0, 1]) guesses.push(differenceOf(answers, labels, place));
      const weight = guesses.reduce((sum, { cells }) => sum + 1 / cells, 0);
      const best = guesses.reduce((sum, { value, cells }) => sum + value / cells, 0) / weight;
      asked += 1;
      told += Number(Math.max(1, Math.round(best)) === count);
    }
  }
  return { told, asked };
}

function pairsOf(columns: readonly Column[]): Column[][] {
  return columns.flatMap((one, i) => columns.slice(i + 1).map((other) => [one, other]));
}

/** The parts of a cell by one more column; parts that are 0 are not moved, and cost no weight. */
function sumOf(table: ReadonlyMap<string, number>, labels: readonly (string | null)[]) {
  const parts = [...table].filter(([name, count]) => {
    const own = JSON.parse(name) as (string | null)[];
    return count > 0 && own.at(-1) !== null && labels.every((label, i) => own[i] === label);
  });
  return { value: parts.reduce((sum, [, count]) => sum + count, 0), cells: Math.max(1, parts.length) };
}

/** The row's total without its other cells. */
function differenceOf(table: ReadonlyMap<string, number>, labels: readonly (string | null)[], place: number) {
  const others = [...table].filter(([name, count]) => {
    const own = JSON.parse(name) as (string | null)[];
    return (
      count > 0 && own[place] !== null && own[place] !== labels[place] && own[1 - place] === labels[1 - place]
    );
  });
  const total = table.get(JSON.stringify(labels.map((label, i) => (i === place ? null : label))))!;
  return { value: total - others.reduce((sum, [, count]) => sum + count, 0), cells: others.length + 1 };
}

describe('an attack by differences', () => {
  it('before and after one record went tells of no count how large it was', () => {
    const before = ask(ROWS, ['unit', 'threat']);
    const differences: number[] = [];
    for (const row of ROWS.slice(0, 120)) {
      const left = ROWS.filter((one) => one !== row);
      const name = JSON.stringify([row.unit, row.threat]);
      const after = ask(left, ['unit', 'threat']);
      differences.push(before.get(name)! - (after.get(name) ?? 0));
      // What the record was not in stays as it was: nothing is drawn anew, so nothing can be averaged.
      const untouched = [...after].filter(([other]) => {
        const [unit, threat] = JSON.parse(other) as (string | null)[];
        return (unit !== null && unit !== row.unit) || (threat !== null && threat !== row.threat);
      });
      for (const [other, count] of untouched) assert.equal(count, before.get(other));
    }
    const asTrue = differences.filter((difference) => difference === 1).length;
    assert.ok(asTrue / differences.length < 0.35, `${asTrue} of ${differences.length}`);
    assert.ok(
      differences.some((difference) => difference < 0),
      'a count may even seem to grow',
    );
  });
});
