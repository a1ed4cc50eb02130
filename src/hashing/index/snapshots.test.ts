import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import { openHashIndex } from './open-hash-index.ts';
import { readSnapshot } from './read-snapshot.ts';
import { countUp, foundLines, hashAt, randomHashes, seededRandom } from './sample-hashes.ts';
import { refusalOf } from './write-snapshot.ts';

describe('a snapshot', () => {
  const random = seededRandom(61);
  const hashes = randomHashes(200, random);
  let folder: string;
  let snapshot: string;
  let whole: Buffer;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'snapshot-'));
    snapshot = path.join(folder, 'index');
    const index = await openHashIndex({ threads: 1 });
    index.put(countUp(150), hashes.subarray(0, 150 * 32));
    await index.settle();
    index.put(countUp(50, 150), hashes.subarray(150 * 32));
    index.remove(Uint32Array.of(0, 199));
    await index.writeSnapshot(snapshot, { revision: 42 });
    await index.close();
    whole = await readFile(snapshot);
  });
  after(() => rm(folder, { recursive: true }));

  const damaged = async (bytes: Uint8Array): Promise<string> => {
    const file = path.join(folder, 'damaged');
    await writeFile(file, bytes);
    return file;
  };
  const refusal = async (bytes: Uint8Array) => {
    const file = await damaged(bytes);
    return refusalOf(() => readSnapshot(file));
  };

  it('holds what was built, what was not, what was removed, and the revision', async () => {
    const index = await openHashIndex({ threads: 1, snapshot });
    try {
      assert.equal(index.status().revision, 42);
      assert.deepEqual([index.status().size, index.status().delta], [198, 49]);
      const expected = Array.from({ length: 198 }, (_, place) => `${place + 1}: ${place + 1} at 0`);
      assert.deepEqual(await foundLines(index, hashes), expected);
      index.put(Uint32Array.of(5), hashAt(9, hashes.subarray(0, 32), random));
      assert.deepEqual(await foundLines(index, hashes.subarray(0, 32)), ['0: 5 at 9']);
    } finally {
      await index.close();
    }
  });

  it('is refused whichever of its bytes is another', async () => {
    const places = [0, 8, 16, 17, 24, 30, 33, 37, 50, 63, whole.length - 1];
    for (let more = 0; more < 60; more += 1) places.push(64 + (random() % (whole.length - 64)));
    for (const place of places) {
      const bytes = Buffer.from(whole);
      bytes[place]! ^= 1 << (random() % 8);
      assert.ok(await refusal(bytes), `byte ${place} of ${whole.length}`);
    }
  });

  it('is refused wherever it was cut short', async () => {
    for (const length of [0, 10, 63, 64, 100_000, whole.length - 1]) {
      assert.equal(await refusal(whole.subarray(0, length)), 'it is cut short', `${length} bytes`);
    }
  });

  it('is refused when it is something else, or another version wrote it', async () => {
    assert.equal(await refusal(Buffer.alloc(100_000, 'x')), 'it is no snapshot of an index');
    const other = Buffer.from(whole);
    other.writeUInt32LE(999, 16);
    other.writeUInt32LE(crc32(other.subarray(0, 60)), 60);
    assert.equal(await refusal(other), 'another version of Everydot wrote it');
  });

  it('is refused with a code by the index that was to start from it', async () => {
    const bad = await damaged(whole.subarray(0, whole.length - 1));
    for (const file of [bad, path.join(folder, 'none'), folder]) {
      await assert.rejects(openHashIndex({ threads: 1, snapshot: file }), {
        code: 'hashing.snapshot-unusable',
      });
    }
  });

  it('replaces an older one whole, and leaves nothing beside it', async () => {
    const target = path.join(folder, 'again');
    await copyFile(snapshot, target);
    const index = await openHashIndex({ threads: 0, snapshot: target });
    try {
      index.put(Uint32Array.of(900), hashes.subarray(0, 32));
      await index.writeSnapshot(target);
      await assert.rejects(index.writeSnapshot(path.join(folder, 'no', 'such', 'folder')), {
        code: 'hashing.snapshot-unusable',
      });
    } finally {
      await index.close();
    }
    const again = await openHashIndex({ threads: 0, snapshot: target });
    assert.equal(again.status().size, 199);
    await again.close();
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.part')),
      [],
    );
  });
});
