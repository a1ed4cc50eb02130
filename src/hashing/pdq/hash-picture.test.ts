import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { Problem } from '../../shared/problem.ts';
import { hashEveryPage, hashPicture, hashPictureTurned } from './hash-picture.ts';
import { hashLuma } from './hash-pixels.ts';
import { pdqDistance, pdqHex } from './pdq-hash.ts';
import { type Pattern, paintLuma } from './test-pictures.ts';

const [WIDTH, HEIGHT] = [320, 240];

/** Grey as three equal channels, which is how photographs are stored. */
function painted(pattern: Pattern, seed = 1) {
  const luma = paintLuma(pattern, WIDTH, HEIGHT, seed);
  const values = Uint8Array.from({ length: 3 * luma.length }, (_, at) => luma[Math.floor(at / 3)]!);
  return sharp(values, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'read';
  } catch (problem) {
    if (problem instanceof Problem) return problem.code;
    throw problem;
  }
}

describe('PDQ of an encoded picture', () => {
  const ofPixels = hashLuma(paintLuma('clouds', WIDTH, HEIGHT), WIDTH, HEIGHT);

  it('is that of its pixels where the format loses nothing', async () => {
    const grey = sharp(paintLuma('clouds', WIDTH, HEIGHT), {
      raw: { width: WIDTH, height: HEIGHT, channels: 1 },
    }).toColourspace('b-w');
    const tiff = grey.clone().tiff({ compression: 'lzw' });
    for (const encoded of [await grey.clone().png().toBuffer(), await tiff.toBuffer()])
      assert.deepEqual(await hashPicture(encoded), ofPixels);
  });

  it('is near that of its pixels in every usual format', async () => {
    const picture = painted('clouds');
    const formats = {
      jpeg: picture.clone().jpeg(),
      png: picture.clone().png(),
      webp: picture.clone().webp(),
      gif: picture.clone().gif(),
      tiff: picture.clone().tiff({ compression: 'jpeg' }),
      avif: picture.clone().avif({ effort: 0 }),
      'png of 16 bits': picture.clone().toColourspace('rgb16').png(),
      'png with transparency': picture.clone().ensureAlpha(0.5).png(),
      'jpeg of print colours': picture.clone().toColourspace('cmyk').jpeg(),
    };
    for (const [format, encoder] of Object.entries(formats)) {
      const { hash, quality } = await hashPicture(await encoder.toBuffer());
      const distance = pdqDistance(hash, ofPixels.hash);
      assert.ok(distance <= 16 && quality >= 50, `${format}: ${distance} bits, quality ${quality}`);
    }
  });

  it('is that of the picture as stored, whatever orientation is noted; the turned hashes find it', async () => {
    const upright = await painted('clouds').jpeg().toBuffer();
    const noted = await sharp(upright).keepExif().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    assert.ok(pdqDistance((await hashPicture(noted)).hash, (await hashPicture(upright)).hash) <= 10);
    const turned = await sharp(upright).rotate(270).jpeg().toBuffer();
    const { turned: hashes } = await hashPictureTurned(upright);
    assert.ok(pdqDistance(hashes['rotate-90'], (await hashPicture(turned)).hash) <= 31);
  });

  it('is that of the first picture of an animation or document, and of each where all are asked for', async () => {
    const patterns = ['clouds', 'rings', 'checks'] as const;
    const joined = await together(patterns);
    for (const encoded of [
      await joined.clone().webp({ lossless: true }).toBuffer(),
      await joined.clone().gif().toBuffer(),
      await joined.clone().tiff({ compression: 'lzw' }).toBuffer(),
    ]) {
      const every = await hashEveryPage(encoded);
      assert.equal(every.length, 3);
      assert.deepEqual(await hashPicture(encoded), every[0]);
      for (const [at, pattern] of patterns.entries()) {
        const { hash } = hashLuma(paintLuma(pattern, WIDTH, HEIGHT), WIDTH, HEIGHT);
        assert.ok(pdqDistance(every[at]!.hash, hash) <= 31, pattern);
      }
    }
    assert.equal((await hashEveryPage(await painted('clouds').png().toBuffer())).length, 1);
  });
});

async function together(patterns: readonly Pattern[]) {
  const pages = await Promise.all(patterns.map((pattern) => painted(pattern).png().toBuffer()));
  return sharp(pages, { join: { animated: true } });
}

describe('a picture that cannot be hashed', () => {
  it('is refused with a code if it is empty, of no known format, or a drawing', async () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle r="40"/></svg>';
    for (const bytes of [
      '',
      'no picture',
      drawing,
      `GIF89a${drawing}`,
      `\ufeff${drawing}`,
      '%PDF-1.4\n',
      'GIF89a',
      'RIFF',
    ])
      assert.equal(await codeOf(hashPicture(Buffer.from(bytes))), 'hashing.picture-unreadable', bytes);
  });

  it('is refused if it is cut short', async () => {
    const encoded = await painted('noise').jpeg().toBuffer();
    assert.equal(
      await codeOf(hashPicture(encoded.subarray(0, encoded.length / 2))),
      'hashing.picture-unreadable',
    );
  });

  it('is refused if all pictures of an animation are asked for and it is cut within one', async () => {
    const animation = await (await together(['rings', 'clouds', 'noise'])).gif().toBuffer();
    const cut = animation.subarray(0, animation.length - 200);
    assert.equal(await codeOf(hashEveryPage(cut)), 'hashing.picture-unreadable');
    assert.deepEqual(await hashPicture(cut), await hashPicture(animation));
    for (const whole of [animation.subarray(0, -1), Buffer.concat([animation, Buffer.from('more')])])
      assert.deepEqual(await hashEveryPage(whole), await hashEveryPage(animation));
  });

  it('is refused before it is decoded if it claims more pixels than are read', async () => {
    assert.equal(await codeOf(hashPicture(pngOfSides(40_000, 40_000))), 'hashing.picture-too-large');
  });

  it('never ends in anything but a hash or a code, however it is damaged', async () => {
    const whole = [
      await painted('rings').jpeg().toBuffer(),
      await painted('clouds').png().toBuffer(),
      await painted('checks').gif().toBuffer(),
      await painted('rings').webp().toBuffer(),
    ];
    const damage = fc.record({
      of: fc.nat(whole.length - 1),
      at: fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { maxLength: 6 }),
      value: fc.integer({ min: 0, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ of, at, value }) => {
        const bytes = Buffer.from(whole[of]!);
        for (const place of at) bytes[Math.floor(place * bytes.length)] = value;
        assert.match(await codeOf(hashEveryPage(bytes)), /^read$|^hashing\.picture-/);
      }),
      { numRuns: 80, seed: 1 },
    );
  });

  it('is not named by its content', async () => {
    const failure = await hashPicture(Buffer.from('private words')).catch((problem: Error) => problem);
    assert.ok(failure instanceof Problem && !failure.message.includes('private'));
    assert.match(pdqHex(new Uint8Array(32)), /^0+$/);
  });
});

/** Only the head of a PNG: what it claims is read before any pixel. */
function pngOfSides(width: number, height: number): Buffer {
  const head = Buffer.alloc(17);
  head.write('IHDR', 'latin1');
  head.writeUInt32BE(width, 4);
  head.writeUInt32BE(height, 8);
  head.set([8, 2, 0, 0, 0], 12);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk(head),
    chunk(Buffer.from('IDAT')),
    chunk(Buffer.from('IEND')),
  ]);
}

function chunk(typeAndContent: Buffer): Buffer {
  const framed = Buffer.alloc(typeAndContent.length + 8);
  framed.writeUInt32BE(typeAndContent.length - 4);
  framed.set(typeAndContent, 4);
  framed.writeUInt32BE(crc32(typeAndContent), typeAndContent.length + 4);
  return framed;
}
