import { type Db, PREPARED, rows, sql, type Tx } from '../../shared/db.ts';
import { assignClusters, type Membership as NamedMembership } from '../clusters/assign-clusters.ts';
import { clusterNodes } from '../clusters/cluster-nodes.ts';
import { changeMemberships, membershipsOf } from './cluster-rows.ts';
import { MOST_TOGETHER, markCrowded } from './crowd-rows.ts';
import { type Pair, type ReachedPair, reachedFrom, scoresFrom } from './edge-rows.ts';
import { type JudgedPair, judgedAmong } from './judgement-rows.ts';
import type { Rearranged } from './person-link.ts';
import { type Settled, settleCrowds } from './settle-crowds.ts';

/**
 * Groups again whatever hangs together with these records, and nothing else. Ids of groups stay with their members.
 * `most`: more that hang together are a crowd.
 */
export async function rearrange(
  tx: Tx,
  touched: Iterable<number>,
  at: Date,
  most = MOST_TOGETHER,
): Promise<Rearranged> {
  const seeds = [...touched];
  if (seeds.length === 0) return { clusters: [], records: [] };
  const reached = await reachedFrom(tx, seeds);
  const settled = await settleCrowds(tx, reached, most);
  const records = [...new Set([...seeds, ...settled.ids])];
  if (settled.crowded.size > 0 || reached.some(({ isCrowded }) => isCrowded))
    await markCrowded(tx, records, settled.crowded);
  return keepClusters(tx, { records, clusters: await groupsIn(tx, settled), at });
}

/** The proposed groups of records that hang together, or apart, as whole components; in a crowd scores propose nobody. */
export async function groupsIn(db: Db, { ids, crowded }: Settled): Promise<number[][]> {
  const scores = await scoresFrom(
    db,
    ids.filter((id) => !crowded.has(id)),
  );
  return groupsOf(ids, scores, await judgedAmong(db, ids));
}

/** Proposed groups of two and more; the same for any order of scores. `ids`: ascending. Pure. */
function groupsOf(
  ids: readonly number[],
  scores: readonly ReachedPair[],
  judged: readonly JudgedPair[],
): number[][] {
  const node = new Map(ids.map((id, i) => [id, i]));
  const known = <T extends Pair>(pairs: readonly T[]) =>
    pairs.filter(({ a, b }) => node.has(a) && node.has(b));
  const pairs = known(scores);
  const edges = {
    from: Uint32Array.from(pairs, ({ a }) => node.get(a)!),
    to: Uint32Array.from(pairs, ({ b }) => node.get(b)!),
    bits: Float32Array.from(pairs, ({ bits }) => bits),
  };
  const judgements = known(judged).map(({ a, b, verdict }) => ({
    from: node.get(a)!,
    to: node.get(b)!,
    verdict,
  }));
  const labels = clusterNodes(ids.length, edges, judgements);
  return [...Map.groupBy(ids, (_, i) => labels[i]!).values()].filter(({ length }) => length > 1);
}

type Arranged = { records: readonly number[]; clusters: readonly (readonly number[])[]; at: Date };

/** Writes which group each of these records is in now. */
export async function keepClusters(tx: Tx, { records, clusters, at }: Arranged): Promise<Rearranged> {
  const before = (await membershipsOf(tx, records)).map(({ record, clusterId }) => ({
    recordId: String(record),
    clusterId,
  }));
  const named = clusters.map((members) => members.map(String));
  const hasNew = clusters.length > new Set(before.map(({ clusterId }) => clusterId)).size;
  const former = hasNew ? await formerMemberships(tx, clusters.flat()) : [];
  const { opened, closed } = assignClusters({ before, clusters: named, former, at });
  await changeMemberships(tx, {
    left: closed.map(({ recordId }) => Number(recordId)),
    joined: opened.map(({ recordId, clusterId }) => ({ record: Number(recordId), clusterId })),
    at,
  });
  const moved = [...opened, ...closed];
  return {
    clusters: [...new Set(moved.map(({ clusterId }) => clusterId))],
    records: [...new Set(moved.map(({ recordId }) => Number(recordId)))],
  };
}

/** The last group of each record, where nobody is in it now: what is taken back together gets its id again. */
async function formerMemberships(tx: Tx, ids: readonly number[]): Promise<NamedMembership[]> {
  return rows(
    tx,
    sql<NamedMembership>`${PREPARED}select distinct on (m.record) m.record::text as "recordId", m.cluster_id as "clusterId"
      from er_cluster_membership m
      where m.record = any(${ids}::bigint[]) and m.valid_to is not null and not exists (
        select from er_cluster_membership held where held.cluster_id = m.cluster_id and held.valid_to is null)
      order by m.record, m.valid_to desc, m.id desc`,
  );
}
