/** How one cluster came to be: which two parts merged at which average, in bits. */
export type Merge = { averageBits: number; sizeA: number; sizeB: number };

/** The merges of a clustering as they happened; finds the one that first brought two nodes together. */
export class MergeTree {
  readonly merges: Merge[] = [];
  readonly #count: number;
  /** Of nodes, then of merges: the merge that took them in. */
  readonly #parent: number[];
  readonly #sizes: number[];
  /** By the lowest member of a part: where the part stands in the tree. */
  readonly #place: Int32Array;

  /** `together`: for each node the lowest of those that a judgement holds it together with from the start. */
  constructor(together: Int32Array) {
    this.#count = together.length;
    this.#place = Int32Array.from(together);
    this.#parent = new Array<number>(together.length).fill(-1);
    this.#sizes = new Array<number>(together.length).fill(0);
    for (const first of together) this.#sizes[first]! += 1;
  }

  add(a: number, b: number, averageBits: number): void {
    const [placeA, placeB] = [this.#place[a]!, this.#place[b]!];
    const [sizeA, sizeB] = [this.#sizes[placeA]!, this.#sizes[placeB]!];
    const merged = this.#count + this.merges.length;
    this.merges.push({ averageBits, sizeA, sizeB });
    this.#parent[placeA] = merged;
    this.#parent[placeB] = merged;
    this.#parent.push(-1);
    this.#sizes.push(sizeA + sizeB);
    this.#place[Math.min(a, b)] = merged;
  }

  /** The number of the merge that joined two starting parts, by their lowest members; null where none did. */
  joinedBy(a: number, b: number): number | null {
    let [x, y] = [a, b];
    while (x !== y) {
      if (x < y) [x, y] = [y, x];
      y = this.#parent[y]!;
      if (y === -1) return null;
    }
    return x < this.#count ? null : x - this.#count;
  }
}
