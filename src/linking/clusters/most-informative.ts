import { UNITS_PER_BIT } from './average-linkage.ts';
import { clusterNodes, DEFAULT_CUT_BITS, heldTogether, unscoredBitsOf } from './cluster-nodes.ts';
import type { ClusterOptions, Edges, Judgement } from './edges.ts';
import { MergeTree } from './merge-tree.ts';
import { latestOfEachPair } from './settle-judgements.ts';

/** A pair worth asking a person about. */
export type Question = {
  /** Its place among the edges. */
  edge: number;
  from: number;
  to: number;
  bits: number;
  /** Whether the two stand in one cluster now: "different" would part them, otherwise "same" would join them. */
  isTogether: boolean;
  /** The average over all pairs of the two parts that the answer joins or parts. */
  averageBits: number;
  /** Pairs of nodes whose answer follows from this one. */
  pairs: number;
  /** Pairs that are expected to change: `pairs` times the chance that the present clustering is wrong about them. */
  expectedChange: number;
};

/** A merge, or a pair of clusters that did not merge, and the best pair of theirs that nobody was asked about. */
type Doubt = {
  isTogether: boolean;
  pairs: number;
  averageBits: number;
  scored: number;
  sumBits: number;
  edge: number;
};

/** Below the cut by more than this, a pair alone raises no doubt: it is wrong less than once in 250. Chosen. */
const DOUBTFUL_BITS = 30;

/**
 * The undecided pairs whose answers are expected to change the clustering most, best first. A question is about a merge
 * that was made, or that was not, and is put about its best-scored pair, on which a person can see most. A pair that was
 * judged, also as unsure, is not asked again; of each cluster only the best question is put until it is answered.
 */
export function mostInformative(
  count: number,
  edges: Edges,
  judgements: readonly Judgement[],
  { most = Number.POSITIVE_INFINITY, ...options }: ClusterOptions & { most?: number } = {},
): Question[] {
  const { labels, doubts } = doubtsOf(count, edges, judgements, options);
  const questions = doubts
    .filter(({ edge }) => edge !== -1)
    .map((doubt) => questionOf(doubt, edges, options.cutBits ?? DEFAULT_CUT_BITS))
    .sort((a, b) => b.expectedChange - a.expectedChange || a.from - b.from || a.to - b.to);
  const asked = new Set<number>();
  const chosen: Question[] = [];
  for (const question of questions) {
    if (chosen.length >= most) break;
    const clusters = [labels[question.from]!, labels[question.to]!];
    if (clusters.some((cluster) => asked.has(cluster))) continue;
    for (const cluster of clusters) asked.add(cluster);
    chosen.push(question);
  }
  return chosen;
}

function questionOf(
  { isTogether, pairs, averageBits, edge }: Doubt,
  edges: Edges,
  cutBits: number,
): Question {
  // The error of an average falls with the root of how many it averages.
  const chanceOfError = 1 / (1 + 2 ** (Math.abs(averageBits - cutBits) * Math.sqrt(pairs)));
  return {
    edge,
    from: edges.from[edge]!,
    to: edges.to[edge]!,
    bits: edges.bits[edge]!,
    isTogether,
    averageBits,
    pairs,
    expectedChange: chanceOfError * pairs,
  };
}

function doubtsOf(
  count: number,
  edges: Edges,
  judgements: readonly Judgement[],
  options: ClusterOptions,
): { labels: Int32Array; doubts: Doubt[] } {
  const together = heldTogether(count, judgements);
  const tree = new MergeTree(together);
  const onMerge = (a: number, b: number, units: number) => tree.add(a, b, units / UNITS_PER_BIT);
  const labels = clusterNodes(count, edges, judgements, { ...options, onMerge });
  const book = new DoubtBook({ labels, together, tree });
  const least = (options.cutBits ?? DEFAULT_CUT_BITS) - DOUBTFUL_BITS;
  for (let edge = 0; edge < edges.bits.length; edge += 1)
    if (edges.bits[edge]! >= least) book.open(edges.from[edge]!, edges.to[edge]!);
  for (let edge = 0; edge < edges.bits.length; edge += 1) book.count(edges, edge);
  for (const judgement of latestOfEachPair(judgements)) book.settle(judgement);
  book.chooseEdges(edges, judgements);
  return { labels, doubts: book.close(unscoredBitsOf(options)) };
}

class DoubtBook {
  readonly #labels: Int32Array;
  readonly #together: Int32Array;
  readonly #tree: MergeTree;
  readonly #sizes: Int32Array;
  readonly #doubts = new Map<number, Doubt>();

  constructor({ labels, together, tree }: { labels: Int32Array; together: Int32Array; tree: MergeTree }) {
    this.#labels = labels;
    this.#together = together;
    this.#tree = tree;
    this.#sizes = new Int32Array(labels.length);
    for (const label of labels) this.#sizes[label]! += 1;
  }

  open(from: number, to: number): void {
    const key = this.#keyOf(from, to);
    if (key !== null && !this.#doubts.has(key)) this.#doubts.set(key, this.#doubtOf(key, from, to));
  }

  count(edges: Edges, edge: number): void {
    const doubt = this.#at(edges.from[edge]!, edges.to[edge]!);
    if (!doubt) return;
    doubt.scored += 1;
    doubt.sumBits += edges.bits[edge]!;
  }

  /** An answer about one pair leaves no doubt about the merge, or the two clusters, that it was asked for. */
  settle({ from, to, verdict }: Judgement): void {
    const key = this.#keyOf(from, to);
    if (key !== null && verdict !== 'unsure') this.#doubts.delete(key);
  }

  chooseEdges(edges: Edges, judgements: readonly Judgement[]): void {
    const asked = new Set(judgements.map(({ from, to }) => this.#pairKey(from, to)));
    for (let edge = 0; edge < edges.bits.length; edge += 1) {
      const [from, to] = [edges.from[edge]!, edges.to[edge]!];
      const doubt = this.#at(from, to);
      if (!doubt || asked.has(this.#pairKey(from, to))) continue;
      if (doubt.edge === -1 || this.#isBetter(edges, edge, doubt.edge)) doubt.edge = edge;
    }
  }

  close(unscoredBits: number): Doubt[] {
    for (const doubt of this.#doubts.values())
      if (!doubt.isTogether)
        doubt.averageBits = (doubt.sumBits + (doubt.pairs - doubt.scored) * unscoredBits) / doubt.pairs;
    return [...this.#doubts.values()];
  }

  #isBetter(edges: Edges, one: number, other: number): boolean {
    const worth = edges.bits[one]! - edges.bits[other]!;
    if (worth !== 0) return worth > 0;
    return this.#edgeKey(edges, one) < this.#edgeKey(edges, other);
  }

  #edgeKey({ from, to }: Edges, edge: number): number {
    return this.#pairKey(from[edge]!, to[edge]!);
  }

  #at(from: number, to: number): Doubt | undefined {
    const key = this.#keyOf(from, to);
    return key === null ? undefined : this.#doubts.get(key);
  }

  /** null: only judgements join the two, so that there is no doubt. Merges count down from -1. */
  #keyOf(from: number, to: number): number | null {
    const [a, b] = [this.#labels[from]!, this.#labels[to]!];
    if (a !== b) return this.#pairKey(a, b);
    const merge = this.#tree.joinedBy(this.#together[from]!, this.#together[to]!);
    return merge === null ? null : -1 - merge;
  }

  #pairKey(a: number, b: number): number {
    return Math.min(a, b) * this.#labels.length + Math.max(a, b);
  }

  #doubtOf(key: number, from: number, to: number): Doubt {
    const none = { scored: 0, sumBits: 0, edge: -1 };
    const merge = key < 0 ? this.#tree.merges[-1 - key]! : undefined;
    if (merge)
      return { ...none, isTogether: true, pairs: merge.sizeA * merge.sizeB, averageBits: merge.averageBits };
    const pairs = this.#sizes[this.#labels[from]!]! * this.#sizes[this.#labels[to]!]!;
    return { ...none, isTogether: false, pairs, averageBits: 0 };
  }
}
