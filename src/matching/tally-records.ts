import { type Db, rows, sql, type Tx } from '../shared/db.ts';
import type { DayOfReports } from './viral-state.ts';

const LIVE = sql`file_sighting s
  join matched_referral r on r.referral_id = s.referral_id and r.version = s.version and r.withdrawn_at is null
  join content_membership m on m.kind = s.kind and m.value = s.value and m.valid_to is null`;

const TALLIED = sql`group_id, reporter, (received_at at time zone 'UTC')::date as day, count(*) as referrals,
  count(*) filter (where incident_id = referral_id) as incidents, min(received_at) as first_at, max(received_at) as last_at`;

/** Adds referrals that were not counted before to the tallies of all groups that their files stand in. */
export async function countNewReferrals(tx: Tx, ids: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`with report as (
          select distinct m.group_id, r.referral_id, r.reporter, r.received_at, r.incident_id
          from ${LIVE} where s.referral_id = any(${ids}::uuid[]))
        insert into content_tally as t (group_id, reporter, day, referrals, incidents, first_at, last_at)
        select ${TALLIED} from report group by group_id, reporter, day
        on conflict (group_id, reporter, day) do update set
          referrals = t.referrals + excluded.referrals, incidents = t.incidents + excluded.incidents,
          first_at = least(t.first_at, excluded.first_at), last_at = greatest(t.last_at, excluded.last_at)`,
  );
}

/** Counts groups again from the sightings: after a merge, a parting, a fold or a withdrawal. */
export async function recount(tx: Tx, groups: readonly number[]): Promise<void> {
  if (groups.length === 0) return;
  await rows(tx, sql`delete from content_tally where group_id = any(${groups}::bigint[])`);
  await rows(
    tx,
    sql`with report as (
          select distinct m.group_id, r.referral_id, r.reporter, r.received_at, r.incident_id
          from ${LIVE} where m.group_id = any(${groups}::bigint[]))
        insert into content_tally (group_id, reporter, day, referrals, incidents, first_at, last_at)
        select ${TALLIED} from report group by group_id, reporter, day`,
  );
}

/** The days of those groups that have at least so many reporters and incidents in all. */
export async function daysOfReports(
  db: Db,
  groups: readonly number[],
  least: { reporters: number; incidents: number },
): Promise<Map<number, DayOfReports[]>> {
  const found = await rows(
    db,
    sql<DayOfReports & { group: number }>`
      select group_id as "group", reporter, day - date '1970-01-01' as day, incidents from content_tally
      where incidents > 0 and group_id in (
        select group_id from content_tally where group_id = any(${groups}::bigint[]) and incidents > 0
        group by group_id having count(distinct reporter) >= ${least.reporters} and sum(incidents) >= ${least.incidents})`,
  );
  return Map.groupBy(found, ({ group }) => group);
}
