import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const STEPS = 2 ** 30;

/** Seeded chance: the same seed throws the same numbers on every machine. */
export class Dice {
  readonly #seed: number;
  readonly #generator: ReturnType<typeof xoroshiro128plus>;

  constructor(seed: number) {
    this.#seed = seed | 0;
    this.#generator = xoroshiro128plus(this.#seed);
  }

  /** Dice of their own for one part of the world, so that a change in one part leaves the others as they are. */
  fork(part: string): Dice {
    let hash = 0x811c9dc5 ^ this.#seed;
    for (const sign of part) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193);
    return new Dice(hash);
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  /** From 0 up to, but not including, 1. */
  share(): number {
    return this.int(0, STEPS - 1) / STEPS;
  }

  /** From `from` up to, but not including, `to`. */
  between(from: number, to: number): number {
    return from + (to - from) * this.share();
  }

  chance(probability: number): boolean {
    return this.share() < probability;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('nothing to pick from');
    return items[this.int(0, items.length - 1)]!;
  }

  /** One of the items, by weights that need not add up to anything. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T {
    let left = this.share() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return items.at(-1)![0];
  }

  /** Waiting time with the given mean: many short ones, few long ones. */
  waiting(mean: number): number {
    return -mean * Math.log(1 - this.share());
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.int(0, 0xffff).toString(16).padStart(4, '0');
    return text.slice(0, digits);
  }

  shuffle<T>(items: readonly T[]): T[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = this.int(0, last);
      [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
    }
    return shuffled;
  }
}
