// Where the PDQ kernel keeps what, and the few measures that all its steps share.

export const PICKED: i32 = 64;
export const FREQUENCIES: i32 = 16;
/** Rows that are run at once in the second pass along rows: four chains of four lanes hide the latency of addition. */
export const GROUP: i32 = 16;
/** Bytes of a line of floats, of one of whole 16-bit numbers (of every other column), and of 64 floats. */
export const LINE: usize = (512 + 16) * 4;
export const HALF_LINE: usize = (256 + 16) * 2;
export const PICKED_LINE: usize = 64 * 4;

// The picture. Bytes next to a row are read with it, so that there is room before the first and after the last.
export const BYTES = memory.data(16 + 512 * 512 + 64, 16) + 16;
export const FLOATS = memory.data((512 * (512 + 16) + 16) * 4, 16);
/** Red, green and blue, of which FLOATS then holds the luma. Rows are read 16 at a time, past the last one. */
export const COLOURS = memory.data(512 * 512 * 3 + 16, 16);
// The first pass: rows after the first box, their running sums, and what it makes of 16 rows.
export const RING = memory.data(32 * 528 * 4, 16);
export const BOXED = memory.data(528 * 16 * 4, 16);
export const SUMS = memory.data(528 * 4, 16);
export const ROWS = memory.data(16 * 528 * 4, 16);
// The same in whole numbers, columns of even place and of odd place apart; two columns at the edges as floats.
export const EVEN_RING = memory.data(8 * 272 * 2, 16);
export const ODD_RING = memory.data(8 * 272 * 2, 16);
export const EVEN_SUMS = memory.data(272 * 2, 16);
export const ODD_SUMS = memory.data(272 * 2, 16);
export const EVEN_ROWS = memory.data(16 * 272 * 2, 16);
export const ODD_ROWS = memory.data(16 * 272 * 2, 16);
export const EDGE_RING = memory.data(8 * 2 * 4, 16);
export const EDGE_SUMS = memory.data(2 * 4, 16);
export const EDGE_ROWS = memory.data(16 * 2 * 4, 16);
// The second pass: 16 rows turned into columns, what is picked of them, and what is picked of all rows.
export const COLUMNS = memory.data(528 * 16 * 4, 16);
export const NARROWED = memory.data(64 * 16 * 4, 16);
export const NARROW = memory.data((512 + 16) * 64 * 4, 16);
// 64 x 64 picked places (a line is read one float beyond its end), the weights, and the block of frequencies.
export const IMAGE = memory.data(64 * 64 * 4 + 16, 16);
export const MATRIX = memory.data(16 * 64 * 4, 16);
export const TURNED = memory.data(64 * 16 * 4, 16);
export const HALFWAY = memory.data(16 * 64 * 4, 16);
export const BLOCK = memory.data(16 * 16 * 4, 16);
export const KEYS = memory.data(16 * 16 * 4, 16);
export const HASH = memory.data(32, 16);

/** Window of one box: two of them make a tent as wide as one of 64 blocks. */
@inline
export function windowOf(side: i32): i32 {
  return (side + 127) / 128;
}

/** How far a window reaches to the right of its place; to the left it reaches the rest. */
@inline
export function reachOf(window: i32): i32 {
  return window >> 1;
}

/** How many places a window covers when the place `arriving` has come, at the edges too. */
@inline
export function covered(arriving: i32, window: i32, side: i32): i32 {
  return min(arriving + 1, window) - max(0, arriving - side + 1);
}

/** The row or column of the blurred picture that becomes number `at` of 64. */
@inline
export function pickedPlace(at: i32, side: i32): i32 {
  return ((2 * at + 1) * side) / 128;
}

/** Where a ring of eight keeps a row. */
@inline
export function inRing(row: i32, line: usize): usize {
  return <usize>(row & 7) * line;
}

/** The same in RING, which takes 16 rows at once besides those that have not passed. */
@inline
export function ringRow(row: i32): usize {
  return RING + <usize>(row & 31) * LINE;
}
