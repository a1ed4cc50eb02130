import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HASH_BYTES, type HashIndex } from '../hash-index.ts';
import { type HashIndexOptions, openHashIndex } from './open-hash-index.ts';
import { countUp, foundLines, hashAt, join, randomHashes, seededRandom } from './sample-hashes.ts';
import { scanIndex } from './scan-index.ts';

describe('openHashIndex', () => {
  it('finds what a scan finds whatever is put, removed, built and asked in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step(), { minLength: 1, maxLength: 25 }),
        fc.constantFrom(0, 0, 0, 2),
        async (steps, threads) => {
          const model = { index: await openHashIndex({ threads, ...SMALL }), scan: scanIndex() };
          try {
            for (const each of steps) await takeStep(each, model);
            await assertSame(model, { seed: 1, radius: 31 });
          } finally {
            await model.index.close();
          }
        },
      ),
      { numRuns: 16, seed: 3 },
    );
  });

  it('answers with nothing while it holds nothing, and finds the one hash that it holds', async () => {
    await withIndex({}, async (index) => {
      const [hash] = randomRows(1);
      assert.deepEqual(await foundLines(index, hash!), []);
      await index.settle();
      index.put(Uint32Array.of(7), hash!);
      assert.deepEqual(await foundLines(index, hash!), ['0: 7 at 0']);
      await index.settle();
      assert.equal(index.status().delta, 0);
      assert.deepEqual(await foundLines(index, hashAt(31, hash!, seededRandom(4))), ['0: 7 at 31']);
      assert.deepEqual(await foundLines(index, hashAt(32, hash!, seededRandom(4))), []);
      index.remove(Uint32Array.of(7));
      await index.settle();
      assert.deepEqual(await foundLines(index, hash!), []);
      assert.equal(index.status().size, 0);
    });
  });

  it('finds one hash under each of the many ids that it came with', async () => {
    await withIndex({ threads: 1 }, async (index) => {
      const count = 20_000;
      const [hash] = randomRows(1);
      index.put(countUp(count), join(Array.from({ length: count }, () => hash!)));
      await index.settle();
      const { ids, distances } = await index.search(hashAt(3, hash!, seededRandom(8)));
      assert.deepEqual(ids, countUp(count));
      assert.ok(distances.every((distance) => distance === 3));
    });
  });

  it('divides what is too much for one memory over several', async () => {
    await withIndex({ shardRows: 40 }, async (index) => {
      const hashes = randomHashes(100, seededRandom(9));
      index.put(countUp(100), hashes);
      await index.settle();
      assert.equal(index.status().shards, 3);
      const expected = Array.from({ length: 100 }, (_, place) => `${place}: ${place} at 0`);
      assert.deepEqual(await foundLines(index, hashes), expected);
    });
  });

  it('reads every hash above radius 31, and says so', async () => {
    await withIndex({}, async (index) => {
      const [hash] = randomRows(1);
      index.put(Uint32Array.of(1), hash!);
      await index.settle();
      const far = hashAt(200, hash!, seededRandom(5));
      assert.equal((await index.search(far)).method, 'index');
      const found = await index.search(far, { radius: 200 });
      assert.deepEqual([found.method, [...found.distances]], ['scan', [200]]);
    });
  });

  it('refuses a radius or queries that cannot be', async () => {
    await withIndex({}, async (index) => {
      for (const radius of [-1, 256, 3.5, Number.NaN]) {
        await assert.rejects(index.search(new Uint8Array(32), { radius }), {
          code: 'hashing.invalid-search',
        });
      }
      await assert.rejects(index.search(new Uint8Array(33)), { code: 'hashing.invalid-search' });
      assert.throws(() => index.put(Uint32Array.of(1, 2), new Uint8Array(32)), TypeError);
      assert.equal((await index.search(new Uint8Array(0))).ids.length, 0);
    });
  });

  it('answers what is under way when it is closed, and refuses what comes later', async () => {
    const index = await openHashIndex({ threads: 2 });
    const hashes = randomHashes(300, seededRandom(6));
    index.put(countUp(300), hashes);
    const under = index.search(hashes);
    const building = index.settle().catch(() => undefined);
    await index.close();
    assert.equal((await under).ids.length, 300);
    await building;
    await assert.rejects(index.search(hashes), { code: 'hashing.index-closed' });
    assert.throws(() => index.put(countUp(1), hashes.subarray(0, 32)), { code: 'hashing.index-closed' });
    await index.close();
  });

  it('never misses or doubles a hash while it is replaced, and others come, and shards are swapped', async () => {
    await withIndex({ threads: 2, deltaRows: 50 }, async (index) => {
      const random = seededRandom(12);
      const [steady, moving] = randomRows(2);
      index.put(Uint32Array.of(1, 2), join([steady!, moving!]));
      let rounds = 0;
      let ended = false;
      const ask = async () => {
        for (; !ended; rounds += 1) {
          const { queries, ids } = await index.search(join([steady!, moving!]));
          assert.deepEqual([...queries, ...ids], [0, 1, 1, 2]);
        }
      };
      const asking = Promise.all([ask(), ask(), ask()]);
      for (let round = 0; round < 120; round += 1) {
        index.put(countUp(5, 10 + round * 5), randomHashes(5, random));
        index.put(Uint32Array.of(2), hashAt(random() % 16, moving!, random));
        index.remove(countUp(1, 10 + round * 2));
        await new Promise(setImmediate);
      }
      await index.settle();
      ended = true;
      await asking;
      assert.ok(rounds > 120);
      assert.equal(index.status().size, 2 + 120 * 4);
    });
  });
});

/** Small parts, so that a few hundred hashes already make builds and shards. */
const SMALL = { deltaRows: 20, shardRows: 50 };

async function withIndex(
  options: HashIndexOptions,
  work: (index: HashIndex) => Promise<void>,
): Promise<void> {
  const index = await openHashIndex(options);
  try {
    await work(index);
  } finally {
    await index.close();
  }
}

function randomRows(count: number): Uint8Array[] {
  const random = seededRandom(2);
  return Array.from({ length: count }, () => randomHashes(1, random));
}

/** The index that is tried, and the scan that says what is right. */
type Model = { index: HashIndex; scan: HashIndex };

const CENTRES = randomHashes(3, seededRandom(77));

type Step =
  | { kind: 'put'; ids: number[]; seed: number }
  | { kind: 'remove'; ids: number[] }
  | { kind: 'search'; seed: number; radius: number }
  | { kind: 'settle' }
  | { kind: 'reopen' };

function step(): fc.Arbitrary<Step> {
  const ids = fc.array(fc.oneof(fc.nat(60), fc.constant(0xffffffff)), { minLength: 1, maxLength: 40 });
  const seed = fc.nat(2 ** 30);
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('put' as const), ids, seed }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), ids }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('search' as const),
        seed,
        radius: fc.oneof(fc.constant(31), fc.nat(255)),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('settle' as const, 'reopen' as const) }) },
  );
}

async function takeStep(step: Step, model: Model): Promise<void> {
  const { index, scan } = model;
  switch (step.kind) {
    case 'put': {
      const hashes = nearCentres(step.ids.length, step.seed);
      for (const each of [index, scan]) each.put(Uint32Array.from(step.ids), hashes);
      return;
    }
    case 'remove':
      for (const each of [index, scan]) each.remove(Uint32Array.from(step.ids));
      return;
    case 'search':
      return assertSame(model, step);
    case 'settle':
      return index.settle();
    case 'reopen':
      model.index = await reopened(index);
      return;
    default:
      step satisfies never;
  }
}

async function assertSame(
  { index, scan }: Model,
  { seed, radius }: { seed: number; radius: number },
): Promise<void> {
  const queries = nearCentres(7, seed);
  assert.deepEqual(await foundLines(index, queries, radius), await foundLines(scan, queries, radius));
  assert.equal(index.status().size, scan.status().size);
}

async function reopened(index: HashIndex): Promise<HashIndex> {
  const folder = await mkdtemp(path.join(tmpdir(), 'index-'));
  try {
    const file = path.join(folder, 'snapshot');
    await index.writeSnapshot(file);
    const { threads } = index.status();
    await index.close();
    return await openHashIndex({ threads, snapshot: file, ...SMALL });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Up to 20 bits away from one of three centres, so that any two are 0 to 40 bits apart or strangers. */
function nearCentres(count: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  return join(
    Array.from({ length: count }, () => {
      const centre = (random() % 3) * HASH_BYTES;
      return hashAt(random() % 21, CENTRES.subarray(centre, centre + HASH_BYTES), random);
    }),
  );
}
