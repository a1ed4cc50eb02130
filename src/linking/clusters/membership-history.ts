import { type AssignedClusters, assignClusters, type Membership } from './assign-clusters.ts';
import type { RecordId } from './record-id.ts';

/** A record belonged to a cluster from one instant up to, but not including, another; null: it still does. */
export type MembershipInterval<Id extends RecordId = RecordId> = Membership<Id> & {
  validFrom: Date;
  validTo: Date | null;
};

/** The history after a change: intervals are closed and opened, never rewritten; one of no length is not kept. */
export function recordChange<Id extends RecordId>(
  history: readonly MembershipInterval<Id>[],
  { opened, closed }: Pick<AssignedClusters<Id>, 'opened' | 'closed'>,
  at: Date,
): MembershipInterval<Id>[] {
  const ending = new Set(closed.map(({ recordId, clusterId }) => `${recordId} ${clusterId}`));
  const kept = history.flatMap((interval) => {
    if (interval.validTo || !ending.has(`${interval.recordId} ${interval.clusterId}`)) return [interval];
    return interval.validFrom < at ? [{ ...interval, validTo: at }] : [];
  });
  return [...kept, ...opened.map((membership) => ({ ...membership, validFrom: at, validTo: null }))];
}

/** Who belonged where at an instant. */
export function membershipsAt<Id extends RecordId>(
  history: readonly MembershipInterval<Id>[],
  at: Date,
): Membership<Id>[] {
  return history
    .filter(({ validFrom, validTo }) => validFrom <= at && (validTo === null || at < validTo))
    .map(({ clusterId, recordId }) => ({ clusterId, recordId }));
}

/** The last id that each record held before its present one, where nobody holds that id any more. */
export function formerMemberships<Id extends RecordId>(
  history: readonly MembershipInterval<Id>[],
): Membership<Id>[] {
  const held = new Set(history.filter(({ validTo }) => validTo === null).map(({ clusterId }) => clusterId));
  const last = new Map<Id, MembershipInterval<Id>>();
  for (const interval of history) {
    if (interval.validTo === null || held.has(interval.clusterId)) continue;
    const known = last.get(interval.recordId);
    if (!known || known.validTo! <= interval.validTo) last.set(interval.recordId, interval);
  }
  return [...last.values()].map(({ clusterId, recordId }) => ({ clusterId, recordId }));
}

export type PartitionStep<Id extends RecordId = RecordId> = {
  at: Date;
  clusters: readonly (readonly Id[])[];
};

/** Ids and intervals from nothing but the partitions as they followed one another. */
export function replayPartitions<Id extends RecordId>(
  steps: readonly PartitionStep<Id>[],
): MembershipInterval<Id>[] {
  let history: MembershipInterval<Id>[] = [];
  for (const { at, clusters } of steps) {
    const before = history.filter(({ validTo }) => validTo === null);
    const assigned = assignClusters({ before, clusters, former: formerMemberships(history), at });
    history = recordChange(history, assigned, at);
  }
  return history;
}
