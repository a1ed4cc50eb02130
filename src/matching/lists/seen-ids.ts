import { hash } from 'node:crypto';

/** Slots at the beginning; doubled whenever three quarters are taken. */
const FIRST_SLOTS = 1 << 16;
const MOST_TAKEN = 0.75;

/**
 * Which ids stood in a file before: 64 bits of each id's digest, 11 to 22 bytes an id, however long the ids are. Of ten
 * million ids two agree by chance once in 400,000 files; the second would be reported as a duplicate.
 */
export class SeenIds {
  #slots = new Uint32Array(FIRST_SLOTS * 2);
  #taken = 0;

  /** Whether it is new; from now on it is not. */
  add(id: string): boolean {
    const digest = hash('sha256', id, 'buffer');
    // Two zeros mean a free slot.
    return this.#put(digest.readUInt32LE(0) || 1, digest.readUInt32LE(4));
  }

  #put(high: number, low: number): boolean {
    const mask = this.#slots.length / 2 - 1;
    let slot = low & mask;
    for (; this.#slots[slot * 2] !== 0; slot = (slot + 1) & mask) {
      if (this.#slots[slot * 2] === high && this.#slots[slot * 2 + 1] === low) return false;
    }
    this.#slots[slot * 2] = high;
    this.#slots[slot * 2 + 1] = low;
    this.#taken += 1;
    if (this.#taken > (mask + 1) * MOST_TAKEN) this.#grow();
    return true;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    this.#taken = 0;
    for (let at = 0; at < before.length; at += 2) {
      if (before[at] !== 0) this.#put(before[at]!, before[at + 1]!);
    }
  }
}
