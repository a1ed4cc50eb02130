import { BOXED, BYTES, COLOURS, COLUMNS, covered, FLOATS, GROUP, LINE, reachOf, ringRow, SUMS } from './pdq-places';
import { turn, turnGroup } from './pdq-turn';

// The first pass of the two boxes, for every size and for fractions.

/** First box along a row. Sums of bytes are exact, so that their order does not matter; the division rounds once. */
export function boxRowOfBytes(row: i32, width: i32, window: i32): void {
  const from = BYTES + <usize>(row * width);
  const into = ringRow(row);
  const divides = window == 3;
  const scale = f32x4.splat(divides ? 3 : 1 / <f32>window);
  for (let j = 0; j < width; j += 16) {
    const at = from + <usize>j;
    let pixels = v128.load(at);
    let low = i16x8.extend_low_i8x16_u(pixels);
    let high = i16x8.extend_high_i8x16_u(pixels);
    if (window > 1) {
      pixels = v128.load(at, 1);
      low = i16x8.add(low, i16x8.extend_low_i8x16_u(pixels));
      high = i16x8.add(high, i16x8.extend_high_i8x16_u(pixels));
    }
    if (window > 2) {
      pixels = v128.load(at - 1);
      low = i16x8.add(low, i16x8.extend_low_i8x16_u(pixels));
      high = i16x8.add(high, i16x8.extend_high_i8x16_u(pixels));
    }
    if (window > 3) {
      pixels = v128.load(at, 2);
      low = i16x8.add(low, i16x8.extend_low_i8x16_u(pixels));
      high = i16x8.add(high, i16x8.extend_high_i8x16_u(pixels));
    }
    const a = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(low));
    const b = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(low));
    const c = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(high));
    const d = f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(high));
    const out = into + (<usize>j << 2);
    if (divides) {
      v128.store(out, f32x4.div(a, scale));
      v128.store(out, f32x4.div(b, scale), 16);
      v128.store(out, f32x4.div(c, scale), 32);
      v128.store(out, f32x4.div(d, scale), 48);
    } else {
      v128.store(out, f32x4.mul(a, scale));
      v128.store(out, f32x4.mul(b, scale), 16);
      v128.store(out, f32x4.mul(c, scale), 32);
      v128.store(out, f32x4.mul(d, scale), 48);
    }
  }
  const right = reachOf(window);
  const left = window - 1 - right;
  for (let j = 0; j < left; j++) boxEdge(from, into, j, width, left, right);
  for (let j = width - right; j < width; j++) boxEdge(from, into, j, width, left, right);
}

/** A place whose window hangs over the edge of the row: the sum of what is there, divided by how many they are. */
function boxEdge(from: usize, into: usize, j: i32, width: i32, left: i32, right: i32): void {
  const first = max(0, j - left);
  const last = min(width - 1, j + right);
  let sum: f32 = 0;
  for (let k = first; k <= last; k++) sum += <f32>load<u8>(from + <usize>k);
  store<f32>(into + (<usize>j << 2), sum / <f32>(last - first + 1));
}

/** Luma of colours: each product and each sum rounds, in this order. */
export function weighColours(count: i32): void {
  const red = f32x4.splat(0.299);
  const green = f32x4.splat(0.587);
  const blue = f32x4.splat(0.114);
  let from = COLOURS;
  for (let at: usize = 0; at < <usize>count << 2; at += 16) {
    const pixels = v128.load(from);
    const r = floatsOf(i8x16.swizzle(pixels, i8x16(0, -1, -1, -1, 3, -1, -1, -1, 6, -1, -1, -1, 9, -1, -1, -1)));
    const g = floatsOf(i8x16.swizzle(pixels, i8x16(1, -1, -1, -1, 4, -1, -1, -1, 7, -1, -1, -1, 10, -1, -1, -1)));
    const b = floatsOf(i8x16.swizzle(pixels, i8x16(2, -1, -1, -1, 5, -1, -1, -1, 8, -1, -1, -1, 11, -1, -1, -1)));
    const sum = f32x4.add(f32x4.mul(red, r), f32x4.mul(green, g));
    v128.store(FLOATS + at, f32x4.add(sum, f32x4.mul(blue, b)));
    from += 12;
  }
}

@inline
function floatsOf(values: v128): v128 {
  return f32x4.convert_i32x4_s(values);
}

/** First box along 16 rows of floats at once: running sums, which round, so that their order is kept. */
export function boxRowsOfFloats(first: i32, width: i32, window: i32): void {
  const line = <usize>width << 2;
  turnGroup(FLOATS + <usize>first * line, line, COLUMNS, width);
  const reach = reachOf(window);
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (let arriving = 0; arriving < width + reach; arriving++) {
    if (arriving < width) {
      const fresh = COLUMNS + (<usize>(arriving * GROUP) << 2);
      a = f32x4.add(a, v128.load(fresh));
      b = f32x4.add(b, v128.load(fresh, 16));
      c = f32x4.add(c, v128.load(fresh, 32));
      d = f32x4.add(d, v128.load(fresh, 48));
    }
    if (arriving >= window) {
      const stale = COLUMNS + (<usize>((arriving - window) * GROUP) << 2);
      a = f32x4.sub(a, v128.load(stale));
      b = f32x4.sub(b, v128.load(stale, 16));
      c = f32x4.sub(c, v128.load(stale, 32));
      d = f32x4.sub(d, v128.load(stale, 48));
    }
    if (arriving < reach) continue;
    const divisor = f32x4.splat(<f32>covered(arriving, window, width));
    const into = BOXED + (<usize>((arriving - reach) * GROUP) << 2);
    v128.store(into, f32x4.div(a, divisor));
    v128.store(into, f32x4.div(b, divisor), 16);
    v128.store(into, f32x4.div(c, divisor), 32);
    v128.store(into, f32x4.div(d, divisor), 48);
  }
  for (let row = 0; row < GROUP; row += 4) {
    for (let j = 0; j < width; j += 4) {
      turn(BOXED + (<usize>(j * GROUP + row) << 2), GROUP * 4, ringRow(first + row) + (<usize>j << 2), LINE);
    }
  }
}

/** First box along columns, one row further, where a row arrives, one leaves, and the division is exact. */
export function slideDown(arriving: i32, window: i32, width: i32, into: usize): void {
  const fresh = ringRow(arriving);
  const stale = ringRow(arriving - window);
  const scale = f32x4.splat(1 / <f32>window);
  const end = <usize>width << 2;
  for (let at: usize = 0; at < end; at += 32) {
    const first = f32x4.sub(f32x4.add(v128.load(SUMS + at), v128.load(fresh + at)), v128.load(stale + at));
    const second = f32x4.sub(f32x4.add(v128.load(SUMS + at, 16), v128.load(fresh + at, 16)), v128.load(stale + at, 16));
    v128.store(SUMS + at, first);
    v128.store(SUMS + at, second, 16);
    v128.store(into + at, f32x4.mul(first, scale));
    v128.store(into + at, f32x4.mul(second, scale), 16);
  }
}

/** The same at the upper and lower edge, and where the division rounds. */
export function moveDown(arriving: i32, window: i32, width: i32, into: usize, arrives: bool, leaves: bool, count: f32): void {
  const fresh = ringRow(arriving);
  const stale = ringRow(arriving - window);
  const divisor = f32x4.splat(count);
  const end = <usize>width << 2;
  for (let at: usize = 0; at < end; at += 16) {
    let sum = v128.load(SUMS + at);
    if (arrives) sum = f32x4.add(sum, v128.load(fresh + at));
    if (leaves) sum = f32x4.sub(sum, v128.load(stale + at));
    v128.store(SUMS + at, sum);
    v128.store(into + at, f32x4.div(sum, divisor));
  }
}
