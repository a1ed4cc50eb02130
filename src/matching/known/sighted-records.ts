import { type Db, row, rows, sql } from '../../shared/db.ts';

/** Sighted values that travel together: 640 KB. */
const PAGE = 20_000;

/** Distinct PDQ values that referrals showed, 32 bytes each, in their order, after `after`. */
export async function sightedPdqPage(db: Db, after: Uint8Array | null): Promise<Buffer> {
  const packed = await row(
    db,
    sql<{ values: Buffer | null }>`select string_agg(value, '' order by value) as values from (
      select distinct value from file_sighting
      where kind = 'pdq' and value > ${Buffer.from(after ?? [])}::bytea
      order by value limit ${PAGE}) as page`,
  );
  return packed?.values ?? Buffer.alloc(0);
}

/** A sighted value near a listed one. */
export type SightedHit = { value: Buffer; valueId: number; distance: number };

/** Keeps a hit for every file that shows such a value. */
export async function addNearHits(db: Db, hits: readonly SightedHit[]): Promise<void> {
  if (hits.length === 0) return;
  await rows(
    db,
    sql`insert into known_file (referral_id, version, position, value_id, distance)
        select s.referral_id, s.version, s.position, near.value_id, near.distance
        from unnest(${hits.map(({ value }) => value.toString('hex'))}::text[],
          ${hits.map(({ valueId }) => valueId)}::integer[], ${hits.map(({ distance }) => distance)}::smallint[])
          as near (hex, value_id, distance)
        join file_sighting s on s.kind = 'pdq' and s.value = decode(near.hex, 'hex')
        on conflict do nothing`,
  );
}

/** Keeps the exact hits of values that changed after one revision and up to another. */
export async function addExactHitsOfChanges(
  db: Db,
  { after, upTo }: { after: number; upTo: number },
): Promise<void> {
  await rows(
    db,
    sql`insert into known_file (referral_id, version, position, value_id, distance)
        select s.referral_id, s.version, s.position, k.id, 0
        from known_value k join file_sighting s on s.kind = k.kind and s.value = k.value
        where k.revision > ${after} and k.revision <= ${upTo}
        on conflict do nothing`,
  );
}
