import { HASH_BYTES } from '../hash-index.ts';
import { dctMatrix, FREQUENCIES, PICKED } from './dct-matrix.ts';
import type { HashedPicture } from './pdq-hash.ts';

// PDQ in plain code, every float32 operation in the order of the reference (facebook/ThreatExchange, pdq/cpp).
// It decides what the right hash is: the fast kernel is held against it.

const { fround } = Math;

/** Each of two passes averages this share of a side, so that both together cover one of 64 blocks. */
const WINDOWS_PER_SIDE = 2 * PICKED;
const PASSES = 2;

/** A pass of 1 in 90 of the summed steps is the reference's measure; it was tuned by hand there. */
const STEPS_PER_QUALITY = 90;

/** Sides are 5 to 512. */
export function hashInPlainOrder(
  luma: ArrayLike<number>,
  width: number,
  height: number,
): HashedPicture & { block: Float32Array } {
  const image = narrow(Float32Array.from(luma), width, height);
  const block = transform(image);
  return { hash: bitsAboveMedian(block), quality: qualityOf(image), block };
}

function narrow(pixels: Float32Array, width: number, height: number): Float32Array {
  if (width === PICKED && height === PICKED) return pixels;
  const across = Math.ceil(width / WINDOWS_PER_SIDE);
  const down = Math.ceil(height / WINDOWS_PER_SIDE);
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (let i = 0; i < height; i += 1) box(pixels, { start: i * width, stride: 1, length: width }, across);
    for (let j = 0; j < width; j += 1) box(pixels, { start: j, stride: width, length: height }, down);
  }
  return Float32Array.from({ length: PICKED * PICKED }, (_, at) => {
    const row = pickedPlace(Math.floor(at / PICKED), height);
    return pixels[row * width + pickedPlace(at % PICKED, width)]!;
  });
}

function pickedPlace(at: number, side: number): number {
  return Math.floor(((at + 0.5) * side) / PICKED);
}

type Line = { start: number; stride: number; length: number };

/** A running mean along one line: what arrives is added before what leaves is taken off, and each step rounds. */
function box(pixels: Float32Array, { start, stride, length }: Line, window: number): void {
  const line = Float32Array.from({ length }, (_, at) => pixels[start + at * stride]!);
  const reach = Math.floor(window / 2);
  let sum = 0;
  let count = 0;
  for (let arriving = 0; arriving < length + reach; arriving += 1) {
    if (arriving < length) {
      sum = fround(sum + line[arriving]!);
      count += 1;
    }
    if (arriving >= window) {
      sum = fround(sum - line[arriving - window]!);
      count -= 1;
    }
    if (arriving >= reach) pixels[start + (arriving - reach) * stride] = fround(sum / count);
  }
}

/** Counts the hundredths of the full scale by which neighbours differ, downwards and across. */
function qualityOf(image: Float32Array): number {
  let steps = 0;
  for (let i = 0; i < PICKED; i += 1) {
    for (let j = 0; j < PICKED; j += 1) {
      const here = image[i * PICKED + j]!;
      if (i + 1 < PICKED) steps += stepsBetween(here, image[(i + 1) * PICKED + j]!);
      if (j + 1 < PICKED) steps += stepsBetween(here, image[i * PICKED + j + 1]!);
    }
  }
  return Math.min(100, Math.floor(steps / STEPS_PER_QUALITY));
}

function stepsBetween(a: number, b: number): number {
  return Math.abs(Math.trunc(fround(fround(fround(a - b) * 100) / 255)));
}

const MATRIX = dctMatrix();

/** The matrix times the image times the matrix turned. */
function transform(image: Float32Array): Float32Array {
  const halfway = new Float32Array(FREQUENCIES * PICKED);
  for (let i = 0; i < FREQUENCIES; i += 1)
    for (let j = 0; j < PICKED; j += 1)
      halfway[i * PICKED + j] = sumOfProducts((k) => [MATRIX[i * PICKED + k]!, image[k * PICKED + j]!]);
  const block = new Float32Array(FREQUENCIES * FREQUENCIES);
  for (let i = 0; i < FREQUENCIES; i += 1)
    for (let j = 0; j < FREQUENCIES; j += 1)
      block[i * FREQUENCIES + j] = sumOfProducts((k) => [halfway[i * PICKED + k]!, MATRIX[j * PICKED + k]!]);
  return block;
}

function sumOfProducts(pair: (k: number) => [number, number]): number {
  let sum = 0;
  for (let k = 0; k < PICKED; k += 1) {
    const [a, b] = pair(k);
    sum = fround(sum + fround(a * b));
  }
  return sum;
}

/** One bit for each frequency that is above the lower median; row i is 16-bit word i, and the last word comes first. */
export function bitsAboveMedian(block: Float32Array): Uint8Array {
  const median = block.toSorted()[block.length / 2 - 1]!;
  const hash = new Uint8Array(HASH_BYTES);
  for (const [at, value] of block.entries()) {
    if (value > median) hash[HASH_BYTES - 1 - (at >> 3)]! |= 1 << (at & 7);
  }
  return hash;
}
