import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdNobodyTwice, rivalBits } from './rivals.ts';
import type { RowTables } from './table-rows.ts';

const ROWS = 100;

/** Row i of the first table fits row i of the second with 20 bits; `more` are added. */
function pairsOf(more: readonly (readonly [number, number, number])[]) {
  const all = [...Array.from({ length: ROWS }, (_, i) => [i, ROWS + i, 20] as const), ...more];
  return {
    from: Uint32Array.from(all, ([a]) => a),
    to: Uint32Array.from(all, ([, b]) => b),
    bits: Float32Array.from(all, ([, , bits]) => bits),
  };
}

const tables: RowTables = { tables: [], mode: 'link', rows: 2 * ROWS, firstOfB: ROWS };

test('where second partners fit less, nobody is held twice; where they fit as well, somebody is', () => {
  const every = (bits: number) =>
    pairsOf(Array.from({ length: 50 }, (_, i) => [i, ROWS + ((i + 1) % ROWS), bits] as const));
  assert.equal(holdNobodyTwice(every(8), tables), true);
  assert.equal(holdNobodyTwice(every(20), tables), false);
  assert.equal(holdNobodyTwice(every(8), { ...tables, mode: 'dedupe', firstOfB: 2 * ROWS }), false);
});

test('a better partner takes off what it is likely to be the one', () => {
  const pairs = pairsOf([[0, ROWS + 1, 8]]);
  const rivals = rivalBits(pairs, 2 * ROWS);
  assert.ok(Math.abs(rivals[ROWS]! + 20) < 0.01, 'the worse one loses what the better one has');
  assert.ok(Math.abs(rivals[0]! + 8) < 0.01, 'the better one loses what the worse one has');
  assert.equal(rivals[5], 0);
});
