import { type Db, row, rows, sql } from '../../shared/db.ts';

/** Listed PDQ values as the index takes them. `lastId`: where the next page begins; null after the last one. */
export type ListedPage = { ids: Uint32Array; hashes: Uint8Array; lastId: number | null };

/** Values that travel together: 640 KB as bytes, twice that as text. */
const PAGE = 20_000;

type Packed = { ids: Buffer | null; hashes: Buffer | null; lastId: number | null };

/** PDQ values that some list names now, by id, packed: an array of values would cost ten times as much to read. */
export async function listedPdqPage(db: Db, afterId: number): Promise<ListedPage> {
  const packed = await row(
    db,
    sql<Packed>`select string_agg(int4send(id), '' order by id) as ids, string_agg(value, '' order by id) as hashes,
        max(id) as "lastId"
      from (
        select k.id, k.value from known_value k
        where k.kind = 'pdq' and k.id > ${afterId} and exists (
          select from entry_value v join list_entry e on e.id = v.entry_id and e.ended_revision is null
          join hash_list l on l.id = e.list_id and l.closed_at is null
          where v.value_id = k.id)
        order by k.id limit ${PAGE}) as page`,
  );
  const { ids, hashes, lastId } = packed!;
  return { ids: readIds(ids ?? Buffer.alloc(0)), hashes: hashes ?? new Uint8Array(), lastId };
}

/** int4send writes the highest byte first. */
function readIds(packed: Buffer): Uint32Array {
  return Uint32Array.from({ length: packed.length / 4 }, (_, at) => packed.readUInt32BE(at * 4));
}

export type Progress = { databaseId: string; neededRevision: number; matchedRevision: number };

export async function knownProgress(db: Db): Promise<Progress> {
  const found = await row(
    db,
    sql<Progress>`select database_id as "databaseId", needed_revision as "neededRevision",
      matched_revision as "matchedRevision" from known_progress`,
  );
  return found!;
}

/** From now on no referral is joined up by an index that is older. The caller holds the joining lock. */
export async function needRevision(db: Db, revision: number): Promise<void> {
  await rows(
    db,
    sql`update known_progress set needed_revision = greatest(needed_revision, ${revision}::bigint)`,
  );
}

/** All sightings have been compared with the values up to this revision. */
export async function matchedUpTo(db: Db, revision: number): Promise<void> {
  await rows(
    db,
    sql`update known_progress set matched_revision = greatest(matched_revision, ${revision}::bigint)`,
  );
}
