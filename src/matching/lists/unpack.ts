import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { Problem } from '../../shared/problem.ts';

// A list as it comes: plain, gzip, or a zip of one file. What it expands to is bounded, so that a few bytes cannot
// fill the disk or hold the import up for ever. Archives inside archives are not opened.

export type Bytes = AsyncIterable<Uint8Array>;

/** Hexadecimal text in XML or JSON compresses 2 to 12 times; zeros, 1,000 times. Chosen between them. */
const MOST_TIMES_LARGER = 200;
/** Below this the ratio is not asked: small files compress by accident. */
const ALWAYS_ALLOWED = 16 * 1_048_576;

/** The unpacked bytes, piece by piece. Throws `lists.archive-…`. */
export async function* unpack(given: Bytes): AsyncGenerator<Uint8Array> {
  const counted = { read: 0 };
  const source = counting(given, counted);
  const first = await firstBytes(source);
  const whole = prepend(first, source);
  const unpacked = isGzip(first) ? gunzip(whole) : isZip(first) ? unzip(whole) : whole;
  let written = 0;
  for await (const piece of unpacked) {
    written += piece.length;
    if (unpacked !== whole && written > ALWAYS_ALLOWED && written > counted.read * MOST_TIMES_LARGER)
      throw new Problem('lists.archive-too-large');
    yield piece;
  }
}

async function* counting(given: Bytes, counted: { read: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of given) {
    counted.read += piece.length;
    if (piece.length > 0) yield piece;
  }
}

/** As many as a mark at the beginning has. */
const MARK_BYTES = 4;

async function firstBytes(source: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  let bytes = new Uint8Array();
  while (bytes.length < MARK_BYTES) {
    const next = await source.next();
    if (next.done) break;
    bytes = Buffer.concat([bytes, next.value]);
  }
  return bytes;
}

async function* prepend(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

async function* gunzip(source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unzipping = createGunzip();
  const failure = pipeline(Readable.from(source), unzipping).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  try {
    for await (const piece of unzipping) yield piece as Uint8Array;
  } catch (cause) {
    throw cause instanceof Problem ? cause : new Problem('lists.archive-unreadable', { cause });
  } finally {
    unzipping.destroy();
    await failure;
  }
}

/** Of a zip the one file; its pieces are inflated as they come. */
async function* unzip(source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const opened = openZip();
  for await (const piece of source) {
    for (const part of slices(piece)) yield* opened.push(part);
  }
  yield* opened.end();
}

/** Inflating one slice of zeros gives at most a thousand times its size: small slices keep that small. */
const SLICE = 16_384;

function* slices(piece: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < piece.length; at += SLICE) yield piece.subarray(at, at + SLICE);
}

function openZip(): { push(part: Uint8Array): Uint8Array[]; end(): Uint8Array[] } {
  let pieces: Uint8Array[] = [];
  const state = { files: 0, finished: false, failed: undefined as unknown };
  const reader = new Unzip((file) => {
    if (file.name.endsWith('/')) return;
    state.files += 1;
    if (state.files === 1) startFile(file, state, (piece) => pieces.push(piece));
  });
  reader.register(UnzipInflate);
  const push = (part: Uint8Array, isLast: boolean): Uint8Array[] => {
    pieces = [];
    try {
      reader.push(part, isLast);
    } catch (fault) {
      state.failed ??= fault;
    }
    if (state.failed) throw new Problem('lists.archive-unreadable', { cause: state.failed });
    if (state.files > 1) throw new Problem('lists.archive-of-several');
    return pieces;
  };
  return {
    push: (part) => push(part, false),
    end: () => {
      const last = push(new Uint8Array(), true);
      if (!state.finished) throw new Problem('lists.archive-unreadable');
      return last;
    },
  };
}

function startFile(
  file: UnzipFile,
  state: { finished: boolean; failed: unknown },
  onPiece: (piece: Uint8Array) => void,
): void {
  file.ondata = (fault, piece, isLast) => {
    if (fault) state.failed ??= fault;
    else onPiece(piece);
    state.finished ||= isLast;
  };
  file.start();
}
