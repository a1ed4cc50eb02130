import { inSharedMemory, sharedZeros } from '../../shared/number-arrays.ts';
import { type LinkageLimits, type OnMerge, UNITS_PER_BIT } from './average-linkage.ts';
import { DisjointSets, lowestOfEachSet } from './disjoint-sets.ts';
import type { ClusterOptions, Edges, Judgement } from './edges.ts';
import { type Components, linkComponents, type Scores } from './link-components.ts';
import { groupSizes, positionsWhere } from './positions.ts';
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
  const components = componentsOf(count, edges, judgements, options);
  linkComponents(components, { first: 0, last: components.scores.starts.length - 1 }, options.onMerge);
  return labelsOf(components);
}

/** What `linkComponents` is to link, all of it or part by part. */
export function componentsOf(
  count: number,
  edges: Edges,
  judgements: readonly Judgement[],
  options: ClusterOptions,
): Components {
  const limits = limitsOf(options);
  const { joined, apart } = settleJudgements(judgements);
  const sets = setsOf(count, joined);
  const together = inSharedMemory(lowestOfEachSet(sets, count));
  for (let edge = 0; edge < edges.bits.length; edge += 1)
    if (inUnits(edges.bits[edge]!) >= limits.cut) sets.unite(edges.from[edge]!, edges.to[edge]!);
  const lowest = lowestOfEachSet(sets, count);
  return {
    scores: scoresWithin(lowest, together, { edges, apart }),
    together,
    sizes: inSharedMemory(groupSizes(together)),
    limits,
    ends: inSharedMemory(together),
  };
}

/** Once all components are linked: for each node the lowest of its cluster. */
export function labelsOf({ together, ends }: Components): Int32Array {
  return together.map((first) => ends[first]!);
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

/** Most pairs lie across components and are worth nothing here. `lowest`: by node the lowest of its component. */
function scoresWithin(lowest: Int32Array, together: Int32Array, { edges, apart }: Scored): Scores {
  const isWithin = (a: number, b: number) => lowest[a] === lowest[b] && together[a] !== together[b];
  const scored = positionsWhere(edges.bits.length, (edge) => isWithin(edges.from[edge]!, edges.to[edge]!));
  const kept = apart.filter(({ from, to }) => isWithin(from, to));
  const held = new Uint32Array(lowest.length);
  for (let i = 0; i < scored.length; i += 1) held[lowest[edges.from[scored[i]!]!]!]! += 1;
  for (const { from } of kept) held[lowest[from]!]! += 1;
  const { starts, placeOf } = placesOf(held);
  const length = scored.length + kept.length;
  const scores = {
    starts,
    from: sharedZeros(Uint32Array, length),
    to: sharedZeros(Uint32Array, length),
    units: sharedZeros(Float64Array, length),
  };
  const put = (a: number, b: number, units: number) => {
    const place = placeOf[lowest[a]!]!;
    placeOf[lowest[a]!] = place + 1;
    scores.from[place] = together[a]!;
    scores.to[place] = together[b]!;
    scores.units[place] = units;
  };
  for (let i = 0; i < scored.length; i += 1) {
    const edge = scored[i]!;
    put(edges.from[edge]!, edges.to[edge]!, inUnits(edges.bits[edge]!));
  }
  for (const { from, to } of kept) put(from, to, Number.NEGATIVE_INFINITY);
  return scores;
}

/** Where each that holds any starts when all stand in one line; `placeOf` also of those that hold none. */
function placesOf(held: Uint32Array): { starts: Uint32Array; placeOf: Uint32Array } {
  const starts = [0];
  const placeOf = new Uint32Array(held.length);
  let end = 0;
  for (let at = 0; at < held.length; at += 1) {
    placeOf[at] = end;
    end += held[at]!;
    if (held[at]! > 0) starts.push(end);
  }
  return { starts: inSharedMemory(Uint32Array.from(starts)), placeOf };
}
