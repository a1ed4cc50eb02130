import {
  BYTES, COLUMNS, EDGE_RING, EDGE_ROWS, EDGE_SUMS, EVEN_RING, EVEN_ROWS, EVEN_SUMS, GROUP, HALF_LINE, inRing,
  ODD_RING, ODD_ROWS, ODD_SUMS,
} from './pdq-places';

// The first pass for sides of 385 to 512, where both windows are four wide: 4 x 4 bytes are summed as whole numbers, which
// is exact in any order, and only then become floats, 16 times what the reference has; a power of two changes no rounding.
// Not whole are the columns whose row windows hold three (the first and the last but one) and the rows likewise.

const WINDOW: i32 = 4;

/** Clears the running sums. */
export function startWhole(): void {
  memory.fill(EVEN_SUMS, 0, HALF_LINE);
  memory.fill(ODD_SUMS, 0, HALF_LINE);
  memory.fill(EDGE_SUMS, 0, 8);
}

/** Row `arriving` comes and the one that has passed goes; what the windows hold then becomes row `filled` of 16. */
export function slideWhole(arriving: i32, width: i32, height: i32, filled: i32, count: i32): void {
  const arrives = arriving < height;
  const leaves = arriving >= WINDOW;
  if (arrives) {
    sumRow(arriving, width);
    sumEdges(arriving, width);
  }
  const into = <usize>filled * HALF_LINE;
  // Two rows, and so half of what four would be: doubled, the scale is the same.
  const doubles = count == 2;
  moveSums(arriving, width, EVEN_RING, EVEN_SUMS, EVEN_ROWS + into, arrives, leaves, doubles);
  moveSums(arriving, width, ODD_RING, ODD_SUMS, ODD_ROWS + into, arrives, leaves, doubles);
  for (let edge: usize = 0; edge < 8; edge += 4) {
    let sum = load<f32>(EDGE_SUMS + edge);
    if (arrives) sum += load<f32>(EDGE_RING + inRing(arriving, 8) + edge);
    if (leaves) sum -= load<f32>(EDGE_RING + inRing(arriving - WINDOW, 8) + edge);
    store<f32>(EDGE_SUMS + edge, sum);
    store<f32>(EDGE_ROWS + <usize>filled * 8 + edge, (sum / <f32>count) * 16);
  }
}

/** Sums of four neighbours along a row: of pairs first, so that even and odd places come out apart. */
function sumRow(row: i32, width: i32): void {
  const from = BYTES + <usize>(row * width);
  const even = EVEN_RING + inRing(row, HALF_LINE);
  const odd = ODD_RING + inRing(row, HALF_LINE);
  for (let j: usize = 0; j < <usize>width; j += 16) {
    const at = from + j;
    const pairs = i16x8.extadd_pairwise_i8x16_u(v128.load(at, 1));
    v128.store(even + j, i16x8.add(i16x8.extadd_pairwise_i8x16_u(v128.load(at - 1)), pairs));
    const others = i16x8.extadd_pairwise_i8x16_u(v128.load(at, 2));
    v128.store(odd + j, i16x8.add(i16x8.extadd_pairwise_i8x16_u(v128.load(at)), others));
  }
  // The last window holds two, and so half of what four would be.
  const last = width - 1;
  const sum = <u16>load<u8>(from + <usize>last) + <u16>load<u8>(from + <usize>last - 1);
  store<u16>((last & 1 ? odd : even) + (<usize>(last >> 1) << 1), 2 * sum);
}

/** Means of the windows that hold three: the first, and the last but one. */
function sumEdges(row: i32, width: i32): void {
  const into = EDGE_RING + inRing(row, 8);
  const first = BYTES + <usize>(row * width);
  const last = first + <usize>(width - 3);
  store<f32>(into, <f32>sumOfThree(first) / 3);
  store<f32>(into, <f32>sumOfThree(last) / 3, 4);
}

@inline
function sumOfThree(at: usize): u32 {
  return <u32>load<u8>(at) + <u32>load<u8>(at, 1) + <u32>load<u8>(at, 2);
}

function moveSums(
  arriving: i32, width: i32, ring: usize, sums: usize, into: usize, arrives: bool, leaves: bool, doubles: bool,
): void {
  const fresh = ring + inRing(arriving, HALF_LINE);
  const stale = ring + inRing(arriving - WINDOW, HALF_LINE);
  const end = <usize>width;
  if (arrives && leaves) {
    for (let at: usize = 0; at < end; at += 16) {
      const sum = i16x8.sub(i16x8.add(v128.load(sums + at), v128.load(fresh + at)), v128.load(stale + at));
      v128.store(sums + at, sum);
      v128.store(into + at, sum);
    }
    return;
  }
  for (let at: usize = 0; at < end; at += 16) {
    let sum = v128.load(sums + at);
    if (arrives) sum = i16x8.add(sum, v128.load(fresh + at));
    if (leaves) sum = i16x8.sub(sum, v128.load(stale + at));
    v128.store(sums + at, sum);
    v128.store(into + at, doubles ? i16x8.add(sum, sum) : sum);
  }
}

/** Turns the 16 rows into columns of floats; `first` is the place of the first of them in the picture. */
export function turnWhole(first: i32, width: i32, height: i32): void {
  for (let j: usize = 0; j < <usize>width; j += 16) {
    const into = COLUMNS + j * (GROUP * 4);
    turnEight(EVEN_ROWS + j, into);
    turnEight(EVEN_ROWS + 8 * HALF_LINE + j, into + 32);
    turnEight(ODD_ROWS + j, into + GROUP * 4);
    turnEight(ODD_ROWS + 8 * HALF_LINE + j, into + GROUP * 4 + 32);
  }
  if (first == 0) mendRow(0, width);
  const lastButOne = height - 2 - first;
  if (lastButOne >= 0 && lastButOne < GROUP) mendRow(lastButOne, width);
  for (let row = 0; row < GROUP; row++) {
    const edges = EDGE_ROWS + (<usize>row << 3);
    store<f32>(placeOf(0, row), load<f32>(edges));
    store<f32>(placeOf(width - 2, row), load<f32>(edges, 4));
  }
}

@inline
function placeOf(column: i32, row: i32): usize {
  return COLUMNS + (<usize>(column * GROUP + row) << 2);
}

/** Three rows are in its windows: what was summed is a third of it, times four as everywhere. */
function mendRow(row: i32, width: i32): void {
  for (let j = 0; j < width; j++) {
    const at = placeOf(j, row);
    store<f32>(at, (load<f32>(at) * 4) / 3);
  }
}

/** Turns eight rows of eight whole numbers into floats, every other column from `into` on. */
function turnEight(from: usize, into: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + HALF_LINE);
  const c = v128.load(from + 2 * HALF_LINE);
  const d = v128.load(from + 3 * HALF_LINE);
  const e = v128.load(from + 4 * HALF_LINE);
  const f = v128.load(from + 5 * HALF_LINE);
  const g = v128.load(from + 6 * HALF_LINE);
  const h = v128.load(from + 7 * HALF_LINE);
  turnHalf(low16(a, b), low16(c, d), low16(e, f), low16(g, h), into);
  turnHalf(high16(a, b), high16(c, d), high16(e, f), high16(g, h), into + 4 * 128);
}

/** Four columns out of pairs of rows. */
@inline
function turnHalf(ab: v128, cd: v128, ef: v128, gh: v128, into: usize): void {
  const abcd = v128.shuffle<i32>(ab, cd, 0, 4, 1, 5);
  const efgh = v128.shuffle<i32>(ef, gh, 0, 4, 1, 5);
  const ABCD = v128.shuffle<i32>(ab, cd, 2, 6, 3, 7);
  const EFGH = v128.shuffle<i32>(ef, gh, 2, 6, 3, 7);
  storeColumn(v128.shuffle<i64>(abcd, efgh, 0, 2), into);
  storeColumn(v128.shuffle<i64>(abcd, efgh, 1, 3), into + 128);
  storeColumn(v128.shuffle<i64>(ABCD, EFGH, 0, 2), into + 256);
  storeColumn(v128.shuffle<i64>(ABCD, EFGH, 1, 3), into + 384);
}

@inline
function storeColumn(rows: v128, into: usize): void {
  v128.store(into, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(rows)));
  v128.store(into, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(rows)), 16);
}

@inline
function low16(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

@inline
function high16(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}
