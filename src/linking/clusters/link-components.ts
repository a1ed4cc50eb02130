import { AverageLinkage, type Linkage, type LinkageLimits, type OnMerge } from './average-linkage.ts';
import { DenseLinkage, MOST_DENSE_CLUSTERS } from './dense-linkage.ts';

/**
 * Scores in units between two clusters-to-start-from of one component, each named by its lowest node; -Infinity keeps
 * two apart.
 */
export type Scores = { from: Uint32Array; to: Uint32Array; units: Float64Array };

export type Linkable = {
  /** For each node the lowest of its component. */
  components: Int32Array;
  /** For each node the lowest of those that start as one cluster with it. */
  together: Int32Array;
  scores: Scores;
  limits: LinkageLimits;
  onMerge?: OnMerge | undefined;
};

/** Average linkage within each component; for each node the lowest node of its cluster. */
export function linkComponents({ components, together, scores, limits, onMerge }: Linkable): Int32Array {
  const { order, starts, most } = byComponent(components, scores);
  const dense = new DenseLinkage(limits, onMerge);
  let sparse: Linkage | undefined;
  const component = new Component(together);
  const labels = together.slice();
  for (let group = 0; group + 1 < starts.length; group += 1) {
    const edges = { order, from: starts[group]!, to: starts[group + 1]! };
    const clusters = component.enter(scores, edges);
    if (clusters > MOST_DENSE_CLUSTERS) sparse ??= new AverageLinkage(most, limits, onMerge);
    component.link(clusters > MOST_DENSE_CLUSTERS ? sparse! : dense, scores, edges);
    component.label(labels);
  }
  return together.map((first) => labels[first]!);
}

/** Positions of scores, those of one component after one another, and how many the largest has. */
function byComponent(
  components: Int32Array,
  { from, units }: Scores,
): { order: Uint32Array; starts: number[]; most: number } {
  const places = new Uint32Array(components.length + 1);
  for (let score = 0; score < units.length; score += 1) places[components[from[score]!]! + 1]! += 1;
  const starts = [0];
  let most = 0;
  for (let node = 0; node < components.length; node += 1) {
    const held = places[node + 1]!;
    places[node + 1]! += places[node]!;
    if (held > 0) starts.push(places[node + 1]!);
    most = Math.max(most, held);
  }
  const order = new Uint32Array(units.length);
  for (let score = 0; score < units.length; score += 1) {
    const component = components[from[score]!]!;
    order[places[component]!] = score;
    places[component]! += 1;
  }
  return { order, starts, most };
}

/** Scores of one component: a part of an order. */
type Part = { order: Uint32Array; from: number; to: number };

/** One component at a time, its clusters numbered from 0 for the linkage. */
class Component {
  readonly #sizes: Int32Array;
  readonly #numbers: Int32Array;
  #firsts: number[] = [];
  #linkage: Linkage | undefined;

  constructor(together: Int32Array) {
    this.#numbers = new Int32Array(together.length).fill(-1);
    this.#sizes = new Int32Array(together.length);
    for (let node = 0; node < together.length; node += 1) this.#sizes[together[node]!]! += 1;
  }

  /** Numbers the clusters; gives how many there are. */
  enter(scores: Scores, { order, from, to }: Part): number {
    this.#firsts = [];
    for (let i = from; i < to; i += 1) {
      this.#number(scores.from[order[i]!]!);
      this.#number(scores.to[order[i]!]!);
    }
    return this.#firsts.length;
  }

  link(linkage: Linkage, { from: one, to: other, units }: Scores, { order, from, to }: Part): void {
    this.#linkage = linkage;
    linkage.clear();
    for (const first of this.#firsts) linkage.addCluster(first, this.#sizes[first]!);
    for (let i = from; i < to; i += 1) {
      const score = order[i]!;
      linkage.addScore(this.#numbers[one[score]!]!, this.#numbers[other[score]!]!, units[score]!);
    }
    linkage.merge();
  }

  label(labels: Int32Array): void {
    for (const first of this.#firsts) {
      labels[first] = this.#linkage!.firstMemberOf(this.#numbers[first]!);
      this.#numbers[first] = -1;
    }
  }

  #number(first: number): void {
    if (this.#numbers[first] !== -1) return;
    this.#numbers[first] = this.#firsts.length;
    this.#firsts.push(first);
  }
}
