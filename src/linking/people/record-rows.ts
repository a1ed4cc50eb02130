import { type Db, PREPARED, rows, sql, type Tx } from '../../shared/db.ts';
import type { PersonLayer, PersonRecord } from './person-link.ts';

/** What is stored of one party. `keys`, `terms`: signed 64-bit numbers in decimal digits. */
export type RecordRow = PersonRecord & { keys: string[]; terms: string[]; leftAt: Date | null };

/** A party as it is to be stored. `sealed`: its values under the referral's key. */
export type NewRecord = Omit<RecordRow, 'id' | 'leftAt'> & { spec: string; sealed: Buffer };

/** What a comparison needs of a record: `sealed`, its values under the referral's key. */
export type SealedRecord = Pick<RecordRow, 'id' | 'referralId' | 'terms'> & { sealed: Buffer };

const COLUMNS = sql`r.id, r.referral_id as "referralId", r.party, r.layer, r.version, r.keys::text[] as keys,
  r.terms::text[] as terms, r.left_at as "leftAt"`;

/** Every record these referrals ever had, the latest last. */
export async function recordsEver(
  db: Db,
  referralIds: readonly string[],
): Promise<(RecordRow & { spec: string })[]> {
  return rows(
    db,
    sql<RecordRow & { spec: string }>`${PREPARED}select ${COLUMNS}, r.spec from er_record r
      where r.referral_id = any(${referralIds}::uuid[]) order by r.id`,
  );
}

/** As what a referral's people are stored; null where they count no more. */
export type StoredPeople = { version: number; spec: string } | null;

/** The same of each of these referrals that has records. All that count were stored together. */
export async function storedPeople(
  db: Db,
  referralIds: readonly string[],
): Promise<Map<string, StoredPeople>> {
  const found = await rows(
    db,
    sql<{ id: string; version: number | null; spec: string | null }>`${PREPARED}
      select r.referral_id as id, min(r.version) filter (where r.left_at is null) as version,
        min(r.spec) filter (where r.left_at is null) as spec
      from er_record r where r.referral_id = any(${referralIds}::uuid[]) group by r.referral_id`,
  );
  return new Map(
    found.map(({ id, version, spec }) => [id, version === null ? null : { version, spec: spec! }]),
  );
}

/** Records that count, of some referrals. */
export async function personRecordsOf(db: Db, referralIds: readonly string[]): Promise<PersonRecord[]> {
  return rows(
    db,
    sql<PersonRecord>`select r.id, r.referral_id as "referralId", r.party, r.layer, r.version from er_record r
      where r.referral_id = any(${referralIds}::uuid[]) and r.left_at is null order by r.id`,
  );
}

/** Records by their ids, also those that count no more; erased ones are absent. */
export async function personRecords(db: Db, ids: readonly number[]): Promise<PersonRecord[]> {
  return rows(
    db,
    sql<PersonRecord>`select r.id, r.referral_id as "referralId", r.party, r.layer, r.version from er_record r
      where r.id = any(${ids}::bigint[]) order by r.id`,
  );
}

/** Lists of hashes are read as one text: the driver reads an array sign by sign. */
export type Joined<T extends { terms: string[] }> = Omit<T, 'terms'> & { terms: string };

export function listed(joined: string): string[] {
  return joined === '' ? [] : joined.split(' ');
}

/** Records that count, with their sealed values. */
export async function sealedRecords(db: Db, ids: readonly number[]): Promise<SealedRecord[]> {
  if (ids.length === 0) return [];
  const found = await rows(
    db,
    sql<Joined<SealedRecord>>`${PREPARED}select r.id, r.referral_id as "referralId",
        array_to_string(r.terms, ' ') as terms, r.sealed
      from er_record r where r.id = any(${ids}::bigint[]) and r.left_at is null`,
  );
  return found.map((one) => ({ ...one, terms: listed(one.terms) }));
}

/** How many records count. */
export async function countRecords(db: Db): Promise<number> {
  const [counted] = await rows(
    db,
    sql<{ count: number }>`select count(*) as count from er_record where left_at is null`,
  );
  return counted!.count;
}

/** Takes parties in, with their keys; answers with their ids, in the order given. */
export async function addRecords(tx: Tx, records: readonly NewRecord[]): Promise<number[]> {
  if (records.length === 0) return [];
  const added = await rows(
    tx,
    sql<{ id: number; referralId: string; party: number }>`${PREPARED}
      with added as (insert into er_record (referral_id, party, layer, version, spec, keys, terms, sealed)
      select referral_id, party, layer, version, spec, keys::bigint[], terms::bigint[], sealed
      from unnest(${records.map((r) => r.referralId)}::uuid[], ${records.map((r) => r.party)}::integer[],
        ${records.map((r) => r.layer)}::text[], ${records.map((r) => r.version)}::integer[],
        ${records.map((r) => r.spec)}::text[], ${records.map((r) => asArray(r.keys))}::text[],
        ${records.map((r) => asArray(r.terms))}::text[], ${records.map((r) => r.sealed)}::bytea[])
        with ordinality as new (referral_id, party, layer, version, spec, keys, terms, sealed, position)
      order by position
      returning id, referral_id, party, keys, terms),
      keyed as (insert into er_key (k, record) select distinct unnest(keys || terms), id from added on conflict do nothing)
      select id, referral_id as "referralId", party from added`,
  );
  const ids = new Map(added.map(({ id, referralId, party }) => [`${referralId} ${party}`, id]));
  return records.map(({ referralId, party }) => ids.get(`${referralId} ${party}`)!);
}

/** The same record with other values, or one that counts again; with its keys. */
export async function renewRecords(tx: Tx, records: readonly (NewRecord & { id: number })[]): Promise<void> {
  if (records.length === 0) return;
  await rows(
    tx,
    sql`with renewed as (update er_record r set version = new.version, spec = new.spec, keys = new.keys::bigint[],
          terms = new.terms::bigint[], sealed = new.sealed, left_at = null
        from unnest(${records.map((r) => r.id)}::bigint[], ${records.map((r) => r.version)}::integer[],
          ${records.map((r) => r.spec)}::text[], ${records.map((r) => asArray(r.keys))}::text[],
          ${records.map((r) => asArray(r.terms))}::text[], ${records.map((r) => r.sealed)}::bytea[])
          as new (id, version, spec, keys, terms, sealed)
        where r.id = new.id returning r.id, r.keys, r.terms)
        insert into er_key (k, record) select distinct unnest(keys || terms), id from renewed
        on conflict do nothing`,
  );
}

/** From now on these count no more, and are of no crowd. */
export async function leaveRecords(tx: Tx, ids: readonly number[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await rows(
    tx,
    sql`update er_record set left_at = ${at} where id = any(${ids}::bigint[]) and left_at is null`,
  );
  await rows(tx, sql`delete from er_crowded where record = any(${ids}::bigint[])`);
}

/** Erases what is stored of referrals that were disposed of. Answers with the ids of the records. */
export async function eraseRecords(tx: Tx, referralIds: readonly string[]): Promise<number[]> {
  if (referralIds.length === 0) return [];
  const erased = await rows(
    tx,
    sql<{ id: number }>`delete from er_record where referral_id = any(${referralIds}::uuid[]) returning id`,
  );
  const ids = erased.map(({ id }) => id);
  await rows(tx, sql`delete from er_cluster_membership where record = any(${ids}::bigint[])`);
  await rows(
    tx,
    sql`delete from er_disagreement where a = any(${ids}::bigint[]) or b = any(${ids}::bigint[])`,
  );
  return ids;
}

function asArray(numbers: readonly string[]): string {
  return `{${numbers.join(',')}}`;
}

/** The layers of some records. */
export function layersOf(records: readonly PersonRecord[]): Map<number, PersonLayer> {
  return new Map(records.map(({ id, layer }) => [id, layer]));
}

/** The keys and terms of records that count. */
export async function personKeysOf(
  db: Db,
  ids: readonly number[],
): Promise<Map<number, { keys: string[]; terms: string[] }>> {
  const found = await rows(
    db,
    sql<{
      id: number;
      keys: string[];
      terms: string[];
    }>`${PREPARED}select r.id, r.keys::text[] as keys, r.terms::text[] as terms
      from er_record r where r.id = any(${ids}::bigint[]) and r.left_at is null`,
  );
  return new Map(found.map(({ id, ...hashed }) => [id, hashed]));
}
