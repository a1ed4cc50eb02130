/** The best pair on top: the higher key, and of equal keys the lower tie. Holds each pair at most once. */
export class PairHeap {
  readonly #keys: Float64Array;
  readonly #ties: Float64Array;
  readonly #heap: Int32Array;
  #size = 0;

  /** `keys` and `ties` are read, by pair; both may change only while the pair is out of the heap. */
  constructor(keys: Float64Array, ties: Float64Array) {
    this.#keys = keys;
    this.#ties = ties;
    this.#heap = new Int32Array(keys.length);
  }

  clear(): void {
    this.#size = 0;
  }

  push(pair: number): void {
    let place = this.#size;
    this.#size += 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.#isBetter(pair, this.#heap[above]!)) break;
      this.#heap[place] = this.#heap[above]!;
      place = above;
    }
    this.#heap[place] = pair;
  }

  /** -1 where nothing is left. */
  pop(): number {
    if (this.#size === 0) return -1;
    const best = this.#heap[0]!;
    this.#size -= 1;
    if (this.#size > 0) this.#sink(this.#heap[this.#size]!);
    return best;
  }

  #sink(pair: number): void {
    let place = 0;
    for (let below = 1; below < this.#size; below = 2 * place + 1) {
      const right = below + 1;
      if (right < this.#size && this.#isBetter(this.#heap[right]!, this.#heap[below]!)) below = right;
      if (!this.#isBetter(this.#heap[below]!, pair)) break;
      this.#heap[place] = this.#heap[below]!;
      place = below;
    }
    this.#heap[place] = pair;
  }

  #isBetter(a: number, b: number): boolean {
    const [keyA, keyB] = [this.#keys[a]!, this.#keys[b]!];
    return keyA > keyB || (keyA === keyB && this.#ties[a]! < this.#ties[b]!);
  }
}
