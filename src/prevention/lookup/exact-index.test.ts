import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exactIndex } from './exact-index.ts';

/** Few different digests, and most of one beginning, so that places collide. */
const digest = fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 1, 2, 3)).map(([start, end]) => {
  const bytes = new Uint8Array(16);
  bytes[3] = start;
  bytes[15] = end;
  return bytes;
});
const step = fc.oneof(
  fc.record({ what: fc.constant('put' as const), digest }),
  fc.record({ what: fc.constant('remove' as const), id: fc.nat(60) }),
);

test('finds the ids that a plain list finds, through puts, removals and growth', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.array(digest), (steps, asked) => {
      const index = exactIndex(16);
      // As many others come before as make the places run out, whatever follows.
      const others = 600;
      for (let id = 1_000; id < 1_000 + others; id += 1) index.put(id, Buffer.from(`other ${id}`.padEnd(16)));
      const plain = new Map<number, Uint8Array>();
      let nextId = 0;
      for (const each of steps) {
        if (each.what === 'put') {
          index.put(nextId, each.digest);
          plain.set(nextId, each.digest);
          nextId += 1;
        } else {
          index.remove(each.id);
          plain.delete(each.id);
        }
      }
      assert.equal(index.size, plain.size + others);
      for (const wanted of asked) {
        const ids = [...plain].filter(([, held]) => Buffer.compare(held, wanted) === 0).map(([id]) => id);
        assert.deepEqual(
          index.find(wanted).sort((a, b) => a - b),
          ids,
        );
      }
    }),
    { numRuns: 100 },
  );
});

test('a digest of another length is in no place, and cannot be put', () => {
  const index = exactIndex(16);
  assert.deepEqual(index.find(new Uint8Array(20)), []);
  assert.throws(() => index.put(1, new Uint8Array(20)), TypeError);
});
