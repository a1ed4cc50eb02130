import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import fc from 'fast-check';
import { merkleRoot } from './merkle.ts';

const leaf = (byte: number) => createHash('sha256').update(Buffer.of(0, byte)).digest();

it('is the SHA-256 of nothing for no leaves, and the leaf itself for one (RFC 6962)', () => {
  assert.equal(merkleRoot([]).toString('hex'), createHash('sha256').digest('hex'));
  assert.deepEqual(merkleRoot([leaf(1)]), leaf(1));
});

it('joins three leaves as ((1,2),3)', () => {
  const pair = (a: Buffer, b: Buffer) =>
    createHash('sha256')
      .update(Buffer.concat([Buffer.of(1), a, b]))
      .digest();
  assert.deepEqual(merkleRoot([leaf(1), leaf(2), leaf(3)]), pair(pair(leaf(1), leaf(2)), leaf(3)));
});

it('changes with any changed, added, removed or swapped leaf', () => {
  const bytes = fc.uniqueArray(fc.nat(254), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(bytes, fc.nat(), (items, pick) => {
      const leaves = items.map(leaf);
      const at = pick % leaves.length;
      const root = merkleRoot(leaves).toString('hex');
      const others = [
        leaves.with(at, leaf(255)),
        leaves.toSpliced(at, 1),
        leaves.toSpliced(at, 0, leaf(255)),
        leaves.toReversed(),
      ];
      for (const other of others) assert.notEqual(merkleRoot(other).toString('hex'), root);
    }),
    { numRuns: 200, seed: 1 },
  );
});
