import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { openHashIndex } from './open-hash-index.ts';
import { scanIndex } from './scan-index.ts';

for (const [name, open] of [
  ['the scan', async () => scanIndex()],
  ['the index', () => openHashIndex({ threads: 0 })],
  ['the index with a thread', () => openHashIndex({ threads: 1 })],
] as const) {
  test(`${name} takes hashes and queries as Buffers, which share memory with others`, async () => {
    const index = await open();
    const hashes = randomBytes(10 * 32);
    index.put(
      Uint32Array.from({ length: 10 }, (_, i) => i),
      hashes,
    );
    const found = await index.search(hashes.subarray(3 * 32, 5 * 32));
    assert.deepEqual(
      [[...found.queries], [...found.ids], [...found.distances]],
      [
        [0, 1],
        [3, 4],
        [0, 0],
      ],
    );
    await index.close();
  });
}
