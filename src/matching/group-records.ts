import { type Db, rows, sql, type Tx } from '../shared/db.ts';
import type { ViralState } from './viral-state.ts';

/** A hash that enters a group, and the referral because of which it does. */
export type Joining = { key: string; group: number; because: string | null };

/** The groups in which these hashes stand, by hash key ("kind:hex"). */
export async function groupsOfKeys(db: Db, keys: readonly string[]): Promise<Map<string, number>> {
  const standing = await rows(
    db,
    sql<{ key: string; group: number }>`
      select given.key, m.group_id as "group" from unnest(${keys}::text[]) as given (key)
      join content_membership m on m.kind = split_part(given.key, ':', 1)
        and m.value = decode(split_part(given.key, ':', 2), 'hex') and m.valid_to is null`,
  );
  return new Map(standing.map(({ key, group }) => [key, group]));
}

/** The groups in which the hashes of these referrals stand, in any version of them. */
export async function groupsOfReferrals(db: Db, ids: readonly string[]): Promise<number[]> {
  const touched = await rows(
    db,
    sql<{ id: number }>`select distinct m.group_id as id from file_sighting s
      join content_membership m on m.kind = s.kind and m.value = s.value and m.valid_to is null
      where s.referral_id = any(${ids}::uuid[])`,
  );
  return touched.map(({ id }) => id);
}

/** The hashes that stand in these groups, each with its group. */
export async function keysOfGroups(db: Db, groups: readonly number[]): Promise<Map<string, number>> {
  const standing = await rows(
    db,
    sql<{ key: string; group: number }>`select kind || ':' || encode(value, 'hex') as key, group_id as "group"
      from content_membership where group_id = any(${groups}::bigint[]) and valid_to is null`,
  );
  return new Map(standing.map(({ key, group }) => [key, group]));
}

/** Makes groups and answers with their ids, ascending. */
export async function makeGroups(tx: Tx, count: number, at: Date): Promise<number[]> {
  if (count === 0) return [];
  const made = await rows(
    tx,
    sql<{ id: number }>`insert into content_group (made_at)
      select ${at}::timestamptz from generate_series(1, ${count}::integer) returning id`,
  );
  return made.map(({ id }) => id).sort((a, b) => a - b);
}

/** Opens memberships; none of the hashes may stand in a group. */
export async function openMemberships(tx: Tx, joining: readonly Joining[], at: Date): Promise<void> {
  if (joining.length === 0) return;
  await rows(
    tx,
    sql`insert into content_membership (kind, value, group_id, valid_from, because)
        select split_part(key, ':', 1), decode(split_part(key, ':', 2), 'hex'), group_id, ${at}, because
        from unnest(${joining.map((j) => j.key)}::text[], ${joining.map((j) => j.group)}::bigint[],
                    ${joining.map((j) => j.because)}::uuid[]) as new (key, group_id, because)`,
  );
}

/** Ends the standing memberships of whole groups; answers with the hashes that stood in them. */
export async function closeMemberships(
  tx: Tx,
  groups: readonly number[],
  at: Date,
): Promise<{ key: string; group: number }[]> {
  if (groups.length === 0) return [];
  return rows(
    tx,
    sql<{ key: string; group: number }>`update content_membership set valid_to = ${at}
      where group_id = any(${groups}::bigint[]) and valid_to is null
      returning kind || ':' || encode(value, 'hex') as key, group_id as "group"`,
  );
}

/** Ends the standing memberships of single hashes. */
export async function closeKeys(tx: Tx, keys: readonly string[], at: Date): Promise<void> {
  if (keys.length === 0) return;
  await rows(
    tx,
    sql`update content_membership m set valid_to = ${at}
        from unnest(${keys}::text[]) as given (key)
        where m.kind = split_part(given.key, ':', 1) and m.value = decode(split_part(given.key, ':', 2), 'hex')
          and m.valid_to is null`,
  );
}

/** Stores the viral state of groups; answers with those in which it changed. */
export async function setViral(
  tx: Tx,
  states: readonly { group: number; viral: ViralState }[],
): Promise<number[]> {
  if (states.length === 0) return [];
  const changed = await rows(
    tx,
    sql<{ id: number }>`update content_group g set viral = new.viral
      from unnest(${states.map((s) => s.group)}::bigint[], ${states.map((s) => s.viral)}::text[]) as new (id, viral)
      where g.id = new.id and g.viral <> new.viral returning g.id`,
  );
  return changed.map(({ id }) => id);
}
