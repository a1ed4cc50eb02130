import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkReturns } from './check-returns.ts';
import { forcesOn } from './forces/forces.ts';
import { readReturned } from './read-returned.ts';

const FORCES = forcesOn('2017-06-30', 'england-and-wales');
/** The City of London's count is too small to tell a copy by. */
const TELLING = FORCES.length - 1;
const COLUMNS = { force: 'Force', value: '2012', before: '2011' };

/** A return of every force and the one of the year before, with no fault. */
function table(change: (value: number, i: number) => string = String): Buffer {
  const lines = FORCES.map(({ name, population }, i) => {
    const before = Math.round((population / 900) * (1 + 0.2 * Math.sin(i * 7)));
    return `${name} Police,${before},${change(Math.round(before * 1.1) + (i % 5), i)}`;
  });
  return Buffer.from(`Force,2011,2012\n${lines.join('\n')}\n`);
}

const check = (raw: Buffer) => checkReturns(readReturned(raw, COLUMNS));

describe('the checks of a return', () => {
  it('find nothing where nothing is amiss', () => {
    assert.deepEqual(check(table()), {
      slips: [],
      unitSlips: [],
      copied: { lines: [], of: TELLING },
      twice: [],
      unknownForces: [],
      missing: [],
    });
  });
  it('find a value in another unit, and by how much', () => {
    const { unitSlips } = check(
      table((value, i) => String(i === 8 ? value * 1000 : i === 9 ? Math.round(value / 10) : value)),
    );
    assert.deepEqual(
      unitSlips.map(({ line, factor }) => [line, factor]),
      [
        [10, 1000],
        [11, 0.1],
      ],
    );
  });
  it('find values that are those of the year before', () => {
    const raw = table()
      .toString()
      .replaceAll(/Police,(\d+),\d+$/gm, 'Police,$1,$1');
    assert.equal(check(Buffer.from(raw)).copied.lines.length, TELLING);
  });
  it('tell a force twice, an unknown one and a missing value by their lines', () => {
    const raw = Buffer.concat([
      table((value, i) => (i === 3 ? '[x]' : String(value))),
      Buffer.from('Kent,5,6\nAtlantis,5,6\n'),
    ]);
    const { missing, unknownForces, twice } = check(raw);
    assert.deepEqual([missing, unknownForces], [[5], [46]]);
    assert.deepEqual(twice, []);
    assert.deepEqual(
      check(Buffer.concat([table(), table().subarray('Force,2011,2012\n'.length)])).twice.length,
      FORCES.length,
    );
  });
});
