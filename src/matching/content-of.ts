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

/** Of a referral with more files, the first ones: more than a person looks through. */
const FILES_LOOKED_AT = 1_000;

const GROUPS_OF_FILES = sql`select distinct s.position, m.group_id
  from matched_referral r
  join file_sighting s on s.referral_id = r.referral_id and s.version = r.version and s.position < ${FILES_LOOKED_AT}
  join content_membership m on m.kind = s.kind and m.value = s.value and m.valid_to is null`;

/** One line for each recognised file of a referral, in the order of its list. */
export async function contentOf(db: Db, referralId: string): Promise<FileContent[]> {
  return rows(
    db,
    sql<FileContent>`
      with file as (${GROUPS_OF_FILES} where r.referral_id = ${referralId})
      select file.position, file.group_id as "groupId", tally.*, g.viral
      from file join content_group g on g.id = file.group_id
      cross join lateral (
        select sum(t.referrals)::integer as referrals, sum(t.incidents)::integer as incidents,
          count(distinct t.reporter) as reporters, min(t.first_at) as "firstSeen", max(t.last_at) as "lastSeen"
        from content_tally t where t.group_id = file.group_id having count(*) > 0) as tally
      order by file.position`,
  );
}

/** Of content that more sightings show, so many are looked at: the tally says how many there are. */
const SIGHTINGS_LOOKED_AT = 2_000;

/** Other referrals that show content of this one, and how many of its contents; the most in common first. */
export async function sharingContent(
  db: Db,
  referralId: string,
  limit = 100,
): Promise<{ referralId: string; files: number }[]> {
  return rows(
    db,
    sql<{ referralId: string; files: number }>`
      with mine as (
        select distinct group_id from (${GROUPS_OF_FILES} where r.referral_id = ${referralId}) as file)
      select r.referral_id as "referralId", count(distinct mine.group_id) as files
      from mine
      cross join lateral (
        select s.referral_id, s.version from content_membership m
        join file_sighting s on s.kind = m.kind and s.value = m.value
        where m.group_id = mine.group_id and m.valid_to is null limit ${SIGHTINGS_LOOKED_AT}) as sighting
      join matched_referral r on r.referral_id = sighting.referral_id and r.version = sighting.version
        and r.withdrawn_at is null
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
      select one, other, count(*) filter (where not b) as "onlyInOne", count(*) filter (where not a) as "onlyInOther",
        count(*) filter (where a and b) as common
      from unnest(${pairs.map((p) => p.one)}::uuid[], ${pairs.map((p) => p.other)}::uuid[]) as pair (one, other)
      cross join lateral (
        select bool_or(r.referral_id = one) as a, bool_or(r.referral_id = other) as b
        from matched_referral r
        join file_sighting s on s.referral_id = r.referral_id and s.version = r.version
        join content_membership m on m.kind = s.kind and m.value = s.value and m.valid_to is null
        where r.referral_id in (one, other) group by m.group_id) as content
      group by one, other`,
  );
}
