/** Union-find over whole numbers, by size and with halved paths. */
export class DisjointSets {
  #parent: Int32Array;
  #size: Int32Array;
  #count: number;

  constructor(count: number) {
    this.#parent = new Int32Array(count).map((_, node) => node);
    this.#size = new Int32Array(count).fill(1);
    this.#count = count;
  }

  /** One more set of one; its number. */
  add(): number {
    if (this.#count === this.#parent.length) this.#grow();
    this.#parent[this.#count] = this.#count;
    this.#size[this.#count] = 1;
    this.#count += 1;
    return this.#count - 1;
  }

  find(node: number): number {
    const parent = this.#parent;
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  /** How many are in the same set as this one. */
  sizeOf(node: number): number {
    return this.#size[this.find(node)]!;
  }

  /** The root of both, which is one of the two roots given. */
  unite(a: number, b: number): number {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA === rootB) return rootA;
    const [kept, gone] = this.#size[rootA]! < this.#size[rootB]! ? [rootB, rootA] : [rootA, rootB];
    this.#parent[gone] = kept;
    this.#size[kept] = this.#size[kept]! + this.#size[gone]!;
    return kept;
  }

  #grow(): void {
    const length = Math.max(16, 2 * this.#count);
    const [parent, size] = [new Int32Array(length), new Int32Array(length)];
    parent.set(this.#parent);
    size.set(this.#size);
    this.#parent = parent;
    this.#size = size;
  }
}

/** For each node the lowest node of its set. */
export function lowestOfEachSet(sets: DisjointSets, count: number): Int32Array {
  const lowest = new Int32Array(count).fill(-1);
  const labels = new Int32Array(count);
  for (let node = 0; node < count; node += 1) {
    const root = sets.find(node);
    if (lowest[root] === -1) lowest[root] = node;
    labels[node] = lowest[root]!;
  }
  return labels;
}
