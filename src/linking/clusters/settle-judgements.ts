import { DisjointSets } from './disjoint-sets.ts';
import type { Judgement } from './edges.ts';

/** A "same" that cannot hold beside the "different" it runs into by way of other pairs. */
export type Contradiction<Node = number> = { same: Judgement<Node>; different: Judgement<Node> };

export type SettledJudgements<Node = number> = {
  joined: Judgement<Node>[];
  apart: Judgement<Node>[];
  contradictions: Contradiction<Node>[];
};

/**
 * Of a pair the last judgement counts. Every "different" holds; "same" is taken from the latest to the oldest, and one
 * that would bring two together who were judged different is set aside and reported. Chosen: a wrong merge puts one
 * person's deeds on another, a wrong separation costs a second look. To judge either pair anew settles it.
 */
export function settleJudgements(judgements: readonly Judgement[]): SettledJudgements {
  const latest = latestOfEachPair(judgements);
  const apart = latest.filter(({ verdict }) => verdict === 'different');
  const groups = new JudgedGroups(apart);
  const joined: Judgement[] = [];
  const contradictions: Contradiction[] = [];
  for (const same of latest.filter(({ verdict }) => verdict === 'same')) {
    const different = groups.join(same);
    if (different) contradictions.push({ same, different });
    else joined.push(same);
  }
  return { joined, apart, contradictions };
}

/** The latest first. */
export function latestOfEachPair<Node extends number | string>(
  judgements: readonly Judgement<Node>[],
): Judgement<Node>[] {
  const seen = new Set<string>();
  return judgements.toReversed().filter(({ from, to }) => {
    const pair = from < to ? `${from} ${to}` : `${to} ${from}`;
    if (from === to || seen.has(pair)) return false;
    seen.add(pair);
    return true;
  });
}

/** Groups of nodes that grow by "same", each with the groups that it must stay apart from. */
class JudgedGroups {
  readonly #numbers = new Map<number, number>();
  readonly #sets = new DisjointSets(0);
  readonly #apartFrom: Map<number, Judgement>[] = [];

  constructor(apart: readonly Judgement[]) {
    for (const judgement of apart) {
      const [a, b] = [this.#groupOf(judgement.from), this.#groupOf(judgement.to)];
      this.#apartFrom[a]!.set(b, judgement);
      this.#apartFrom[b]!.set(a, judgement);
    }
  }

  /** Answers with the "different" that stands against it; otherwise the two groups are one. */
  join({ from, to }: Judgement): Judgement | undefined {
    const [a, b] = [this.#groupOf(from), this.#groupOf(to)];
    if (a === b) return undefined;
    const against = this.#apartFrom[a]!.get(b);
    if (!against) this.#unite(a, b);
    return against;
  }

  #groupOf(node: number): number {
    let number = this.#numbers.get(node);
    if (number === undefined) {
      number = this.#sets.add();
      this.#numbers.set(node, number);
      this.#apartFrom.push(new Map());
    }
    return this.#sets.find(number);
  }

  #unite(a: number, b: number): void {
    const kept = this.#sets.unite(a, b);
    const gone = kept === a ? b : a;
    for (const [other, judgement] of this.#apartFrom[gone]!) {
      this.#apartFrom[other]!.delete(gone);
      this.#apartFrom[other]!.set(kept, judgement);
      this.#apartFrom[kept]!.set(other, judgement);
    }
    this.#apartFrom[gone]!.clear();
  }
}
