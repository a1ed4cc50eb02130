import { clusterNodes } from './cluster-nodes.ts';
import type { ClusterOptions, Edges, Judgement, Verdict } from './edges.ts';
import { compareIds, type RecordId } from './record-id.ts';
import { type Contradiction, settleJudgements } from './settle-judgements.ts';

export type ScoredPair<Id extends RecordId = RecordId> = { a: Id; b: Id; bits: number };
export type JudgedPair<Id extends RecordId = RecordId> = { a: Id; b: Id; verdict: Verdict };

export type ClusteredRecords<Id extends RecordId> = {
  /** Every record in exactly one; members in the order of their ids, clusters in that of their first. */
  clusters: Id[][];
  /** Judgements that cannot hold together: "same" was set aside for "different". */
  contradictions: { same: JudgedPair<Id>; different: JudgedPair<Id> }[];
};

/**
 * Clusters by stable ids: one answer for any order of records and pairs. Judgements are given in the order in which
 * they were made. Pairs and judgements that name a record which is not given are left out: it has been withdrawn.
 */
export function clusterRecords<Id extends RecordId>(
  records: readonly Id[],
  pairs: readonly ScoredPair<Id>[],
  judgements: readonly JudgedPair<Id>[],
  options: ClusterOptions = {},
): ClusteredRecords<Id> {
  const ids = [...new Set(records)].sort(compareIds);
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const judged = judgements.flatMap(({ a, b, verdict }) => {
    const [from, to] = [numbers.get(a), numbers.get(b)];
    return from === undefined || to === undefined ? [] : [{ from, to, verdict }];
  });
  const labels = clusterNodes(ids.length, edgesBetween(numbers, pairs), judged, options);
  const clusters = Map.groupBy(ids.keys(), (node) => labels[node]!);
  return {
    clusters: [...clusters.values()].map((members) => members.map((node) => ids[node]!)),
    contradictions: settleJudgements(judged).contradictions.map((each) => byId(ids, each)),
  };
}

function edgesBetween<Id extends RecordId>(
  numbers: ReadonlyMap<Id, number>,
  pairs: readonly ScoredPair<Id>[],
): Edges {
  const known = pairs.filter(({ a, b }) => numbers.has(a) && numbers.has(b));
  return {
    from: Uint32Array.from(known, ({ a }) => numbers.get(a)!),
    to: Uint32Array.from(known, ({ b }) => numbers.get(b)!),
    bits: Float32Array.from(known, ({ bits }) => bits),
  };
}

function byId<Id extends RecordId>(
  ids: readonly Id[],
  { same, different }: Contradiction,
): ClusteredRecords<Id>['contradictions'][number] {
  const named = ({ from, to, verdict }: Judgement): JudgedPair<Id> => ({
    a: ids[from]!,
    b: ids[to]!,
    verdict,
  });
  return { same: named(same), different: named(different) };
}
