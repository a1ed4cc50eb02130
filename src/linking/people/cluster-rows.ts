import { type Db, PREPARED, rows, sql, type Tx } from '../../shared/db.ts';
import type { MembershipInterval, PersonCluster } from './person-link.ts';

/** The groups in which these records stand, or stood at an instant, with all their members. */
export async function clustersOf(db: Db, recordIds: readonly number[], at?: Date): Promise<PersonCluster[]> {
  if (recordIds.length === 0) return [];
  const when = at ?? null;
  return rows(
    db,
    sql<PersonCluster>`
      with wanted as (
        select distinct m.cluster_id from er_cluster_membership m
        where m.record = any(${recordIds}::bigint[]) and ${holdsAt(when)})
      select m.cluster_id as id, min(r.layer) as layer, array_agg(m.record order by m.record) as members,
        max(m.valid_from) as "validFrom", min(m.valid_to) as "validTo"
      from wanted join er_cluster_membership m on m.cluster_id = wanted.cluster_id
      join er_record r on r.id = m.record
      where ${holdsAt(when)} group by m.cluster_id order by m.cluster_id`,
  );
}

function holdsAt(at: Date | null) {
  return at === null
    ? sql`m.valid_to is null`
    : sql`m.valid_from <= ${at} and (m.valid_to is null or m.valid_to > ${at})`;
}

/** Everything that a group ever held, the earliest first. */
export async function clusterHistory(db: Db, clusterId: string): Promise<MembershipInterval[]> {
  return rows(
    db,
    sql<MembershipInterval>`select m.cluster_id as "clusterId", m.record as "recordId", m.valid_from as "validFrom",
        m.valid_to as "validTo"
      from er_cluster_membership m where m.cluster_id::text = ${clusterId} order by m.valid_from, m.record`,
  );
}

/** A record in a group. */
export type Membership = { record: number; clusterId: string };

/** Where these records stand now. */
export async function membershipsOf(
  db: Db,
  ids: readonly number[],
): Promise<(Membership & { validFrom: Date })[]> {
  if (ids.length === 0) return [];
  return rows(
    db,
    sql<
      Membership & { validFrom: Date }
    >`${PREPARED}select m.record, m.cluster_id as "clusterId", m.valid_from as "validFrom"
      from er_cluster_membership m where m.record = any(${ids}::bigint[]) and m.valid_to is null order by m.record`,
  );
}

const GROUPS = 20_000;

/** The members of every group that stands. */
export async function* standingGroups(db: Db): AsyncGenerator<number[]> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await rows(
      db,
      sql<{
        id: string;
        members: string;
      }>`select m.cluster_id as id, string_agg(m.record::text, ' ') as members
        from er_cluster_membership m where m.cluster_id > ${last}::uuid and m.valid_to is null
        group by m.cluster_id order by m.cluster_id limit ${GROUPS}`,
    );
    for (const { members } of page) yield members.split(' ').map(Number);
    if (page.length < GROUPS) return;
    last = page.at(-1)!.id;
  }
}

/** How many groups stand. */
export async function countGroups(db: Db): Promise<number> {
  const [counted] = await rows(
    db,
    sql<{
      count: number;
    }>`select count(distinct cluster_id) as count from er_cluster_membership where valid_to is null`,
  );
  return counted!.count;
}

/** Ends some memberships and begins others; one of no length is not kept. A record stands in one group at a time. */
export async function changeMemberships(
  tx: Tx,
  { left, joined, at }: { left: readonly number[]; joined: readonly Membership[]; at: Date },
): Promise<void> {
  if (left.length > 0) {
    await rows(
      tx,
      sql`${PREPARED}delete from er_cluster_membership
          where record = any(${left}::bigint[]) and valid_to is null and valid_from >= ${at}`,
    );
    await rows(
      tx,
      sql`${PREPARED}update er_cluster_membership set valid_to = ${at} where record = any(${left}::bigint[]) and valid_to is null`,
    );
  }
  if (joined.length > 0)
    await rows(
      tx,
      sql`${PREPARED}insert into er_cluster_membership (record, cluster_id, valid_from)
          select record, cluster_id, ${at} from unnest(${joined.map(({ record }) => record)}::bigint[],
            ${joined.map(({ clusterId }) => clusterId)}::uuid[]) as new (record, cluster_id)`,
    );
}
