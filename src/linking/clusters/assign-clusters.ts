import { createHash } from 'node:crypto';
import { compareIds, type RecordId } from './record-id.ts';

export type Membership<Id extends RecordId = RecordId> = { clusterId: string; recordId: Id };

export type Assignment<Id extends RecordId> = {
  /** The records whose cluster may have changed: all of every old cluster that is touched, as they stand now. */
  before: readonly Membership<Id>[];
  /** The new partition of the same records; one that is missing has been withdrawn. */
  clusters: readonly (readonly Id[])[];
  /** Ids that these records held before those, and that nobody holds now: an un-merge that is undone gets its id back. */
  former?: readonly Membership<Id>[];
  at: Date;
};

export type AssignedClusters<Id extends RecordId = RecordId> = {
  clusters: { clusterId: string; members: readonly Id[] }[];
  opened: Membership<Id>[];
  closed: Membership<Id>[];
  /** Where the members of an id went, apart from those that stayed: the pieces of a split, the parts of a merge. */
  moved: { from: string; to: string; records: Id[] }[];
};

/**
 * Stable public ids over a changing partition. A cluster keeps the id with which it shares the most records; of equal
 * shares the lower id (ids begin with the time of their making, so it is the older), then the cluster with the lowest
 * shared record. A cluster that keeps none takes back a former id by the same rule; else it gets a new one. Thus of a
 * merge the larger part's id lives on, of a split the larger piece keeps it.
 */
export function assignClusters<Id extends RecordId>({
  before,
  clusters,
  former = [],
  at,
}: Assignment<Id>): AssignedClusters<Id> {
  const ids = new Map<number, string>();
  const taken = new Set(before.map(({ clusterId }) => clusterId));
  keepLargestOverlap(before, clusters, ids);
  keepLargestOverlap(
    former.filter(({ clusterId }) => !taken.has(clusterId)),
    clusters,
    ids,
  );
  const assigned = clusters.map((members, index) => ({
    clusterId: ids.get(index) ?? mintUntaken(members, at, taken),
    members,
  }));
  return { clusters: assigned, ...changesOf(before, assigned) };
}

type Overlap<Id extends RecordId> = { clusterId: string; index: number; records: number; lowest: Id };

function keepLargestOverlap<Id extends RecordId>(
  held: readonly Membership<Id>[],
  clusters: readonly (readonly Id[])[],
  ids: Map<number, string>,
): void {
  const used = new Set<string>();
  for (const { clusterId, index } of overlaps(held, clusters).sort(byClaim)) {
    if (ids.has(index) || used.has(clusterId)) continue;
    ids.set(index, clusterId);
    used.add(clusterId);
  }
}

function overlaps<Id extends RecordId>(
  held: readonly Membership<Id>[],
  clusters: readonly (readonly Id[])[],
): Overlap<Id>[] {
  const indexOf = new Map(clusters.flatMap((members, index) => members.map((record) => [record, index])));
  const found = new Map<string, Overlap<Id>>();
  for (const { clusterId, recordId } of held) {
    const index = indexOf.get(recordId);
    if (index === undefined) continue;
    const overlap = found.get(`${index} ${clusterId}`);
    if (!overlap) found.set(`${index} ${clusterId}`, { clusterId, index, records: 1, lowest: recordId });
    else {
      overlap.records += 1;
      if (recordId < overlap.lowest) overlap.lowest = recordId;
    }
  }
  return [...found.values()];
}

function byClaim<Id extends RecordId>(a: Overlap<Id>, b: Overlap<Id>): number {
  return b.records - a.records || compareIds(a.clusterId, b.clusterId) || compareIds(a.lowest, b.lowest);
}

function mintUntaken(members: readonly RecordId[], at: Date, taken: Set<string>): string {
  const founder = members.toSorted(compareIds)[0]!;
  let id = mintClusterId(founder, at, 0);
  for (let attempt = 1; taken.has(id); attempt += 1) id = mintClusterId(founder, at, attempt);
  taken.add(id);
  return id;
}

/** A UUID version 8 (RFC 9562) of time and founder, so that the same history gives the same ids when it is replayed. */
function mintClusterId(founder: RecordId, at: Date, attempt: number): string {
  const bytes = createHash('sha256').update(`${founder} ${at.getTime()} ${attempt}`).digest().subarray(0, 16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function changesOf<Id extends RecordId>(
  before: readonly Membership<Id>[],
  clusters: AssignedClusters<Id>['clusters'],
): Pick<AssignedClusters<Id>, 'opened' | 'closed' | 'moved'> {
  const now = new Map(
    clusters.flatMap(({ clusterId, members }) => members.map((record) => [record, clusterId])),
  );
  const was = new Map(before.map(({ clusterId, recordId }) => [recordId, clusterId]));
  const opened = [...now]
    .filter(([recordId, clusterId]) => was.get(recordId) !== clusterId)
    .map(([recordId, clusterId]) => ({ recordId, clusterId }));
  const closed = before.filter(({ recordId, clusterId }) => now.get(recordId) !== clusterId);
  const moves = Map.groupBy(
    closed.filter(({ recordId }) => now.has(recordId)),
    ({ recordId, clusterId }) => `${clusterId} ${now.get(recordId)!}`,
  );
  const moved = [...moves].map(([way, members]) => {
    const [from, to] = way.split(' ');
    return { from: from!, to: to!, records: members.map(({ recordId }) => recordId) };
  });
  return { opened, closed, moved };
}
