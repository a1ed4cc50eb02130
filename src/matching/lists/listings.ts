import { type Db, type RawBuilder, rows, sql } from '../../shared/db.ts';
import type { GroupedKind } from '../usable-hash.ts';
import type { EntryStanding, Meaning, Media } from './vocabulary.ts';

/** What one list says of a value. `entryId` names the entry for good, through all its updates. */
export type Listing = {
  valueId: number;
  entryId: number;
  list: string;
  name: string;
  holder: string;
  meaning: Meaning;
  /** The scheme of `classification`; both as the holder gave them. */
  scheme: string;
  country: string | null;
  classification: string | null;
  media: Media;
  listedAt: Date | null;
  /** Holders whose latest opinion it is. */
  opinions: { positive: number; negative: number; disputed: number; seed: number };
  standing: EntryStanding;
  /** A dispute of it waits for a supervisor: `standing` is what the objections say meanwhile. */
  undecided: boolean;
  /** Of a PDQ value, where the list gave it. */
  quality: number | null;
};

/** A value that some list names or named. `listed`: some open list names it now. `hex`: lower case. */
export type KnownValue = { id: number; kind: GroupedKind; hex: string };
export type ChangedValue = KnownValue & { revision: number; listed: boolean };

/** What the open lists say of these values. A value without a listing is not in the answer. */
export async function listingsOf(db: Db, valueIds: readonly number[]): Promise<Map<number, Listing[]>> {
  if (valueIds.length === 0) return new Map();
  const found = await rows(
    db,
    sql<Listing>`
      select v.value_id as "valueId", e.lasting_id as "entryId", l.code as list, l.name, l.holder, l.meaning,
        coalesce(e.scheme, l.scheme) as scheme, l.country, e.classification, e.media, e.listed_at as "listedAt",
        v.quality, ${OPINIONS_OF_ENTRY} as opinions, ${STANDING_OF_ENTRY} as standing,
        exists (select from entry_dispute d where d.entry_id = e.lasting_id and d.decided_at is null) as undecided
      from entry_value v
      join list_entry e on e.id = v.entry_id and e.ended_revision is null
      join hash_list l on l.id = e.list_id and l.closed_at is null
      where v.value_id = any(${valueIds}::integer[])
      order by v.value_id, l.code, e.lasting_id`,
  );
  return Map.groupBy(found, ({ valueId }) => valueId);
}

/** Of each holder the latest opinion counts; one that was withdrawn counts for nothing. */
export const OPINIONS_OF_ENTRY = sql`(
  select json_build_object(
    'positive', count(*) filter (where o.opinion = 'positive'), 'negative', count(*) filter (where o.opinion = 'negative'),
    'disputed', count(*) filter (where o.opinion = 'disputed'), 'seed', count(*) filter (where o.opinion = 'investigation-seed'))
  from (select distinct on (holder) opinion from entry_opinion where entry_id = e.lasting_id order by holder, id desc) as o)`;

/** The latest dispute of an entry says it; one that was rejected or taken back leaves the entry standing. */
export const standingOf = (entryId: RawBuilder<unknown>) => sql`coalesce((
  select case
    when d.decision = 'upheld' or (d.decision is null and d.negative) then 'not-harmful'
    when d.decision is null then 'disputed' else 'stands' end
  from entry_dispute d where d.entry_id = ${entryId} order by d.id desc limit 1), 'stands')`;

export const STANDING_OF_ENTRY = standingOf(sql`e.lasting_id`);

const LISTED = sql`exists (select from entry_value v
  join list_entry e on e.id = v.entry_id and e.ended_revision is null
  join hash_list l on l.id = e.list_id and l.closed_at is null
  where v.value_id = k.id)`;

/**
 * Values about which a list's word changed after `sinceRevision`, in the order of their revisions: start at 0, go on
 * from the last revision of the answer. Whoever has read a revision has read everything committed before it.
 */
export async function changedValues(
  db: Db,
  sinceRevision: number,
  options: { kind?: GroupedKind; limit?: number } = {},
): Promise<ChangedValue[]> {
  const { kind, limit = 50_000 } = options;
  return rows(
    db,
    sql<ChangedValue>`select k.id, k.kind, encode(k.value, 'hex') as hex, k.revision, ${LISTED} as listed
      from known_value k where k.revision > ${sinceRevision}
        ${kind ? sql`and k.kind = ${kind}` : sql``} order by k.revision limit ${limit}`,
  );
}

/** The highest revision that is committed; 0 before any list. */
export async function latestRevision(db: Db): Promise<number> {
  const [found] = await rows(
    db,
    sql<{ revision: number | null }>`select max(revision) as revision from known_value`,
  );
  return found?.revision ?? 0;
}

/** Which of these values are known to some list, now or before; ask `listingsOf` for what is said now. */
export async function exactValues(
  db: Db,
  hashes: readonly { kind: GroupedKind; hex: string }[],
): Promise<KnownValue[]> {
  if (hashes.length === 0) return [];
  return rows(
    db,
    sql<KnownValue>`select k.id, k.kind, encode(k.value, 'hex') as hex
      from unnest(${hashes.map(({ kind }) => kind)}::text[], ${hashes.map(({ hex }) => hex)}::text[]) as asked (kind, hex)
      join known_value k on k.kind = asked.kind and k.value = decode(asked.hex, 'hex')`,
  );
}

/** The values that one committed change was about: the subject of the job `match-list-values` is a change's id. */
export async function valuesOfChange(db: Db, changeId: string): Promise<ChangedValue[]> {
  return rows(
    db,
    sql<ChangedValue>`select k.id, k.kind, encode(k.value, 'hex') as hex, k.revision, ${LISTED} as listed
      from hash_list_change c
      join known_value k on k.revision between c.first_revision and c.last_revision
      where c.id = ${changeId} order by k.revision`,
  );
}

/** PostgreSQL channel on which each commit that changes what lists say tells its last revision. */
export const KNOWN_VALUES_CHANNEL = 'known_values';
