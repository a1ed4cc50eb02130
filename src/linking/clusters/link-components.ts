import type { Range } from '../../shared/ranges.ts';
import { AverageLinkage, type Linkage, type LinkageLimits, type OnMerge } from './average-linkage.ts';
import { DenseLinkage, MOST_DENSE_CLUSTERS } from './dense-linkage.ts';

/**
 * Scores in units between two clusters-to-start-from, each named by its lowest node, component by component: of
 * component c those from `starts[c]` to `starts[c + 1]`. -Infinity keeps two apart.
 */
export type Scores = { starts: Uint32Array; from: Uint32Array; to: Uint32Array; units: Float64Array };

/** In memory that threads share: components do not touch each other, and each thread may link some. */
export type Components = {
  scores: Scores;
  /** For each node the lowest of those that start as one cluster with it. */
  together: Int32Array;
  /** How many these are, by the lowest. */
  sizes: Uint32Array;
  limits: LinkageLimits;
  /** By the lowest node of those that start together: the lowest of the cluster in which they end. Filled here. */
  ends: Int32Array;
};

/** Average linkage within each component of the range. */
export function linkComponents(components: Components, { first, last }: Range, onMerge?: OnMerge): void {
  const { scores, limits } = components;
  const dense = new DenseLinkage(limits, onMerge);
  let sparse: Linkage | undefined;
  const component = new Component(components);
  for (let at = first; at < last; at += 1) {
    const part = { first: scores.starts[at]!, last: scores.starts[at + 1]! };
    const isDense = component.enter(part) <= MOST_DENSE_CLUSTERS;
    if (!isDense) sparse ??= new AverageLinkage(mostScores(scores, { first: at, last }), limits, onMerge);
    component.link(isDense ? dense : sparse!, part);
  }
}

/** Chosen: enough that asking a thread costs nothing beside it, few enough that none waits long for another. */
const SCORES_AT_ONCE = 2 ** 17;

/** Components in parts of about as many scores, that threads share out among themselves. */
export function componentParts({ scores: { starts } }: Components): Range[] {
  const count = starts.length - 1;
  const parts: Range[] = [];
  for (let first = 0; first < count; ) {
    let last = first + 1;
    while (last < count && starts[last + 1]! - starts[first]! <= SCORES_AT_ONCE) last += 1;
    parts.push({ first, last });
    first = last;
  }
  return parts;
}

function mostScores({ starts }: Scores, { first, last }: Range): number {
  let most = 0;
  for (let at = first; at < last; at += 1) most = Math.max(most, starts[at + 1]! - starts[at]!);
  return most;
}

/** One component at a time, its clusters numbered from 0 for the linkage. */
class Component {
  readonly #components: Components;
  /** By the lowest node of a cluster; only those of the component that is entered are current. */
  readonly #numbers: Int32Array;
  #firsts: number[] = [];

  constructor(components: Components) {
    this.#components = components;
    this.#numbers = new Int32Array(components.together.length).fill(-1);
  }

  /** Numbers the clusters; gives how many there are. */
  enter({ first, last }: Range): number {
    const { from, to } = this.#components.scores;
    this.#firsts = [];
    for (let score = first; score < last; score += 1) {
      this.#number(from[score]!);
      this.#number(to[score]!);
    }
    return this.#firsts.length;
  }

  link(linkage: Linkage, { first, last }: Range): void {
    const { scores, sizes, ends } = this.#components;
    linkage.clear();
    for (const lowest of this.#firsts) linkage.addCluster(lowest, sizes[lowest]!);
    for (let score = first; score < last; score += 1)
      linkage.addScore(
        this.#numbers[scores.from[score]!]!,
        this.#numbers[scores.to[score]!]!,
        scores.units[score]!,
      );
    linkage.merge();
    for (const lowest of this.#firsts) ends[lowest] = linkage.firstMemberOf(this.#numbers[lowest]!);
  }

  #number(first: number): void {
    if (this.#numbers[first] !== -1) return;
    this.#numbers[first] = this.#firsts.length;
    this.#firsts.push(first);
  }
}
