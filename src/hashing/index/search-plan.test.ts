import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { HashIndex } from '../hash-index.ts';
import { openHashIndex } from './open-hash-index.ts';
import { hashAt, join, randomHashes, seededRandom, turnBits } from './sample-hashes.ts';
import { STEP_WORDS, searchPlan } from './search-plan.ts';
import { CHUNKS } from './shard.ts';

describe('searchPlan', () => {
  it('leaves a distance within the radius no place: the limits add up to it exactly', () => {
    for (let radius = 0; radius <= 31; radius += 1) {
      const plan = searchPlan(radius);
      let sum = 0;
      for (let step = 0; step < plan.length; step += STEP_WORDS) sum += plan[step + 2]! + 1;
      assert.equal(sum, radius + 1);
    }
  });

  it('looks at as few chunks, and as near, as the radius allows', () => {
    const everyChunk = (limit: number, reach: number) =>
      Array.from({ length: CHUNKS }, (_, chunk) => [chunk, limit, reach]).flat();
    assert.deepEqual([...searchPlan(31)], everyChunk(7, 1));
    assert.deepEqual([...searchPlan(15)], everyChunk(3, 0));
    assert.deepEqual([...searchPlan(0)], [0, 0, 0]);
  });
});

describe('a search by the plan', () => {
  const [held] = [randomHashes(1, seededRandom(21))];
  let index: HashIndex;
  before(async () => {
    index = await openHashIndex({ threads: 0 });
    index.put(Uint32Array.of(5), held);
    await index.settle();
  });
  after(() => index.close());

  const distancesFound = async (queries: readonly Uint8Array[], radius: number) => [
    ...(await index.search(join(queries), { radius })).distances,
  ];

  it('finds 31 turned bits that leave one chunk within reach, whichever it is', async () => {
    const queries = Array.from({ length: CHUNKS }, (_, spared) =>
      turnBits(
        held,
        spread((chunk) => (chunk === spared ? 1 : 2)),
      ),
    );
    assert.deepEqual(await distancesFound(queries, 31), Array(CHUNKS).fill(31));
  });

  it('finds 31 turned bits that lie close together, wherever', async () => {
    const queries = Array.from({ length: 225 }, (_, from) =>
      turnBits(
        held,
        Array.from({ length: 31 }, (_, bit) => from + bit),
      ),
    );
    assert.deepEqual(await distancesFound(queries, 31), Array(225).fill(31));
  });

  it('does not find 32 turned bits, however they lie', async () => {
    const random = seededRandom(31);
    const even = turnBits(
      held,
      spread(() => 2),
    );
    const others = Array.from({ length: 200 }, () => hashAt(32, held, random));
    assert.deepEqual(await distancesFound([even, ...others], 31), []);
  });

  it('finds exactly the distances up to the radius, at every radius from 0 to 40', async () => {
    const random = seededRandom(41);
    for (let radius = 0; radius <= 40; radius += 1) {
      const queries = Array.from({ length: 42 * 4 }, (_, place) => hashAt(place % 42, held, random));
      const expected = queries.map((_, place) => place % 42).filter((distance) => distance <= radius);
      assert.deepEqual(await distancesFound(queries, radius), expected, `radius ${radius}`);
    }
  });
});

/** That many bits of each chunk, at places that differ from chunk to chunk. */
function spread(bitsOf: (chunk: number) => number): number[] {
  return Array.from({ length: CHUNKS }, (_, chunk) =>
    Array.from({ length: bitsOf(chunk) }, (_, bit) => chunk * 16 + ((chunk * 5 + bit * 7) % 16)),
  ).flat();
}
