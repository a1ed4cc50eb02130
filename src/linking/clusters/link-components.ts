import { AverageLinkage, type LinkageLimits, type OnMerge } from './average-linkage.ts';
import type { DisjointSets } from './disjoint-sets.ts';

/** Pairs of nodes with their score in units; -Infinity keeps two apart. */
export type Scores = { from: Uint32Array; to: Uint32Array; units: Float64Array };

export type Linkable = {
  /** Components. */
  sets: DisjointSets;
  /** For each node the lowest of those that start as one cluster with it. */
  together: Int32Array;
  scores: Scores;
  limits: LinkageLimits;
  onMerge?: OnMerge | undefined;
};

/** Average linkage within each component; for each node the lowest node of its cluster. */
export function linkComponents({ sets, together, scores, limits, onMerge }: Linkable): Int32Array {
  const { order, starts, most } = groupByComponent(sets, together, scores);
  const linkage = new AverageLinkage(most, limits, onMerge);
  const component = new Component(together, linkage);
  const labels = together.slice();
  for (let group = 0; group + 1 < starts.length; group += 1) {
    component.load(scores, order.subarray(starts[group], starts[group + 1]));
    linkage.merge();
    component.label(labels);
  }
  return together.map((first) => labels[first]!);
}

/** Pairs between two different clusters-to-start-from of one component, component by component. */
function groupByComponent(
  sets: DisjointSets,
  together: Int32Array,
  { from, to, units }: Scores,
): { order: Uint32Array; starts: number[]; most: number } {
  const rootOf = new Int32Array(units.length).fill(-1);
  const places = new Uint32Array(together.length + 1);
  for (let edge = 0; edge < units.length; edge += 1) {
    const [a, b] = [from[edge]!, to[edge]!];
    const root = sets.find(a);
    if (root !== sets.find(b) || together[a] === together[b]) continue;
    rootOf[edge] = root;
    places[root + 1]! += 1;
  }
  const starts = [0];
  let most = 0;
  for (let root = 0; root < together.length; root += 1) {
    const held = places[root + 1]!;
    places[root + 1]! += places[root]!;
    if (held > 0) starts.push(places[root + 1]!);
    most = Math.max(most, held);
  }
  const order = new Uint32Array(places[together.length]!);
  for (let edge = 0; edge < units.length; edge += 1) {
    const root = rootOf[edge]!;
    if (root === -1) continue;
    order[places[root]!] = edge;
    places[root]! += 1;
  }
  return { order, starts, most };
}

/** One component at a time, numbered from 0 for the linkage. */
class Component {
  readonly #together: Int32Array;
  readonly #linkage: AverageLinkage;
  readonly #sizes: Int32Array;
  readonly #numbers: Int32Array;
  #firsts: number[] = [];

  constructor(together: Int32Array, linkage: AverageLinkage) {
    this.#together = together;
    this.#linkage = linkage;
    this.#numbers = new Int32Array(together.length).fill(-1);
    this.#sizes = new Int32Array(together.length);
    for (const first of together) this.#sizes[first]! += 1;
  }

  load(scores: Scores, edges: Uint32Array): void {
    this.#linkage.clear();
    this.#firsts = [];
    for (const edge of edges) {
      this.#enter(this.#together[scores.from[edge]!]!);
      this.#enter(this.#together[scores.to[edge]!]!);
    }
    for (const edge of edges) {
      const a = this.#numbers[this.#together[scores.from[edge]!]!]!;
      const b = this.#numbers[this.#together[scores.to[edge]!]!]!;
      this.#linkage.addScore(a, b, scores.units[edge]!);
    }
  }

  label(labels: Int32Array): void {
    for (const first of this.#firsts) {
      labels[first] = this.#linkage.firstMemberOf(this.#numbers[first]!);
      this.#numbers[first] = -1;
    }
  }

  #enter(first: number): void {
    if (this.#numbers[first] !== -1) return;
    this.#numbers[first] = this.#linkage.addCluster(first, this.#sizes[first]!);
    this.#firsts.push(first);
  }
}
