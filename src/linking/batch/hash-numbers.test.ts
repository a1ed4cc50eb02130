import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HashNumbers } from './hash-numbers.ts';

test('each different hash has its own number, in the order in which they come, wherever they crowd', () => {
  const crowded = fc.tuple(fc.nat(5), fc.nat(700)).map(([high, low]) => high * 2 ** 40 + low * 1024);
  fc.assert(
    fc.property(fc.array(crowded, { maxLength: 4000 }), (hashes) => {
      const numbers = new HashNumbers();
      const different = [...new Set(hashes)];
      const placeOf = new Map(different.map((hash, i) => [hash, i]));
      for (const hash of hashes) assert.equal(numbers.numberOf(hash), placeOf.get(hash));
      assert.equal(numbers.count, different.length);
    }),
    { numRuns: 30 },
  );
});
