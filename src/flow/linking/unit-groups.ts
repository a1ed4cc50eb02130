import type { PersonActor } from '../../access/index.ts';
import { clustersOf, groupsAmongSeen } from '../../linking/index.ts';
import type { Db } from '../../shared/db.ts';
import { type ShownRecord, visibleRecords } from './visible-records.ts';

// A receiving unit is shown groups of its own records only, as they would be if there were no others: a stored group may
// hang together by a guarded case of another unit, and its id and its dates change when one joins.

/** `id`: to the bureau the group's own, to a unit its lowest record. */
export type GroupOfRecords = { id: string; members: number[] };

/** The groups in which these records stand, to the bureau with their hidden members, so that they are counted. */
export async function groupsFor(
  db: Db,
  actor: PersonActor,
  recordIds: readonly number[],
): Promise<GroupOfRecords[]> {
  if (actor.compartment === null) return clustersOf(db, recordIds);
  const { groups } = await groupsOfUnit(db, actor, recordIds);
  return groups;
}

type GroupsOfUnit = { groups: GroupOfRecords[]; records: ReadonlyMap<number, ShownRecord> };

/** The groups of some records among those that the unit holds. */
export async function groupsOfUnit(
  db: Db,
  actor: PersonActor,
  recordIds: readonly number[],
): Promise<GroupsOfUnit> {
  const records = new Map<number, ShownRecord>();
  const seenAmong = async (ids: readonly number[]) => {
    const seen = (await visibleRecords(db, actor, ids)).records;
    for (const [id, record] of seen) records.set(id, record);
    return [...seen.keys()];
  };
  const groups = await groupsAmongSeen(db, recordIds, { seenAmong });
  return { records, groups: groups.map((members) => ({ id: String(members[0]!), members })) };
}
