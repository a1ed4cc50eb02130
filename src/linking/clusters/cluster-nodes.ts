import { type LinkageLimits, type OnMerge, UNITS_PER_BIT } from './average-linkage.ts';
import { DisjointSets, lowestOfEachSet } from './disjoint-sets.ts';
import type { ClusterOptions, Edges, Judgement } from './edges.ts';
import { linkComponents, type Scores } from './link-components.ts';
import { positionsWhere } from './positions.ts';
import { settleJudgements } from './settle-judgements.ts';

/** Even odds. */
export const DEFAULT_CUT_BITS = 0;
/**
 * What a pair counts that shares no key: it speaks against a merge, as whoever is one person mostly shares something.
 * Chosen by measuring 0 to -20 on public sets and invented referrals: -1 finds most of a person's records; with -2 groups
 * are a little purer (91 instead of 90 % of pairs right among a million) and smaller. Under a lower cut it is 1 bit less.
 */
const UNSCORED_BITS = -1;

export function unscoredBitsOf({ cutBits = DEFAULT_CUT_BITS, unscoredBits }: ClusterOptions): number {
  return unscoredBits ?? Math.min(UNSCORED_BITS, cutBits - 1);
}

/**
 * Which nodes are proposed to be one: for each node the lowest node of its cluster. What pairs at or above the cut, and
 * "same", hold together is a component; within one, average linkage under the judgements. No order of edges matters,
 * each pair is given once, and components do not touch each other.
 */
export function clusterNodes(
  count: number,
  edges: Edges,
  judgements: readonly Judgement[] = [],
  options: ClusterOptions & { onMerge?: OnMerge } = {},
): Int32Array {
  const limits = limitsOf(options);
  const { joined, apart } = settleJudgements(judgements);
  const sets = setsOf(count, joined);
  const together = lowestOfEachSet(sets, count);
  for (let edge = 0; edge < edges.bits.length; edge += 1)
    if (inUnits(edges.bits[edge]!) >= limits.cut) sets.unite(edges.from[edge]!, edges.to[edge]!);
  const components = lowestOfEachSet(sets, count);
  const scores = scoresWithin(components, together, { edges, apart });
  return linkComponents({ components, together, scores, limits, onMerge: options.onMerge });
}

/** For each node the lowest of those that judgements hold it together with. */
export function heldTogether(count: number, judgements: readonly Judgement[]): Int32Array {
  return lowestOfEachSet(setsOf(count, settleJudgements(judgements).joined), count);
}

function setsOf(count: number, joined: readonly Judgement[]): DisjointSets {
  const sets = new DisjointSets(count);
  for (const { from, to } of joined) sets.unite(from, to);
  return sets;
}

function limitsOf(options: ClusterOptions): LinkageLimits {
  const [cutBits, unscoredBits] = [options.cutBits ?? DEFAULT_CUT_BITS, unscoredBitsOf(options)];
  if (!(unscoredBits < cutBits)) throw new Error('an unscored pair has to count less than the cut');
  return { cut: inUnits(cutBits), unscored: inUnits(unscoredBits) };
}

function inUnits(bits: number): number {
  if (!Number.isFinite(bits)) throw new Error(`a score of ${bits} bits`);
  return Math.round(bits * UNITS_PER_BIT);
}

type Scored = { edges: Edges; apart: readonly Judgement[] };

/** Most pairs lie across components and are worth nothing here. */
function scoresWithin(components: Int32Array, together: Int32Array, { edges, apart }: Scored): Scores {
  const isWithin = (a: number, b: number) => components[a] === components[b] && together[a] !== together[b];
  const scored = positionsWhere(edges.bits.length, (edge) => isWithin(edges.from[edge]!, edges.to[edge]!));
  const kept = apart.filter(({ from, to }) => isWithin(from, to));
  const length = scored.length + kept.length;
  const scores = {
    from: new Uint32Array(length),
    to: new Uint32Array(length),
    units: new Float64Array(length).fill(Number.NEGATIVE_INFINITY),
  };
  scored.forEach((edge, at) => {
    scores.from[at] = together[edges.from[edge]!]!;
    scores.to[at] = together[edges.to[edge]!]!;
    scores.units[at] = inUnits(edges.bits[edge]!);
  });
  kept.forEach(({ from, to }, i) => {
    scores.from[scored.length + i] = together[from]!;
    scores.to[scored.length + i] = together[to]!;
  });
  return scores;
}
