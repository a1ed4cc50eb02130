import { boxRowOfBytes, boxRowsOfFloats, moveDown, slideDown, weighColours } from './pdq-first-pass';
import { lowerMedian, quality, transform, turnMatrix, writeBits } from './pdq-frequencies';
import {
  BLOCK, BYTES, COLOURS, COLUMNS, covered, FLOATS, GROUP, HASH, IMAGE, LINE, MATRIX, PICKED, reachOf, ROWS, SUMS,
  windowOf,
} from './pdq-places';
import { narrowAcross, narrowDown } from './pdq-second-pass';
import { turnGroup } from './pdq-turn';
import { slideWhole, startWhole, turnWhole } from './pdq-whole-pass';

// PDQ of a luma of at most 512 x 512, every float32 operation in the order of the reference, four (or sixteen) at a time:
// lanes never share a sum, so that the hash is the one that plain code in that order gives.
// Steps: box along rows, box along columns, both again, 64 x 64 picked, quality, DCT to 16 x 16, bits above the lower median.

export function bytesAt(): usize { return BYTES; }
export function coloursAt(): usize { return COLOURS; }
export function matrixAt(): usize { return MATRIX; }
export function blockAt(): usize { return BLOCK; }
export function hashAt(): usize { return HASH; }
/** Call once, after the matrix was written. */
export { turnMatrix };

/** Hashes the bytes at `bytesAt()`; gives the quality. Both sides are 5 to 512. */
export function hashBytes(width: i32, height: i32): i32 {
  if (windowOf(width) == 4 && windowOf(height) == 4) narrowWhole(width, height);
  else narrow(width, height, true);
  return hashImage();
}

/** The same for red, green and blue at `coloursAt()`. */
export function hashColours(width: i32, height: i32): i32 {
  weighColours(width * height);
  // 64 x 64 is not blurred; for whole numbers a window of one changes nothing.
  if (width == PICKED && height == PICKED) memory.copy(IMAGE, FLOATS, <usize>(PICKED * PICKED * 4));
  else narrow(width, height, false);
  return hashImage();
}

function hashImage(): i32 {
  const found = quality();
  transform();
  writeBits(lowerMedian());
  return found;
}

@inline
function isPowerOfTwo(count: i32): bool {
  return (count & (count - 1)) == 0;
}

/** Both passes of both boxes; leaves the 64 x 64 picked places in IMAGE. */
function narrow(width: i32, height: i32, fromBytes: bool): void {
  const across = windowOf(width);
  const down = windowOf(height);
  const reach = reachOf(down);
  memory.fill(SUMS, 0, LINE);
  let filled = 0;
  for (let arriving = 0; arriving < height + reach; arriving++) {
    const arrives = arriving < height;
    const leaves = arriving >= down;
    if (arrives && fromBytes) boxRowOfBytes(arriving, width, across);
    else if (arrives && arriving % GROUP == 0) boxRowsOfFloats(arriving, width, across);
    const into = ROWS + <usize>filled * LINE;
    const count = covered(arriving, down, height);
    if (arrives && leaves && isPowerOfTwo(count)) slideDown(arriving, down, width, into);
    else moveDown(arriving, down, width, into, arrives, leaves, <f32>count);
    if (arriving < reach) continue;
    filled++;
    if (filled == GROUP || arriving == height + reach - 1) {
      turnGroup(ROWS, LINE, COLUMNS, width);
      narrowAcross(arriving - reach - filled + 1, width, across, 1);
      filled = 0;
    }
  }
  narrowDown(height, down);
}

/** The same where the first pass can be done in whole numbers. */
function narrowWhole(width: i32, height: i32): void {
  const window = windowOf(width);
  const reach = reachOf(window);
  startWhole();
  let filled = 0;
  for (let arriving = 0; arriving < height + reach; arriving++) {
    slideWhole(arriving, width, height, filled, covered(arriving, window, height));
    if (arriving < reach) continue;
    filled++;
    if (filled == GROUP || arriving == height + reach - 1) {
      const first = arriving - reach - filled + 1;
      turnWhole(first, width, height);
      narrowAcross(first, width, window, 1.0 / 16);
      filled = 0;
    }
  }
  narrowDown(height, window);
}
