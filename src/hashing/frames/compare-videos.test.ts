import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compareVideos } from './compare-videos.ts';
import type { FrameHash } from './frame-list.ts';

type Sketch = { of: number; flipped: number; quality: number };

/** A frame whose hash is one of a few base hashes with its first bits flipped: near another of the same base. */
function frameOf({ of, flipped, quality }: Sketch, frame: number): FrameHash {
  const hash = Uint8Array.from({ length: 32 }, (_, at) => scatter(of * 33 + at));
  for (let bit = 0; bit < flipped; bit += 1) hash[(bit * 7) % 32]! ^= 1 << (Math.floor((bit * 7) / 32) % 8);
  return { frame, quality, hash, timestampSeconds: frame / 30 };
}

function scatter(at: number): number {
  const mixed = Math.imul(at + 1, 0x9e3779b1);
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) >>> 24;
}

const framesOf = (sketches: readonly Sketch[]) => sketches.map(frameOf);
const clear = (of: number, flipped = 0): Sketch => ({ of, flipped, quality: 100 });

/** What the vPDQ README describes, in the simplest words that this language has. */
function countSlowly(
  bag: readonly FrameHash[],
  among: readonly FrameHash[],
): [found: number, compared: number] {
  const numbersOf = (frames: readonly FrameHash[]) => [
    ...new Set(
      frames
        .filter(({ quality }) => quality >= 50)
        .map(({ hash }) => BigInt(`0x${Buffer.from(hash).toString('hex')}`)),
    ),
  ];
  const ones = (value: bigint) => value.toString(2).replaceAll('0', '').length;
  const others = numbersOf(among);
  const own = numbersOf(bag);
  return [own.filter((a) => others.some((b) => ones(a ^ b) <= 31)).length, own.length];
}

describe('two videos', () => {
  it('are compared by their different frames of quality 50 or more, in either direction', () => {
    const query = framesOf([clear(1), clear(1), clear(2), { of: 3, flipped: 0, quality: 49 }, clear(9)]);
    const known = framesOf([clear(1, 4), clear(3), { of: 2, flipped: 2, quality: 50 }, clear(7), clear(8)]);
    const compared = compareVideos(query, known);
    assert.deepEqual(compared.query, { frames: 5, compared: 3, found: 2 });
    assert.deepEqual(compared.known, { frames: 5, compared: 5, found: 2 });
    assert.equal(compared.percentOfQueryFoundInKnown, 200 / 3);
    assert.equal(compared.percentOfKnownFoundInQuery, 40);
    assert.equal(compared.isMatch, false);
  });

  it('share a frame at a distance of 31 and not at 32, unless another radius is asked for', () => {
    const shares = (flipped: number, radius?: number) =>
      compareVideos(
        framesOf([clear(1)]),
        framesOf([clear(1, flipped)]),
        radius === undefined ? {} : { radius },
      ).query.found;
    assert.deepEqual([shares(31), shares(32), shares(32, 32), shares(1, 0), shares(0, 0)], [1, 0, 1, 0, 1]);
  });

  it('match where the known video lies in a longer one, and where the query is a part of it', () => {
    const short = framesOf([1, 2, 3, 4].map((of) => clear(of)));
    const long = framesOf([1, 2, 3, 4, 5, 6, 7, 8, 9].map((of) => clear(of, 3)));
    assert.deepEqual(compareVideos(long, short).ways, ['query-holds-the-known-video']);
    assert.deepEqual(compareVideos(short, long).ways, ['query-is-a-part-of-the-known-video']);
    assert.equal(compareVideos(short, long).isMatch, true);
  });

  it('match at exactly 80 percent, and by both shares where shares are asked for', () => {
    const query = framesOf([1, 2, 3, 4, 5].map((of) => clear(of)));
    const known = framesOf([1, 2, 3, 4, 6, 7, 8, 9, 10, 11].map((of) => clear(of)));
    assert.equal(compareVideos(query, known).isMatch, true);
    const asked = (leastQueryPercent: number, leastKnownPercent: number) =>
      compareVideos(query, known, { leastQueryPercent, leastKnownPercent }).isMatch;
    assert.deepEqual([asked(80, 40), asked(80, 41), asked(81, 40)], [true, false, false]);
    assert.equal(compareVideos(query, known, { leastKnownPercent: 50 }).isMatch, false);
    assert.deepEqual(compareVideos(query, known, { leastKnownPercent: 50, radius: 20 }).asked, {
      radius: 20,
      leastQuality: 50,
      ways: { 'as-asked': { leastQueryPercent: 0, leastKnownPercent: 50 } },
    });
  });

  it('cannot be compared if one of them has no frame of enough quality', () => {
    const blurred = framesOf([{ of: 1, flipped: 0, quality: 49 }]);
    const compared = compareVideos(blurred, framesOf([clear(1)]));
    assert.equal(compared.isMatch, null);
    assert.equal(compared.percentOfKnownFoundInQuery, null);
    assert.equal(compareVideos(blurred, framesOf([clear(1)]), { leastQuality: 49 }).isMatch, true);
  });

  it('are counted as comparing every pair would, whatever the frames', () => {
    const sketch = fc.record({
      of: fc.integer({ min: 0, max: 12 }),
      flipped: fc.integer({ min: 0, max: 40 }),
      quality: fc.integer({ min: 47, max: 53 }),
    });
    const video = fc.array(sketch, { maxLength: 40 }).map(framesOf);
    fc.assert(
      fc.property(video, video, (query, known) => {
        const compared = compareVideos(query, known);
        assert.deepEqual([compared.query.found, compared.query.compared], countSlowly(query, known));
        assert.deepEqual([compared.known.found, compared.known.compared], countSlowly(known, query));
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('are counted so too where they are so long that the hashes are looked up by their pieces', () => {
    const video = (start: number) =>
      framesOf(Array.from({ length: 1500 }, (_, at) => clear(start + at, (at * 13) % 64)));
    const [query, known] = [video(0), video(703)];
    const compared = compareVideos(query, known);
    assert.ok(compared.query.found > 0 && compared.query.found < 1500 - 703);
    const [found, all] = countSlowly(query.slice(600, 900), known);
    const part = compareVideos(query.slice(600, 900), known);
    assert.deepEqual([part.query.found, part.query.compared], [found, all]);
    const halves = [query.slice(0, 750), query.slice(750)].map(
      (half) => compareVideos(half, known).query.found,
    );
    assert.equal(halves[0]! + halves[1]!, compared.query.found);
  });
});
