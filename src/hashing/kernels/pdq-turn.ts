import { GROUP } from './pdq-places';

// Rows into columns and back.

/** Turns four rows of four floats. */
@inline
export function turn(from: usize, fromLine: usize, into: usize, intoLine: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + fromLine);
  const c = v128.load(from + 2 * fromLine);
  const d = v128.load(from + 3 * fromLine);
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const CD = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(into, v128.shuffle<f64>(ab, cd, 0, 2));
  v128.store(into + intoLine, v128.shuffle<f64>(ab, cd, 1, 3));
  v128.store(into + 2 * intoLine, v128.shuffle<f64>(AB, CD, 0, 2));
  v128.store(into + 3 * intoLine, v128.shuffle<f64>(AB, CD, 1, 3));
}

/** Turns 16 rows into columns of 16. */
export function turnGroup(from: usize, line: usize, into: usize, width: i32): void {
  for (let row = 0; row < GROUP; row += 4) {
    for (let j = 0; j < width; j += 4) {
      turn(from + <usize>row * line + (<usize>j << 2), line, into + (<usize>(j * GROUP + row) << 2), GROUP * 4);
    }
  }
}
