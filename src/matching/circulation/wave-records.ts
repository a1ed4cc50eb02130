import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import { WAVE_DAYS } from '../viral-state.ts';
import { ALONE_FILES, AROUND_DAYS, type WaveFacts } from './judge-circulation.ts';

/** A wave to look into: the group, and the last day of it (days since 1970-01-01, UTC). */
export type AskedWave = { group: number; lastDay: number };

type WaveCounts = Omit<WaveFacts, 'listedAs'>;

/** What stands behind these waves: one pass over the reports of each. `openSources`: who meets content in the open. */
export async function waveFacts(
  db: Db,
  waves: readonly AskedWave[],
  openSources: readonly string[],
): Promise<Map<number, WaveCounts>> {
  if (waves.length === 0) return new Map();
  const found = await rows(
    db,
    sql<WaveCounts & { group: number }>`
      with wave as (
        select id, last_day from unnest(${waves.map(({ group }) => group)}::bigint[],
          ${waves.map(({ lastDay }) => lastDay)}::integer[]) as asked (id, last_day)),
      report as (
        select distinct wave.id, r.referral_id, r.subject, r.files,
          split_part(r.reporter, ' ', 1) = any(${openSources}::text[]) as open,
          (r.received_at at time zone 'UTC')::date - date '1970-01-01' between wave.last_day - ${WAVE_DAYS - 1}::integer
            and wave.last_day as inside
        from wave
        join content_membership m on m.group_id = wave.id and m.valid_to is null
        join file_sighting s on s.kind = m.kind and s.value = m.value
        join matched_referral r on r.referral_id = s.referral_id and r.version = s.version and r.withdrawn_at is null
          and r.incident_id = r.referral_id
        where (r.received_at at time zone 'UTC')::date - date '1970-01-01'
          between wave.last_day - ${WAVE_DAYS - 1 + AROUND_DAYS}::integer and wave.last_day + ${AROUND_DAYS}::integer),
      account as (
        select id, subject, count(*) as incidents from report where inside and subject is not null group by id, subject)
      select report.id as "group", count(*) filter (where inside) as incidents, count(*) as around,
        count(*) filter (where inside and files <= ${ALONE_FILES}) as alone,
        count(*) filter (where inside and open) as "inTheOpen",
        count(subject) filter (where inside) as "withAccount",
        (select count(*) from account where account.id = report.id) as accounts,
        (select coalesce(max(incidents), 0) from account where account.id = report.id) as "ofOneAccount"
      from report group by report.id`,
  );
  return new Map(found.map(({ group, ...facts }) => [group, facts]));
}

/** How many incidents each group had when it was last judged; those in its tally now. */
export async function judgedIncidents(
  db: Db,
  groups: readonly number[],
): Promise<{ group: number; judged: number; viral: string }[]> {
  return rows(
    db,
    sql<{
      group: number;
      judged: number;
      viral: string;
    }>`select id as "group", judged_incidents as judged, viral
      from content_group where id = any(${groups}::bigint[])`,
  );
}

export async function setJudged(
  tx: Tx,
  judged: readonly { group: number; incidents: number }[],
): Promise<void> {
  if (judged.length === 0) return;
  await rows(
    tx,
    sql`update content_group g set judged_incidents = new.incidents
      from unnest(${judged.map(({ group }) => group)}::bigint[], ${judged.map(({ incidents }) => incidents)}::integer[])
        as new (id, incidents) where g.id = new.id and g.judged_incidents <> new.incidents`,
  );
}
