/** Numbers hashes in the order in which they first come: a map of the texts themselves takes several times as long. */
export class HashNumbers {
  #hashes = new Float64Array(1024).fill(-1);
  #numbers = new Int32Array(1024);
  count = 0;

  /** `hash`: a whole number from 0 on, whose lowest bits are scattered. */
  numberOf(hash: number): number {
    const at = this.#placeOf(hash);
    if (this.#hashes[at] === hash) return this.#numbers[at]!;
    this.#hashes[at] = hash;
    this.#numbers[at] = this.count;
    this.count += 1;
    if (this.count * 2 > this.#hashes.length) this.#widen();
    return this.count - 1;
  }

  /** Where the hash is, or where it belongs. */
  #placeOf(hash: number): number {
    const last = this.#hashes.length - 1;
    let at = hash & last;
    while (this.#hashes[at] !== hash && this.#hashes[at] !== -1) at = (at + 1) & last;
    return at;
  }

  #widen(): void {
    const [hashes, numbers] = [this.#hashes, this.#numbers];
    this.#hashes = new Float64Array(hashes.length * 4).fill(-1);
    this.#numbers = new Int32Array(this.#hashes.length);
    hashes.forEach((hash, i) => {
      if (hash === -1) return;
      const at = this.#placeOf(hash);
      this.#hashes[at] = hash;
      this.#numbers[at] = numbers[i]!;
    });
  }
}
