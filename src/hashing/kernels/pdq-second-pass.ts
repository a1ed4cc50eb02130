import { COLUMNS, covered, GROUP, IMAGE, NARROW, NARROWED, PICKED, PICKED_LINE, pickedPlace, reachOf } from './pdq-places';
import { turn } from './pdq-turn';

// The second pass of the two boxes: each sum is run in its order, 16 rows or 16 columns at once, and what is not picked is
// never divided nor written.

/** Second box along 16 rows at once, of which only the 64 picked places are kept, times `scale` (a power of two). */
export function narrowAcross(start: i32, width: i32, window: i32, scale: f32): void {
  const reach = reachOf(window);
  const scales = f32x4.splat(scale);
  let a = f32x4.splat(0), b = a, c = a, d = a;
  let at = 0;
  let wanted = pickedPlace(0, width);
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
    while (arriving - reach == wanted) {
      const divisor = f32x4.splat(<f32>covered(arriving, window, width));
      const into = NARROWED + (<usize>(at * GROUP) << 2);
      v128.store(into, f32x4.mul(f32x4.div(a, divisor), scales));
      v128.store(into, f32x4.mul(f32x4.div(b, divisor), scales), 16);
      v128.store(into, f32x4.mul(f32x4.div(c, divisor), scales), 32);
      v128.store(into, f32x4.mul(f32x4.div(d, divisor), scales), 48);
      at++;
      wanted = at < PICKED ? pickedPlace(at, width) : -1;
    }
  }
  for (let k = 0; k < PICKED; k += 4) {
    for (let row = 0; row < GROUP; row += 4) {
      turn(NARROWED + (<usize>(k * GROUP + row) << 2), GROUP * 4, NARROW + <usize>(start + row) * PICKED_LINE + (<usize>k << 2), PICKED_LINE);
    }
  }
}

/** Second box along the 64 columns that are left, of which only the 64 picked rows are kept. */
export function narrowDown(height: i32, window: i32): void {
  const reach = reachOf(window);
  for (let k: usize = 0; k < PICKED_LINE; k += 64) {
    let a = f32x4.splat(0), b = a, c = a, d = a;
    let at = 0;
    let wanted = pickedPlace(0, height);
    for (let arriving = 0; arriving < height + reach; arriving++) {
      if (arriving < height) {
        const fresh = NARROW + <usize>arriving * PICKED_LINE + k;
        a = f32x4.add(a, v128.load(fresh));
        b = f32x4.add(b, v128.load(fresh, 16));
        c = f32x4.add(c, v128.load(fresh, 32));
        d = f32x4.add(d, v128.load(fresh, 48));
      }
      if (arriving >= window) {
        const stale = NARROW + <usize>(arriving - window) * PICKED_LINE + k;
        a = f32x4.sub(a, v128.load(stale));
        b = f32x4.sub(b, v128.load(stale, 16));
        c = f32x4.sub(c, v128.load(stale, 32));
        d = f32x4.sub(d, v128.load(stale, 48));
      }
      while (arriving - reach == wanted) {
        const divisor = f32x4.splat(<f32>covered(arriving, window, height));
        const into = IMAGE + <usize>at * PICKED_LINE + k;
        v128.store(into, f32x4.div(a, divisor));
        v128.store(into, f32x4.div(b, divisor), 16);
        v128.store(into, f32x4.div(c, divisor), 32);
        v128.store(into, f32x4.div(d, divisor), 48);
        at++;
        wanted = at < PICKED ? pickedPlace(at, height) : -1;
      }
    }
  }
}
