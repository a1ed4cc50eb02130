import { randomFillSync } from 'node:crypto';

/** A call for random bytes costs the same for 16 as for thousands. */
const DRAWN_AT_ONCE = 8_192;
const drawn = Buffer.alloc(DRAWN_AT_ONCE);
let used = DRAWN_AT_ONCE;

/** Random bytes fit for keys. What was handed out is wiped from the stock. */
export function drawRandomBytes(count: number): Buffer {
  if (used + count > DRAWN_AT_ONCE) {
    randomFillSync(drawn);
    used = 0;
  }
  const bytes = Buffer.from(drawn.subarray(used, used + count));
  drawn.fill(0, used, used + count);
  used += count;
  return bytes;
}
