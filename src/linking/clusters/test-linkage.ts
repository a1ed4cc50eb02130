import { UNITS_PER_BIT } from './average-linkage.ts';
import type { ClusterOptions, Judgement } from './edges.ts';
import { settleJudgements } from './settle-judgements.ts';

export type Score = { from: number; to: number; bits: number };

/** The definition itself, in cubic time: every average anew at every step. */
export function clusterByDefinition(
  count: number,
  scores: readonly Score[],
  judgements: readonly Judgement[],
  { cutBits = 0, unscoredBits = -4 }: ClusterOptions,
): number[] {
  const { joined, apart } = settleJudgements(judgements);
  return labelsOf(
    count,
    mergeAll({
      start: joinAll(count, joined),
      worth: worths(count, scores, apart, unscoredBits),
      component: componentOf(count, scores, joined, cutBits),
      limits: { cutBits, unscoredBits },
    }),
  );
}

type Work = {
  start: number[][];
  worth: number[][];
  component: number[];
  limits: { cutBits: number; unscoredBits: number };
};

function mergeAll({ start, worth, component, limits }: Work): number[][] {
  let clusters = start.map((members) => [...members]);
  for (;;) {
    let best: { average: number; a: number; b: number } | undefined;
    for (let a = 0; a < clusters.length; a += 1)
      for (let b = a + 1; b < clusters.length; b += 1) {
        if (component[clusters[a]![0]!] !== component[clusters[b]![0]!]) continue;
        const average = averageOf(worth, clusters[a]!, clusters[b]!);
        if (average < limits.cutBits * UNITS_PER_BIT) continue;
        if (average > (best?.average ?? Number.NEGATIVE_INFINITY)) best = { average, a, b };
      }
    if (!best) return clusters;
    clusters[best.a] = [...clusters[best.a]!, ...clusters[best.b]!].sort((x, y) => x - y);
    clusters = clusters.filter((_, at) => at !== best.b);
  }
}

function labelsOf(count: number, clusters: readonly (readonly number[])[]): number[] {
  const labels = new Array<number>(count);
  for (const members of clusters) for (const node of members) labels[node] = members[0]!;
  return labels;
}

function worths(
  count: number,
  scores: readonly Score[],
  apart: readonly Judgement[],
  unscoredBits: number,
): number[][] {
  const worth = Array.from({ length: count }, () =>
    new Array<number>(count).fill(unscoredBits * UNITS_PER_BIT),
  );
  const set = (a: number, b: number, units: number) => {
    worth[a]![b] = units;
    worth[b]![a] = units;
  };
  for (const { from, to, bits } of scores) set(from, to, Math.round(Math.fround(bits) * UNITS_PER_BIT));
  for (const { from, to } of apart) set(from, to, Number.NEGATIVE_INFINITY);
  return worth;
}

function averageOf(
  worth: readonly (readonly number[])[],
  a: readonly number[],
  b: readonly number[],
): number {
  let sum = 0;
  for (const one of a) for (const other of b) sum += worth[one]![other]!;
  return sum / (a.length * b.length);
}

/** Ordered by first member, as the tie rule reads them. */
function joinAll(count: number, pairs: readonly { from: number; to: number }[]): number[][] {
  const labels = Array.from({ length: count }, (_, node) => node);
  for (const { from, to } of pairs) {
    const [low, high] = [labels[from]!, labels[to]!].sort((x, y) => x - y);
    labels.forEach((label, node) => {
      if (label === high) labels[node] = low!;
    });
  }
  return [...Map.groupBy(labels.keys(), (node) => labels[node]!).values()].sort((a, b) => a[0]! - b[0]!);
}

function componentOf(
  count: number,
  scores: readonly Score[],
  joined: readonly Judgement[],
  cutBits: number,
): number[] {
  const labels = new Array<number>(count);
  const strong = scores.filter(({ bits }) => Math.round(bits * UNITS_PER_BIT) >= cutBits * UNITS_PER_BIT);
  for (const members of joinAll(count, [...strong, ...joined]))
    for (const node of members) labels[node] = members[0]!;
  return labels;
}
