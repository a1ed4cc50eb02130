import { type Db, row, rows, sql } from '../../shared/db.ts';
import type { ViralState } from '../viral-state.ts';

/** A content group as its page heads it. */
export type GroupFacts = {
  id: number;
  viral: ViralState;
  referrals: number;
  incidents: number;
  reporters: number;
  firstSeen: Date;
  lastSeen: Date;
};

/** What is counted of a group; undefined where there is none, or nothing shows its content any more. */
export async function groupFacts(db: Db, group: number): Promise<GroupFacts | undefined> {
  return row(
    db,
    sql<GroupFacts>`select g.id, g.viral, sum(t.referrals)::integer as referrals, sum(t.incidents)::integer as incidents,
        count(distinct t.reporter) as reporters, min(t.first_at) as "firstSeen", max(t.last_at) as "lastSeen"
      from content_group g join content_tally t on t.group_id = g.id where g.id = ${group} group by g.id`,
  );
}

/** How many reporters each of these groups has. */
export async function reportersOfGroups(db: Db, groups: readonly number[]): Promise<Map<number, number>> {
  if (groups.length === 0) return new Map();
  const counted = await rows(
    db,
    sql<{ id: number; reporters: number }>`select group_id as id, count(distinct reporter) as reporters
      from content_tally where group_id = any(${groups}::bigint[]) group by group_id`,
  );
  return new Map(counted.map(({ id, reporters }) => [id, reporters]));
}

/** Who reported it. `platform`: whose report a clearing house relayed. */
export type GroupReporter = {
  sourceId: string;
  platform: string | null;
  referrals: number;
  incidents: number;
  firstAt: Date;
  lastAt: Date;
};

export async function reportersOfGroup(db: Db, group: number): Promise<GroupReporter[]> {
  const found = await rows(
    db,
    sql<Omit<GroupReporter, 'sourceId' | 'platform'> & { reporter: string }>`select reporter,
        sum(referrals)::integer as referrals, sum(incidents)::integer as incidents, min(first_at) as "firstAt",
        max(last_at) as "lastAt"
      from content_tally where group_id = ${group} group by reporter order by referrals desc, reporter`,
  );
  return found.map(({ reporter, ...counts }) => {
    const [sourceId = '', ...platform] = reporter.split(' ');
    return { sourceId, platform: platform.join(' ') || null, ...counts };
  });
}

/** Reports on each day (UTC, YYYY-MM-DD) that has any, and how many of them came from the public. */
export async function daysOfGroup(
  db: Db,
  group: number,
  publicSources: readonly string[],
): Promise<{ day: string; referrals: number; fromPublic: number }[]> {
  return rows(
    db,
    sql<{ day: string; referrals: number; fromPublic: number }>`select to_char(day, 'YYYY-MM-DD') as day,
        sum(referrals)::integer as referrals,
        coalesce(sum(referrals) filter (where split_part(reporter, ' ', 1) = any(${publicSources}::text[])), 0)::integer
          as "fromPublic"
      from content_tally where group_id = ${group} group by day order by day`,
  );
}

/** The group that took in a group's hashes, where two turned out to be one content; undefined where none did. */
export async function laterGroup(db: Db, group: number): Promise<number | undefined> {
  const found = await row<{ id: number }>(
    db,
    sql`select now.group_id as id from content_membership was
      join content_membership now on now.kind = was.kind and now.value = was.value and now.valid_to is null
      where was.group_id = ${group} and was.valid_to is not null limit 1`,
  );
  return found?.id;
}

/** Hashes shown of a group: one that wrongly joined much has thousands. Chosen. */
const HASHES_SHOWN = 20;

/** The hashes that make up a group: values that stand for content and show nothing of it. */
export async function hashesOfGroup(
  db: Db,
  group: number,
): Promise<{ hashes: { kind: string; hex: string }[]; hashesInAll: number }> {
  const found = await rows(
    db,
    sql<{
      kind: string;
      hex: string;
      all: number;
    }>`select kind, encode(value, 'hex') as hex, count(*) over () as all
      from content_membership where group_id = ${group} and valid_to is null order by kind, value limit ${HASHES_SHOWN}`,
  );
  return { hashes: found.map(({ kind, hex }) => ({ kind, hex })), hashesInAll: found[0]?.all ?? 0 };
}

/** The senders whose reports show the content of each of these groups. */
export async function sourcesOfGroups(db: Db, groups: readonly number[]): Promise<Map<number, string[]>> {
  if (groups.length === 0) return new Map();
  const found = await rows(
    db,
    sql<{ id: number; sources: string[] }>`select group_id as id,
        array_agg(distinct split_part(reporter, ' ', 1)) as sources
      from content_tally where group_id = any(${groups}::bigint[]) group by group_id`,
  );
  return new Map(found.map(({ id, sources }) => [id, sources.sort()]));
}
