import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { forceNamed } from './forces/force-names.ts';
import { forcesOn } from './forces/forces.ts';
import { FORCES } from './forces/registry.ts';
import { findSlips, type SizedRow } from './misaligned-rows.ts';

const SIZES = forcesOn('2017-06-30', 'england-and-wales').map(({ population }) => population);

/** A return of every force, by the size of each; `by`: how far each value is off, as a factor. */
function rowsOf(by: (i: number) => number): SizedRow[] {
  return SIZES.map((size, i) => ({ line: i + 2, value: Math.round((size / 400) * by(i)), size }));
}

function slipDown(rows: readonly SizedRow[], from: number, to: number): SizedRow[] {
  return rows.map((row, i) => (i >= from && i < to ? { ...row, value: rows[i + 1]!.value } : row));
}

describe('values that slipped by a row', () => {
  const wobble = (i: number) => 1 + 0.15 * Math.sin(i * 37);
  it('are found, with their rows', () => {
    const [slip, ...others] = findSlips(slipDown(rowsOf(wobble), 10, 25));
    assert.deepEqual(others, []);
    assert.equal(slip!.shift, 1);
    assert.ok(Math.abs(slip!.fromLine - 12) <= 1 && Math.abs(slip!.toLine - 26) <= 1);
  });
  it('are found upwards, too', () => {
    const rows = rowsOf(wobble);
    const up = rows.map((row, i) => (i > 5 && i < 30 ? { ...row, value: rows[i - 1]!.value } : row));
    assert.deepEqual(
      findSlips(up).map(({ shift }) => shift),
      [-1],
    );
  });
  it('are not seen where there are none, however the values differ by force', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { minLength: 43, maxLength: 43 }),
        (by) => {
          assert.deepEqual(findSlips(rowsOf((i) => by[i]!)), []);
        },
      ),
      { seed: 4, numRuns: 100 },
    );
  });
  it('one wild value, missing ones or none at all are no slip', () => {
    const wild = rowsOf(wobble).map((row, i) => (i === 7 ? { ...row, value: row.value! * 1000 } : row));
    assert.deepEqual(findSlips(wild), []);
    assert.deepEqual(findSlips(rowsOf(wobble).map((row, i) => (i % 2 ? { ...row, value: null } : row))), []);
    assert.deepEqual(findSlips([]), []);
  });
});

const PUBLIC_TABLE = path.join(import.meta.dirname, '../../../shared/data/statistics/pop_forces_2010.csv');

it('the public table of populations is told to be misaligned, with all 19 rows', {
  skip: existsSync(PUBLIC_TABLE) ? false : 'the public table is not here',
}, () => {
  const rows = readFileSync(PUBLIC_TABLE, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line, i): SizedRow => {
      const [, name, value] = line.split(',');
      const force = forceNamed(name!);
      return {
        line: i + 2,
        value: value ? Number(value) : null,
        size: force && FORCES[force].population,
      };
    });
  assert.deepEqual(findSlips(rows), [
    { fromLine: 6, toLine: 23, rows: 18, shift: 1 },
    { fromLine: 24, toLine: 24, rows: 1, shift: -18 },
  ]);
});
