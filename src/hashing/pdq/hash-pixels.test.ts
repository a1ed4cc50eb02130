import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hashLuma, hashPixels, hashPixelsTurned } from './hash-pixels.ts';
import { pdqKernel } from './kernel.ts';
import { parsePdq, pdqDistance, pdqHex } from './pdq-hash.ts';
import { hashInPlainOrder } from './plain-order.ts';
import { PATTERNS, paintLuma } from './test-pictures.ts';

/** What the reference's own C++ (pdq/cpp, g++ -O3) gives for these patterns; taken once, 2026-11-22. */
const OF_THE_REFERENCE = [
  ['noise', 512, 512, 'daee19656dbb7055bdd18bb3290fe5fa63ead41045a91f250632968116da1db0', 100],
  ['rings', 512, 512, 'f622dff729dddf626222de369ddd762222226262dddd6622222266229ddd6222', 100],
  ['gradient', 512, 512, '2222ddf826af8888222addfa26af888822aa4dfd2aaf51887f2a5a6faeaf7a58', 42],
  ['clouds', 512, 512, 'd8ca007aaec1007bdde8f8902403a6475b4b8fbd256d5509fcee74c3a730df66', 100],
  ['checks', 512, 512, '0000a8000000aaba0000aebaffff5145ffff5145ffff5141ffff5141ffff5140', 100],
  ['even', 512, 512, '00002c4b2c4b0000000000008200017e0000cc530000554b13a0554b585e1706', 0],
  ['gradient', 300, 200, '7b251f45590f1f51130c9ff7396d88563a2a08c03f6f6affd1258ad5df800d22', 38],
  ['rings', 64, 64, '6cebfc4005eb0ce073ef43afb053945073af526ff297728ab207f20741ea7203', 35],
  ['noise', 5, 5, '398cc671c673398e96a5749d318c9b62695ac673398cc671c673398c96a5749d', 100],
  ['clouds', 511, 129, 'd0664d9bd44dcfb20d680f92d45f5d8d132ad0e1e32c694e0e29acd2f94d752e', 100],
] as const;

/** Where the window, the picked places or the shape of a loop change. */
const SIDES = [5, 6, 16, 17, 63, 64, 65, 127, 128, 129, 256, 257, 384, 385, 511, 512];

describe('PDQ of pixels', () => {
  for (const [pattern, width, height, hex, quality] of OF_THE_REFERENCE) {
    it(`is the reference's for ${pattern} of ${width} x ${height}`, () => {
      const luma = paintLuma(pattern, width, height);
      for (const hashed of [hashLuma(luma, width, height), hashInPlainOrder(luma, width, height)])
        assert.deepEqual({ hex: pdqHex(hashed.hash), quality: hashed.quality }, { hex, quality });
    });
  }

  it('is, bit for bit, what plain code in the order of the reference gives, at every kind of side', () => {
    for (const [at, width] of SIDES.entries()) {
      const height = SIDES[(at * 5 + 3) % SIDES.length]!;
      const pattern = PATTERNS[at % PATTERNS.length]!;
      assertLikePlainOrder(paintLuma(pattern, width, height), width, height);
    }
  });

  for (const { name, min, max, numRuns } of [
    { name: 'small', min: 5, max: 140, numRuns: 50 },
    { name: 'large', min: 380, max: 420, numRuns: 8 },
  ])
    it(`is that for ${name} pictures of any bytes`, () => {
      const side = fc.integer({ min, max });
      const picture = fc.record({
        width: side,
        height: side,
        seed: fc.nat(),
        some: fc.uint8Array({ minLength: 1 }),
      });
      fc.assert(
        fc.property(picture, ({ width, height, seed, some }) => {
          const luma = paintLuma('noise', width, height, seed);
          for (const [at, value] of some.entries()) luma.fill(value, at * width, at * width + (seed % width));
          assertLikePlainOrder(luma, width, height);
        }),
        { numRuns, seed: 1 },
      );
    });

  it('has no quality where a side is shorter than five', () => {
    for (const [width, height] of [
      [1, 1],
      [1, 400],
      [4, 4],
      [4, 5],
      [600, 3],
    ] as const) {
      const { hash, quality } = hashLuma(paintLuma('noise', width, height), width, height);
      assert.equal(quality, 0);
      assert.equal(pdqHex(hash), '0'.repeat(64));
    }
  });

  it('takes the nearest of 512 x 512 pixels where a side is longer', () => {
    const [width, height] = [1000, 300];
    const luma = paintLuma('noise', width, height);
    const picked = Uint8Array.from({ length: 512 * 512 }, (_, at) => {
      const row = Math.floor(((at >> 9) * height) / 512);
      return luma[row * width + Math.floor(((at & 511) * width) / 512)]!;
    });
    assert.deepEqual(hashLuma(luma, width, height), hashLuma(picked, 512, 512));
    const row = (at: number) => paintLuma('noise', 513, 1, at);
    const tall = Uint8Array.from({ length: 513 * 20 }, (_, at) => row(Math.floor(at / 513))[at % 513]!);
    assert.notEqual(pdqHex(hashLuma(tall, 513, 20).hash), '0'.repeat(64));
  });

  it('is that for the luma of colours, each product and sum of which rounds', () => {
    for (const [at, width] of SIDES.entries()) {
      const height = SIDES[(at * 7 + 2) % SIDES.length]!;
      const values = paintLuma(PATTERNS[at % PATTERNS.length]!, 3 * width, height);
      const { hash, quality } = hashPixels({ values, width, height, channels: 3 });
      const plain = hashInPlainOrder(lumaOf(values), width, height);
      assert.deepEqual(
        { hex: pdqHex(hash), quality, block: pdqKernel().block },
        { hex: pdqHex(plain.hash), quality: plain.quality, block: plain.block },
        `${width} x ${height}`,
      );
    }
    assert.equal(
      hashPixels({ values: new Uint8Array(64 * 64 * 3), width: 64, height: 64, channels: 3 }).quality,
      0,
    );
  });

  it('takes the nearest pixels of colours too', () => {
    const [width, height] = [520, 600];
    const values = paintLuma('rings', 3 * width, height);
    const picked = Uint8Array.from({ length: 3 * 512 * 512 }, (_, at) => {
      const [row, column] = [Math.floor(at / 1536), Math.floor((at % 1536) / 3)];
      return values[
        3 * (Math.floor((row * height) / 512) * width + Math.floor((column * width) / 512)) + (at % 3)
      ]!;
    });
    assert.deepEqual(
      hashPixels({ values, width, height, channels: 3 }),
      hashPixels({ values: picked, width: 512, height: 512, channels: 3 }),
    );
  });

  it('refuses a number of bytes that is not the picture', () => {
    assert.throws(() => hashLuma(new Uint8Array(99), 10, 10), RangeError);
  });
});

describe('PDQ of a turned picture', () => {
  it('is near the one that is told from the picture as it was', () => {
    const side = 512;
    const luma = paintLuma('clouds', side, side);
    const lay = (from: (x: number, y: number) => [number, number]) =>
      Uint8Array.from({ length: side * side }, (_, at) => {
        const [x, y] = from(at % side, Math.floor(at / side));
        return luma[y * side + x]!;
      });
    const last = side - 1;
    const laid = {
      original: lay((x, y) => [x, y]),
      'rotate-90': lay((x, y) => [last - y, x]),
      'rotate-180': lay((x, y) => [last - x, last - y]),
      'rotate-270': lay((x, y) => [y, last - x]),
      'flip-top-bottom': lay((x, y) => [x, last - y]),
      'flip-left-right': lay((x, y) => [last - x, y]),
      'flip-main-diagonal': lay((x, y) => [y, x]),
      'flip-other-diagonal': lay((x, y) => [last - y, last - x]),
    };
    const { turned } = hashPixelsTurned({ values: luma, width: side, height: side, channels: 1 });
    const distances = Object.entries(laid).map(
      ([turn, values]) =>
        [turn, pdqDistance(turned[turn as keyof typeof laid], hashLuma(values, side, side).hash)] as const,
    );
    assert.deepEqual(
      distances.filter(([, distance]) => distance > 31),
      [],
    );
    assert.equal(distances[0]![1], 0);
    assert.ok(pdqDistance(turned.original, turned['rotate-90']) > 31);
  });

  it('has no bit set where a side is shorter than five, whatever was hashed before', () => {
    hashLuma(paintLuma('noise', 64, 64), 64, 64);
    const { turned, quality } = hashPixelsTurned({
      values: new Uint8Array(16),
      width: 4,
      height: 4,
      channels: 1,
    });
    assert.equal(quality, 0);
    assert.deepEqual(new Set(Object.values(turned).map(pdqHex)), new Set(['0'.repeat(64)]));
  });
});

describe('a PDQ hash', () => {
  it('is read from 64 digits in either case, and from nothing else', () => {
    const hex = 'daee19656dbb7055bdd18bb3290fe5fa63ead41045a91f250632968116da1db0';
    assert.equal(pdqHex(parsePdq(hex.toUpperCase())!), hex);
    assert.equal(parsePdq(hex)![0], 0xda);
    for (const wrong of ['', hex.slice(1), `${hex}0`, ` ${hex}`, `${hex}\n`, `g${hex.slice(1)}`])
      assert.equal(parsePdq(wrong), null);
  });

  it('is as far from another as bits differ', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const slowDistance = (a: Uint8Array, b: Uint8Array) =>
      a.reduce((sum, byte, at) => sum + (byte ^ b[at]!).toString(2).replaceAll('0', '').length, 0);
    fc.assert(
      fc.property(hash, hash, (a, b) => assert.equal(pdqDistance(a, b), slowDistance(a, b))),
      { seed: 1 },
    );
    assert.equal(pdqDistance(new Uint8Array(32), new Uint8Array(32).fill(255)), 256);
  });
});

/** Weights of the reference, as float32. */
const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114].map(Math.fround) as [number, number, number];

function lumaOf(colours: Uint8Array): Float32Array {
  const { fround } = Math;
  return Float32Array.from({ length: colours.length / 3 }, (_, at) => {
    const [red, green, blue] = [colours[3 * at]!, colours[3 * at + 1]!, colours[3 * at + 2]!];
    return fround(fround(RED * red) + fround(GREEN * green)) + fround(BLUE * blue);
  });
}

function assertLikePlainOrder(luma: Uint8Array, width: number, height: number): void {
  const { hash, quality } = hashLuma(luma, width, height);
  const plain = hashInPlainOrder(luma, width, height);
  assert.deepEqual(
    { hex: pdqHex(hash), quality, block: pdqKernel().block },
    { hex: pdqHex(plain.hash), quality: plain.quality, block: plain.block },
    `${width} x ${height}`,
  );
}
