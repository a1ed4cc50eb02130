/** Two numbers of values fit in the 53 bits of a whole number. */
const VALUE_STEPS = 2 ** 26;
/** Chosen: 2 MB stay in a processor's cache, where asking costs less than comparing again. */
const MOST_HELD = 2 ** 18;

/** Levels between two values, so that what meets again soon is not compared again: a later pair takes a place over. */
export class LevelMemory {
  readonly #pairs: Float64Array;
  readonly #levels: Uint8Array;

  constructor(expected: number) {
    const room = 2 ** Math.ceil(Math.log2(Math.max(1024, Math.min(MOST_HELD, expected * 2))));
    this.#pairs = new Float64Array(room).fill(-1);
    this.#levels = new Uint8Array(room);
  }

  /** The level between values a and b, in either order; `compare` is asked where it is not held. */
  levelOf(a: number, b: number, compare: (a: number, b: number) => number): number {
    const pair = a < b ? a * VALUE_STEPS + b : b * VALUE_STEPS + a;
    const at = placeOf(pair) & (this.#pairs.length - 1);
    if (this.#pairs[at] !== pair) {
      this.#pairs[at] = pair;
      this.#levels[at] = compare(a, b);
    }
    return this.#levels[at]!;
  }
}

/** The last step of MurmurHash3 (Appleby, public domain), over both halves of the number. */
function placeOf(pair: number): number {
  let h = Math.imul(pair | 0, 0x85ebca6b) ^ Math.imul((pair / 2 ** 26) | 0, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
