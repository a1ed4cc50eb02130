import { PairHeap } from './pair-heap.ts';

/** Scores are added up as whole units, so that a sum is exact and no order of adding can change it. */
export const UNITS_PER_BIT = 4096;

/** Averages in units: the pair that shares no key, and the least at which two clusters merge. */
export type LinkageLimits = { unscored: number; cut: number };

/** Told of each merge in its turn: the lowest members of the two, and their average in units. */
export type OnMerge = (a: number, b: number, average: number) => void;

/**
 * Average-linkage agglomeration of one component at a time: the two clusters with the highest average over all their
 * pairs of members merge, until no average reaches the cut; of equal averages the lowest first members go first.
 */
export type Linkage = {
  clear(): void;
  /** A cluster to start from, with its lowest member and how many there are; its number. */
  addCluster(first: number, size: number): number;
  /** One scored pair of members of two clusters; -Infinity keeps the two apart for good. Add clusters first. */
  addScore(a: number, b: number, units: number): void;
  merge(): void;
  /** The lowest member of the cluster in which this one ended. */
  firstMemberOf(cluster: number): number;
};

/** Of two clusters of one average, those with the lower number merge first. */
export function tieOf(firstOfOne: number, firstOfOther: number): number {
  // Two numbers of nodes fit in the 53 bits of a whole number.
  return Math.min(firstOfOne, firstOfOther) * 2 ** 26 + Math.max(firstOfOne, firstOfOther);
}

/**
 * For components of any size: memory grows with the scored pairs, never with the square of the nodes. A merged pair's
 * average is never above the better of its parts, so that each pair stands in the heap once, at what it was worth when
 * last looked at.
 */
export class AverageLinkage implements Linkage {
  readonly #limits: LinkageLimits;
  readonly #onMerge: OnMerge | undefined;
  readonly #first: Int32Array;
  readonly #size: Int32Array;
  readonly #degree: Int32Array;
  readonly #firstEnd: Int32Array;
  readonly #mergedInto: Int32Array;
  readonly #clusterAt: Int32Array;
  readonly #nextEnd: Int32Array;
  readonly #sum: Float64Array;
  readonly #scored: Int32Array;
  readonly #isGone: Uint8Array;
  readonly #key: Float64Array;
  readonly #tie: Float64Array;
  readonly #heap: PairHeap;
  readonly #pairOf = new Map<number, number>();
  #clusters = 0;
  #pairs = 0;

  /** Room for the largest component. */
  constructor(mostPairs: number, limits: LinkageLimits, onMerge?: OnMerge) {
    const mostClusters = mostPairs + 1;
    this.#limits = limits;
    this.#onMerge = onMerge;
    this.#first = new Int32Array(mostClusters);
    this.#size = new Int32Array(mostClusters);
    this.#degree = new Int32Array(mostClusters);
    this.#firstEnd = new Int32Array(mostClusters);
    this.#mergedInto = new Int32Array(mostClusters);
    this.#clusterAt = new Int32Array(2 * mostPairs);
    this.#nextEnd = new Int32Array(2 * mostPairs);
    this.#sum = new Float64Array(mostPairs);
    this.#scored = new Int32Array(mostPairs);
    this.#isGone = new Uint8Array(mostPairs);
    this.#key = new Float64Array(mostPairs);
    this.#tie = new Float64Array(mostPairs);
    this.#heap = new PairHeap(this.#key, this.#tie);
  }

  clear(): void {
    this.#clusters = 0;
    this.#pairs = 0;
    this.#pairOf.clear();
    this.#heap.clear();
  }

  addCluster(first: number, size: number): number {
    const cluster = this.#clusters;
    this.#clusters += 1;
    this.#first[cluster] = first;
    this.#size[cluster] = size;
    this.#degree[cluster] = 0;
    this.#firstEnd[cluster] = -1;
    this.#mergedInto[cluster] = cluster;
    return cluster;
  }

  addScore(a: number, b: number, units: number): void {
    const known = this.#pairOf.get(this.#pairKey(a, b));
    const pair = known ?? this.#addPair(a, b);
    this.#sum[pair]! += units;
    this.#scored[pair]! += 1;
  }

  merge(): void {
    for (let pair = 0; pair < this.#pairs; pair += 1) this.#offer(pair);
    for (let pair = this.#heap.pop(); pair !== -1; pair = this.#heap.pop()) {
      if (this.#isGone[pair] === 1) continue;
      const isUpToDate = this.#average(pair) === this.#key[pair] && this.#tieOf(pair) === this.#tie[pair];
      if (isUpToDate) this.#mergePair(pair);
      else this.#offer(pair);
    }
  }

  firstMemberOf(cluster: number): number {
    let at = cluster;
    while (this.#mergedInto[at] !== at) at = this.#mergedInto[at]!;
    this.#mergedInto[cluster] = at;
    return this.#first[at]!;
  }

  #addPair(a: number, b: number): number {
    const pair = this.#pairs;
    this.#pairs += 1;
    this.#sum[pair] = 0;
    this.#scored[pair] = 0;
    this.#isGone[pair] = 0;
    this.#attach(2 * pair, a);
    this.#attach(2 * pair + 1, b);
    this.#pairOf.set(this.#pairKey(a, b), pair);
    return pair;
  }

  /** Makes one end of a pair an end at this cluster. */
  #attach(end: number, cluster: number): void {
    this.#clusterAt[end] = cluster;
    this.#nextEnd[end] = this.#firstEnd[cluster]!;
    this.#firstEnd[cluster] = end;
    this.#degree[cluster]! += 1;
  }

  /** Into the heap at its present worth; a pair below the cut stays out, as it can only rise by joining a better one. */
  #offer(pair: number): void {
    const average = this.#average(pair);
    if (average < this.#limits.cut) {
      this.#key[pair] = Number.NEGATIVE_INFINITY;
      return;
    }
    this.#key[pair] = average;
    this.#tie[pair] = this.#tieOf(pair);
    this.#heap.push(pair);
  }

  #average(pair: number): number {
    const all = this.#size[this.#clusterAt[2 * pair]!]! * this.#size[this.#clusterAt[2 * pair + 1]!]!;
    return (this.#sum[pair]! + (all - this.#scored[pair]!) * this.#limits.unscored) / all;
  }

  #tieOf(pair: number): number {
    return tieOf(this.#first[this.#clusterAt[2 * pair]!]!, this.#first[this.#clusterAt[2 * pair + 1]!]!);
  }

  #mergePair(pair: number): void {
    this.#isGone[pair] = 1;
    const a = this.#clusterAt[2 * pair]!;
    const b = this.#clusterAt[2 * pair + 1]!;
    this.#onMerge?.(this.#first[a]!, this.#first[b]!, this.#key[pair]!);
    if (this.#degree[a]! < this.#degree[b]!) this.#mergeInto(b, a);
    else this.#mergeInto(a, b);
  }

  #mergeInto(kept: number, gone: number): void {
    this.#mergedInto[gone] = kept;
    this.#size[kept]! += this.#size[gone]!;
    if (this.#first[gone]! < this.#first[kept]!) this.#first[kept] = this.#first[gone]!;
    for (let end = this.#firstEnd[gone]!; end !== -1; ) {
      const next = this.#nextEnd[end]!;
      if (this.#isGone[end >> 1] === 0) this.#moveEnd(end, kept);
      end = next;
    }
  }

  #moveEnd(end: number, kept: number): void {
    const pair = end >> 1;
    const key = this.#pairKey(kept, this.#clusterAt[end ^ 1]!);
    const known = this.#pairOf.get(key);
    if (known !== undefined && this.#isGone[known] === 0) {
      const better = this.#standsAbove(pair, known) ? pair : known;
      this.#absorb(better, better === pair ? known : pair);
      if (better === known) return;
    }
    this.#attach(end, kept);
    this.#pairOf.set(key, pair);
  }

  #standsAbove(a: number, b: number): boolean {
    return this.#key[a]! > this.#key[b]! || (this.#key[a] === this.#key[b] && this.#tie[a]! < this.#tie[b]!);
  }

  #absorb(pair: number, gone: number): void {
    this.#sum[pair]! += this.#sum[gone]!;
    this.#scored[pair]! += this.#scored[gone]!;
    this.#isGone[gone] = 1;
  }

  #pairKey(a: number, b: number): number {
    return a < b ? a * this.#clusters + b : b * this.#clusters + a;
  }
}
