import { type Db, rows, sql, type Tx } from '../../shared/db.ts';

/** A value that one file of a referral shows. */
export type FileHit = {
  referralId: string;
  version: number;
  position: number;
  valueId: number;
  distance: number;
};

/** The version in which each referral was compared with the lists. */
export async function comparedVersions(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const compared = await rows(
    db,
    sql<{ id: string; version: number }>`select referral_id as id, version from known_referral
      where referral_id = any(${ids}::uuid[])`,
  );
  return new Map(compared.map(({ id, version }) => [id, version]));
}

/** Says up to which revision the files of these versions were compared. */
export async function putCompared(
  tx: Tx,
  referrals: readonly { id: string; version: number }[],
  revision: number,
): Promise<void> {
  await rows(
    tx,
    sql`insert into known_referral (referral_id, version, revision)
        select id, version, ${revision}::bigint
        from unnest(${referrals.map(({ id }) => id)}::uuid[], ${referrals.map(({ version }) => version)}::integer[])
          as new (id, version)
        on conflict (referral_id) do update set version = excluded.version, revision = excluded.revision`,
  );
}

/** Keeps hits; the same one once, with the least distance that was found first. */
export async function addHits(tx: Tx, hits: readonly FileHit[]): Promise<void> {
  if (hits.length === 0) return;
  await rows(
    tx,
    sql`insert into known_file (referral_id, version, position, value_id, distance)
        select * from unnest(${hits.map((h) => h.referralId)}::uuid[], ${hits.map((h) => h.version)}::integer[],
          ${hits.map((h) => h.position)}::integer[], ${hits.map((h) => h.valueId)}::integer[],
          ${hits.map((h) => h.distance)}::smallint[])
        on conflict do nothing`,
  );
}

/** Keeps the exact hits of these referrals' sightings: PostgreSQL finds them by itself. */
export async function addExactHits(tx: Tx, ids: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`insert into known_file (referral_id, version, position, value_id, distance)
        select s.referral_id, s.version, s.position, k.id, 0
        from file_sighting s join known_value k on k.kind = s.kind and k.value = s.value
        where s.referral_id = any(${ids}::uuid[])
        on conflict do nothing`,
  );
}

/** A hit of a referral that counts. `seen`: another referral showed the file before this one was received. */
export type CountedHit = FileHit & { seen: boolean };

/** The hits of these referrals' current versions; values on which nobody lists anything any more are among them. */
export async function hitsOf(db: Db, ids: readonly string[]): Promise<CountedHit[]> {
  return rows(
    db,
    sql<CountedHit>`select k.referral_id as "referralId", k.version, k.position, k.value_id as "valueId",
        min(k.distance) as distance, coalesce(bool_or(tally.first_at < r.received_at), false) as seen
      from matched_referral r
      join known_file k on k.referral_id = r.referral_id and k.version = r.version
      left join file_sighting s on s.referral_id = k.referral_id and s.version = k.version and s.position = k.position
      left join content_membership m on m.kind = s.kind and m.value = s.value and m.valid_to is null
      left join lateral (select min(first_at) as first_at from content_tally t where t.group_id = m.group_id) as tally on true
      where r.referral_id = any(${ids}::uuid[])
      group by k.referral_id, k.version, k.position, k.value_id
      order by k.referral_id, k.position, distance, k.value_id`,
  );
}

/** Referrals that count and show one of these values, in the order of their ids, after `after`. */
export async function referralsWithHits(
  db: Db,
  valueIds: readonly number[],
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ id: string }>`select distinct r.referral_id as id from known_file k
      join matched_referral r on r.referral_id = k.referral_id and r.version = k.version and r.withdrawn_at is null
      where k.value_id = any(${valueIds}::integer[]) and (${after}::uuid is null or r.referral_id > ${after})
      order by 1 limit ${limit}`,
  );
  return found.map(({ id }) => id);
}
