import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { newIdTable } from './id-table.ts';

describe('newIdTable', () => {
  it('remembers the last row of each id, as a Map does', () => {
    const id = fc.oneof(
      fc.nat(50),
      fc.nat(50).map((n) => n * 65_536),
      fc.constant(0xffffffff),
    );
    fc.assert(
      fc.property(fc.array(id, { maxLength: 5_000, size: 'max' }), (ids) => {
        const table = newIdTable();
        const map = new Map<number, number>();
        const idOf = (row: number) => ids[row]!;
        for (const [row, each] of ids.entries()) {
          assert.equal(table.find(each, idOf), map.get(each) ?? -1);
          table.set(each, row, idOf);
          map.set(each, row);
        }
        for (const [each, row] of map) assert.equal(table.find(each, idOf), row);
      }),
      { numRuns: 30, seed: 5 },
    );
  });

  it('grows past its first places', () => {
    const table = newIdTable();
    for (let row = 0; row < 5_000; row += 1) table.set(row * 4_096, row, (of) => of * 4_096);
    assert.equal(
      table.find(4_999 * 4_096, (of) => of * 4_096),
      4_999,
    );
    assert.equal(
      table.find(1, (of) => of * 4_096),
      -1,
    );
  });
});
