import { type Db, rows, sql } from '../shared/db.ts';
import type { ViralState } from './viral-state.ts';

/** What is known of one file's content: how often it was reported, by how many, since when. */
export type FileContent = {
  position: number;
  groupId: number;
  referrals: number;
  incidents: number;
  reporters: number;
  firstSeen: Date;
  lastSeen: Date;
  viral: ViralState;
};

/** One line for each recognised file of a referral, in the order of its list; at most `limit`. */
export async function contentOf(db: Db, referralId: string, limit = 1_000): Promise<FileContent[]> {
  return rows(
    db,
    sql<FileContent>`
      with file as (
        select distinct s.position, m.group_id
        from matched_referral r
        join file_sighting s on s.referral_id = r.referral_id and s.version = r.version
        join content_membership m on m.kind = s.kind and m.value = s.value and m.valid_to is null
        where r.referral_id = ${referralId} order by s.position limit ${limit})
      select file.position, file.group_id as "groupId", sum(t.referrals)::integer as referrals,
        sum(t.incidents)::integer as incidents, count(distinct t.reporter) as reporters,
        min(t.first_at) as "firstSeen", max(t.last_at) as "lastSeen", g.viral
      from file join content_group g on g.id = file.group_id join content_tally t on t.group_id = file.group_id
      group by file.position, file.group_id, g.viral order by file.position`,
  );
}

/** Other referrals that show content of this one, and how many of its files; the most in common first. */
export async function sharingContent(
  db: Db,
  referralId: string,
  limit = 100,
): Promise<{ referralId: string; files: number }[]> {
  return rows(
    db,
    sql<{ referralId: string; files: number }>`
      with mine as (
        select distinct m.group_id from matched_referral r
        join file_sighting s on s.referral_id = r.referral_id and s.version = r.version
        join content_membership m on m.kind = s.kind and m.value = s.value and m.valid_to is null
        where r.referral_id = ${referralId})
      select r.referral_id as "referralId", count(distinct m.group_id) as files
      from mine join content_membership m on m.group_id = mine.group_id and m.valid_to is null
      join file_sighting s on s.kind = m.kind and s.value = m.value
      join matched_referral r on r.referral_id = s.referral_id and r.version = s.version and r.withdrawn_at is null
      where r.referral_id <> ${referralId}
      group by r.referral_id order by files desc, r.referral_id limit ${limit}`,
  );
}

/** Referrals that show content of these groups; at most `limit`, the latest received first. */
export async function referralsOfGroups(db: Db, groups: readonly number[], limit: number): Promise<string[]> {
  if (groups.length === 0) return [];
  const found = await rows(
    db,
    sql<{ id: string }>`select id from (
      select distinct r.referral_id as id, r.received_at from content_membership m
      join file_sighting s on s.kind = m.kind and s.value = m.value
      join matched_referral r on r.referral_id = s.referral_id and r.version = s.version and r.withdrawn_at is null
      where m.group_id = any(${groups}::bigint[]) and m.valid_to is null) as found
      order by received_at desc limit ${limit}`,
  );
  return found.map(({ id }) => id);
}

/** Whether every recognised content of the first referral is also shown by the second, and whether the reverse holds. */
export async function compareContent(
  db: Db,
  pairs: readonly { one: string; other: string }[],
): Promise<{ one: string; other: string; onlyInOne: number; onlyInOther: number; common: number }[]> {
  return rows(
    db,
    sql<{ one: string; other: string; onlyInOne: number; onlyInOther: number; common: number }>`
      with pair as (
        select one, other from unnest(${pairs.map((p) => p.one)}::uuid[], ${pairs.map((p) => p.other)}::uuid[])
          as given (one, other)),
      shown as (
        select distinct r.referral_id, m.group_id from matched_referral r
        join file_sighting s on s.referral_id = r.referral_id and s.version = r.version
        join content_membership m on m.kind = s.kind and m.value = s.value and m.valid_to is null
        where r.referral_id in (select one from pair union select other from pair)),
      both_sides as (
        select one, other, group_id, 1 as a, 0 as b from pair join shown on shown.referral_id = one
        union all
        select one, other, group_id, 0, 1 from pair join shown on shown.referral_id = other),
      joined as (
        select one, other, group_id, sum(a) as a, sum(b) as b from both_sides group by one, other, group_id)
      select one, other, count(*) filter (where b = 0) as "onlyInOne", count(*) filter (where a = 0) as "onlyInOther",
        count(*) filter (where a > 0 and b > 0) as common
      from joined group by one, other`,
  );
}
