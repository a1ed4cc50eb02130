import { type Linkage, type LinkageLimits, type OnMerge, tieOf } from './average-linkage.ts';

/** Chosen: with twice as many the table no longer stays in the part of the memory that is nearest to a processor. */
export const MOST_DENSE_CLUSTERS = 64;

/** No partner at or above the cut. */
const NONE = -1;

/**
 * Average linkage as in average-linkage.ts, for a component of few clusters: over a table of all their pairs, in which
 * each cluster remembers its best partner.
 */
export class DenseLinkage implements Linkage {
  readonly #limits: LinkageLimits;
  readonly #onMerge: OnMerge | undefined;
  readonly #first = new Int32Array(MOST_DENSE_CLUSTERS);
  readonly #size = new Int32Array(MOST_DENSE_CLUSTERS);
  readonly #mergedInto = new Int32Array(MOST_DENSE_CLUSTERS);
  readonly #partner = new Int32Array(MOST_DENSE_CLUSTERS);
  /** Clusters that are left, in no order. */
  readonly #left = new Int32Array(MOST_DENSE_CLUSTERS);
  /** By two clusters, in either order: the sum over all pairs of their members. */
  readonly #sum = new Float64Array(MOST_DENSE_CLUSTERS ** 2);
  #count = 0;
  #leftCount = 0;

  constructor(limits: LinkageLimits, onMerge?: OnMerge) {
    this.#limits = limits;
    this.#onMerge = onMerge;
  }

  clear(): void {
    this.#count = 0;
  }

  addCluster(first: number, size: number): number {
    const cluster = this.#count;
    this.#count += 1;
    this.#first[cluster] = first;
    this.#size[cluster] = size;
    this.#mergedInto[cluster] = cluster;
    for (let other = 0; other < cluster; other += 1)
      this.#set(cluster, other, size * this.#size[other]! * this.#limits.unscored);
    return cluster;
  }

  addScore(a: number, b: number, units: number): void {
    this.#set(a, b, this.#sumOf(a, b) + units - this.#limits.unscored);
  }

  merge(): void {
    this.#leftCount = this.#count;
    for (let cluster = 0; cluster < this.#count; cluster += 1) this.#left[cluster] = cluster;
    for (let cluster = 0; cluster < this.#count; cluster += 1) this.#findPartner(cluster);
    for (let best = this.#best(); best !== NONE; best = this.#best()) {
      const partner = this.#partner[best]!;
      this.#onMerge?.(this.#first[best]!, this.#first[partner]!, this.#average(best, partner));
      this.#mergeInto(best, partner);
    }
  }

  firstMemberOf(cluster: number): number {
    let at = cluster;
    while (this.#mergedInto[at] !== at) at = this.#mergedInto[at]!;
    return this.#first[at]!;
  }

  /** The cluster that goes best with its partner. */
  #best(): number {
    let best = NONE;
    for (let i = 0; i < this.#leftCount; i += 1) {
      const cluster = this.#left[i]!;
      const partner = this.#partner[cluster]!;
      if (partner === NONE) continue;
      if (best === NONE || this.#isBetter(cluster, partner, best, this.#partner[best]!)) best = cluster;
    }
    return best;
  }

  #mergeInto(kept: number, gone: number): void {
    this.#takeOut(gone);
    this.#mergedInto[gone] = kept;
    this.#size[kept]! += this.#size[gone]!;
    this.#first[kept] = Math.min(this.#first[kept]!, this.#first[gone]!);
    for (let i = 0; i < this.#leftCount; i += 1) {
      const other = this.#left[i]!;
      if (other !== kept) this.#set(kept, other, this.#sumOf(kept, other) + this.#sumOf(gone, other));
    }
    for (let i = 0; i < this.#leftCount; i += 1) {
      const other = this.#left[i]!;
      const partner = this.#partner[other]!;
      if (other === kept || partner === kept || partner === gone) this.#findPartner(other);
      else if (partner !== NONE && this.#isBetter(other, kept, other, partner)) this.#partner[other] = kept;
    }
  }

  #takeOut(gone: number): void {
    this.#leftCount -= 1;
    this.#left[this.#left.indexOf(gone)] = this.#left[this.#leftCount]!;
  }

  #findPartner(cluster: number): void {
    let [best, highest] = [NONE, this.#limits.cut];
    for (let i = 0; i < this.#leftCount; i += 1) {
      const other = this.#left[i]!;
      if (other === cluster) continue;
      const average = this.#average(cluster, other);
      if (average < highest) continue;
      if (average === highest && best !== NONE && this.#tie(cluster, best) < this.#tie(cluster, other))
        continue;
      [best, highest] = [other, average];
    }
    this.#partner[cluster] = best;
  }

  /** Whether the first two go better together than the other two. */
  #isBetter(a: number, b: number, c: number, d: number): boolean {
    const [one, other] = [this.#average(a, b), this.#average(c, d)];
    return one > other || (one === other && this.#tie(a, b) < this.#tie(c, d));
  }

  #average(a: number, b: number): number {
    return this.#sumOf(a, b) / (this.#size[a]! * this.#size[b]!);
  }

  #tie(a: number, b: number): number {
    return tieOf(this.#first[a]!, this.#first[b]!);
  }

  #sumOf(a: number, b: number): number {
    return this.#sum[a * MOST_DENSE_CLUSTERS + b]!;
  }

  #set(a: number, b: number, sum: number): void {
    this.#sum[a * MOST_DENSE_CLUSTERS + b] = sum;
    this.#sum[b * MOST_DENSE_CLUSTERS + a] = sum;
  }
}
