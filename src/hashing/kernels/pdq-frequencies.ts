import { BLOCK, FREQUENCIES, HALFWAY, HASH, IMAGE, KEYS, MATRIX, PICKED, PICKED_LINE, TURNED } from './pdq-places';

// From the 64 x 64 picked places to quality and hash.

/** Keeps the 16 x 64 matrix turned as well. */
export function turnMatrix(): void {
  for (let i = 0; i < FREQUENCIES; i++) {
    for (let k = 0; k < PICKED; k++) {
      store<f32>(TURNED + (<usize>(k * FREQUENCIES + i) << 2), load<f32>(MATRIX + (<usize>(i * PICKED + k) << 2)));
    }
  }
}

@inline
function steps(here: v128, next: v128): v128 {
  const part = f32x4.div(f32x4.mul(f32x4.sub(here, next), f32x4.splat(100)), f32x4.splat(255));
  return i32x4.abs(i32x4.trunc_sat_f32x4_s(part));
}

/** Sum of the whole hundredths by which neighbours differ, a 90th of it, 100 at most. */
export function quality(): i32 {
  let sum = i32x4.splat(0);
  for (let i = 0; i < PICKED; i++) {
    const row = IMAGE + <usize>i * PICKED_LINE;
    for (let k: usize = 0; k < PICKED_LINE; k += 16) {
      const here = v128.load(row + k);
      if (i < PICKED - 1) sum = i32x4.add(sum, steps(here, v128.load(row + k, 64 * 4)));
      let across = steps(here, v128.load(row + k, 4));
      if (k == PICKED_LINE - 16) across = i32x4.replace_lane(across, 3, 0);
      sum = i32x4.add(sum, across);
    }
  }
  const total = i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3);
  return min(total / 90, 100);
}

/** BLOCK = MATRIX x IMAGE x TURNED; each place is one sum from first to last. */
export function transform(): void {
  for (let i = 0; i < FREQUENCIES; i++) {
    const weights = MATRIX + <usize>i * PICKED_LINE;
    for (let j: usize = 0; j < PICKED_LINE; j += 64) {
      let a = f32x4.splat(0), b = a, c = a, d = a;
      for (let k: usize = 0; k < <usize>PICKED; k++) {
        const weight = v128.load32_splat(weights + (k << 2));
        const row = IMAGE + k * PICKED_LINE + j;
        a = f32x4.add(a, f32x4.mul(weight, v128.load(row)));
        b = f32x4.add(b, f32x4.mul(weight, v128.load(row, 16)));
        c = f32x4.add(c, f32x4.mul(weight, v128.load(row, 32)));
        d = f32x4.add(d, f32x4.mul(weight, v128.load(row, 48)));
      }
      const into = HALFWAY + <usize>i * PICKED_LINE + j;
      v128.store(into, a);
      v128.store(into, b, 16);
      v128.store(into, c, 32);
      v128.store(into, d, 48);
    }
  }
  for (let i = 0; i < FREQUENCIES; i++) {
    const row = HALFWAY + <usize>i * PICKED_LINE;
    let a = f32x4.splat(0), b = a, c = a, d = a;
    for (let k: usize = 0; k < <usize>PICKED; k++) {
      const value = v128.load32_splat(row + (k << 2));
      const weights = TURNED + k * 64;
      a = f32x4.add(a, f32x4.mul(value, v128.load(weights)));
      b = f32x4.add(b, f32x4.mul(value, v128.load(weights, 16)));
      c = f32x4.add(c, f32x4.mul(value, v128.load(weights, 32)));
      d = f32x4.add(d, f32x4.mul(value, v128.load(weights, 48)));
    }
    const into = BLOCK + <usize>i * 64;
    v128.store(into, a);
    v128.store(into, b, 16);
    v128.store(into, c, 32);
    v128.store(into, d, 48);
  }
}

/** Number 128 of the 256 by size: halves the range of the floats' ordered bit patterns until one is left. */
export function lowerMedian(): f32 {
  for (let at: usize = 0; at < 1024; at += 16) {
    const bits = v128.load(BLOCK + at);
    v128.store(KEYS + at, v128.xor(bits, v128.and(i32x4.shr_s(bits, 31), i32x4.splat(0x7fffffff))));
  }
  let low: i64 = i32.MIN_VALUE;
  let high: i64 = i32.MAX_VALUE;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (countAbove(<i32>middle) <= 128) high = middle;
    else low = middle + 1;
  }
  const key = <i32>low;
  return reinterpret<f32>(key ^ ((key >> 31) & 0x7fffffff));
}

function countAbove(key: i32): i32 {
  const than = i32x4.splat(key);
  let a = i32x4.splat(0), b = a;
  for (let at: usize = 0; at < 1024; at += 32) {
    a = i32x4.sub(a, i32x4.gt_s(v128.load(KEYS + at), than));
    b = i32x4.sub(b, i32x4.gt_s(v128.load(KEYS + at, 16), than));
  }
  const sum = i32x4.add(a, b);
  return i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3);
}

/** Row i of the block is 16-bit word i; the last word is written first, its high byte first. */
export function writeBits(median: f32): void {
  const than = f32x4.splat(median);
  for (let i = 0; i < FREQUENCIES; i++) {
    const row = BLOCK + <usize>i * 64;
    const word = i32x4.bitmask(f32x4.gt(v128.load(row), than))
      | (i32x4.bitmask(f32x4.gt(v128.load(row, 16), than)) << 4)
      | (i32x4.bitmask(f32x4.gt(v128.load(row, 32), than)) << 8)
      | (i32x4.bitmask(f32x4.gt(v128.load(row, 48), than)) << 12);
    store<u16>(HASH + <usize>(30 - 2 * i), <u16>((word << 8) | (word >>> 8)));
  }
}
