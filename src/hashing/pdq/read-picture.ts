import type { Metadata, OutputInfo, SharpOptions } from 'sharp';
import { Problem } from '../../shared/problem.ts';
import type { Pixels } from './fill-kernel.ts';
import { isGifCutShort } from './gif-end.ts';
import { pictureDecoder } from './picture-decoder.ts';
import { pictureFormat } from './picture-format.ts';

/** Chosen: the largest sensors sold in phones have 200 million pixels; decoded they take 600 MB. */
const MOST_PIXELS = 200_000_000;

/** Frames of an animation are decoded together up to this many pixels (48 MB). Chosen: little memory, few repeated reads. */
const PIXELS_AT_ONCE = 16_000_000;

/** Chosen: a real picture of the largest size is decoded in less than 10 seconds. */
const LONGEST_SECONDS = 60;

const OPTIONS: SharpOptions = {
  // The colours as stored: the reference knows neither colour profiles nor orientation, and a turned copy is found by
  // its turned hashes.
  ignoreIcc: true,
  autoOrient: false,
  // Warnings are common in files that have passed through many hands; a truncated picture has another hash.
  failOn: 'error',
  limitInputPixels: false,
  // Read once from top to bottom, after which libvips keeps nothing of it.
  sequentialRead: true,
};

/** What is hashed of an encoded picture: its first page, or each in turn. Throws 'hashing.*'. */
export async function* readPages(encoded: Uint8Array, pages: 'first' | 'all'): AsyncGenerator<Pixels> {
  const first = await readMetadata(encoded, 0);
  const count = pages === 'first' ? 1 : (first.pages ?? 1);
  if (count > 1 && first.format === 'gif' && isGifCutShort(encoded))
    throw unreadable('it is damaged or cut short');
  const atOnce = pagesAtOnce(first);
  for (let page = 0; page < count; page += atOnce) {
    const metadata = page === 0 || atOnce > 1 ? first : await readMetadata(encoded, page);
    yield* readStrip(encoded, { page, pages: Math.min(atOnce, count - page) }, isGrey(metadata));
  }
}

/** Only the pictures of an animation are all of one size, so that they can be read as one strip. */
function pagesAtOnce(metadata: Metadata): number {
  const isAnimation = metadata.format === 'gif' || metadata.format === 'webp';
  return isAnimation ? Math.max(1, Math.floor(PIXELS_AT_ONCE / pixelsOf(metadata))) : 1;
}

function pixelsOf({ width, height, pageHeight }: Metadata): number {
  return width * (pageHeight ?? height);
}

async function readMetadata(encoded: Uint8Array, page: number): Promise<Metadata> {
  const format = pictureFormat(encoded);
  if (!format) throw unreadable('it is in no format that is read here');
  const metadata = await metadataOf(encoded, page);
  if (metadata.format !== format) throw unreadable('it is not in the format that it begins as');
  if (pixelsOf(metadata) <= MOST_PIXELS) return metadata;
  throw new Problem('hashing.picture-too-large', {
    detail: `${pixelsOf(metadata)} pixels; ${MOST_PIXELS} are the most`,
  });
}

async function metadataOf(encoded: Uint8Array, page: number): Promise<Metadata> {
  const decoder = await pictureDecoder();
  try {
    return await decoder(encoded, { ...OPTIONS, page }).metadata();
  } catch (cause) {
    throw unreadable('it is damaged', cause);
  }
}

function unreadable(detail: string, cause?: unknown): Problem {
  return new Problem('hashing.picture-unreadable', { detail, cause });
}

/** A picture of grey has one channel in the reference too, and its values are not weighed. */
function isGrey({ space }: Metadata): boolean {
  return space === 'b-w' || space === 'grey16';
}

/** Pages come from the decoder as one strip, each below the other. */
async function* readStrip(
  encoded: Uint8Array,
  range: { page: number; pages: number },
  grey: boolean,
): AsyncGenerator<Pixels> {
  const { data, info } = await decode(encoded, range, grey);
  const channels = info.channels === 1 ? 1 : 3;
  const height = info.height / range.pages;
  const bytes = info.width * height * channels;
  for (let page = 0; page < range.pages; page += 1)
    yield { values: data.subarray(page * bytes, (page + 1) * bytes), width: info.width, height, channels };
}

async function decode(
  encoded: Uint8Array,
  range: { page: number; pages: number },
  grey: boolean,
): Promise<{ data: Buffer; info: OutputInfo }> {
  const decoder = await pictureDecoder();
  try {
    return await decoder(encoded, { ...OPTIONS, ...range })
      .timeout({ seconds: LONGEST_SECONDS })
      .removeAlpha()
      .toColourspace(grey ? 'b-w' : 'srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
  } catch (cause) {
    throw unreadable('it is damaged or cut short', cause);
  }
}
