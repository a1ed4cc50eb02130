import { type Db, type RawBuilder, rows, sql } from '../shared/db.ts';

// Groups in the queue: the members of one share one line. A group's line stands where its first member would; it is
// found by one look into the index for each group, however many members wait.

/** The groups that have a member in the queue, by skipping from one to the next along the index. */
export const GROUPS_WAITING = sql`(
  with recursive waiting (id) as (
    (select circulation from queue_place where circulation is not null order by circulation limit 1)
    union all
    select (select circulation from queue_place where circulation > waiting.id order by circulation limit 1)
    from waiting where waiting.id is not null)
  select id from waiting where id is not null)`;

/** What one line of the queue stands for. `actBy`: the earliest that any of them is due. */
export type CirculationLine = { group: number; referrals: number; sources: number; actBy: Date };

/** Of the members that match a filter, how many there are in each of these groups. */
export async function circulationLines(
  db: Db,
  groups: readonly number[],
  matching: RawBuilder<unknown>,
): Promise<Map<number, CirculationLine>> {
  if (groups.length === 0) return new Map();
  const found = await rows(
    db,
    sql<CirculationLine>`select q.circulation as "group", count(*) as referrals,
        count(distinct q.source_id) as sources, min(q.act_by) as "actBy"
      from queue_place q where q.circulation = any(${groups}::bigint[]) and ${matching} group by q.circulation`,
  );
  return new Map(found.map((line) => [line.group, line]));
}

/** How many referrals that match stand in lines of groups, and how many such lines there are. */
export async function countCirculating(
  db: Db,
  matching: RawBuilder<unknown>,
): Promise<{ referrals: number; groups: number }> {
  const [counted] = await rows(
    db,
    sql<{ referrals: number; groups: number }>`select coalesce(sum(members.count), 0)::integer as referrals,
        count(*) as groups
      from (select q.circulation, count(*) as count from queue_place q
        where q.circulation is not null and ${matching} group by q.circulation) as members`,
  );
  return counted!;
}

/** Groups in the queue, that with most members first. `reach`: no more than this many. */
export async function waitingGroups(db: Db, limit: number): Promise<CirculationLine[]> {
  return rows(
    db,
    sql<CirculationLine>`select circulation as "group", count(*) as referrals, count(distinct source_id) as sources,
        min(act_by) as "actBy"
      from queue_place where circulation is not null group by circulation
      order by referrals desc, circulation limit ${limit}`,
  );
}

/** Referrals that stand in a group's line now, in the order of the queue. */
export async function membersInLine(db: Db, group: number): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ id: string }>`select referral_id as id from queue_place where circulation = ${group}
      order by order_key, referral_id`,
  );
  return found.map(({ id }) => id);
}
