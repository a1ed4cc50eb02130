import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import { type GroupedKind, hashKey, type UsableHash } from '../usable-hash.ts';
import type { CheckedEntry } from './check-entry.ts';
import { markValuesOf } from './list-changes.ts';
import { takeGivenOpinions } from './opinion-records.ts';

/** Whose entries, in which import, at what time. */
export type Taking = { listId: number; importId: string; at: Date };

export type Taken = {
  added: number;
  updated: number;
  unchanged: number;
  withdrawn: number;
  unknownWithdrawals: number;
  opinions: number;
};

type Standing = { id: number; lastingId: number; upstreamId: string; digest: Buffer };
type NewRow = { entry: CheckedEntry; lastingId: number | null; replaces: number | null };

/**
 * Takes in entries and withdrawals of one list; each id stands in them once. An entry that says nothing new changes
 * nothing; one that does is a further row, and the row before it ends. Called inside `changingLists`.
 */
export async function takeEntries(
  tx: Tx,
  taking: Taking,
  { entries, withdrawals }: { entries: readonly CheckedEntry[]; withdrawals: readonly string[] },
): Promise<Taken> {
  const standing = await standingRows(tx, taking.listId, [...entries.map(({ id }) => id), ...withdrawals]);
  const earlier = await endedRows(
    tx,
    taking.listId,
    entries.map(({ id }) => id).filter((id) => !standing.has(id)),
  );
  const fresh = entries
    .filter((entry) => !standing.get(entry.id)?.digest.equals(entry.digest))
    .map((entry) => {
      const before = standing.get(entry.id);
      return {
        entry,
        lastingId: before?.lastingId ?? earlier.get(entry.id) ?? null,
        replaces: before?.id ?? null,
      };
    });
  const withdrawn = withdrawals.flatMap((id) => standing.get(id)?.id ?? []);
  const updated = fresh.flatMap(({ replaces }) => replaces ?? []);
  await endRows(tx, taking, updated, 'updated');
  await endRows(tx, taking, withdrawn, 'withdrawn');
  const placed = await insertRows(tx, taking, fresh);
  const lasting = new Map([...standing].map(([id, { lastingId }]) => [id, lastingId]));
  for (const { upstreamId, lastingId } of placed) lasting.set(upstreamId, lastingId);
  const opinions = await takeGivenOpinions(
    tx,
    taking,
    entries.map(({ id, opinions: given }) => ({
      entryId: lasting.get(id)!,
      isNew: !standing.has(id) && !earlier.has(id),
      given,
    })),
  );
  return {
    added: fresh.length - updated.length,
    updated: updated.length,
    unchanged: entries.length - fresh.length,
    withdrawn: withdrawn.length,
    unknownWithdrawals: withdrawals.length - withdrawn.length,
    opinions,
  };
}

async function standingRows(db: Db, listId: number, ids: readonly string[]): Promise<Map<string, Standing>> {
  const found = await rows(
    db,
    sql<Standing>`select id, lasting_id as "lastingId", upstream_id as "upstreamId", digest from list_entry
      where list_id = ${listId} and upstream_id = any(${ids}::text[]) and ended_revision is null`,
  );
  return new Map(found.map((standing) => [standing.upstreamId, standing]));
}

/** Entries that were withdrawn and may be listed again: they keep their lasting id, and with it their disputes. */
async function endedRows(db: Db, listId: number, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const found = await rows(
    db,
    sql<{ upstreamId: string; lastingId: number }>`
      select distinct upstream_id as "upstreamId", lasting_id as "lastingId" from list_entry
      where list_id = ${listId} and upstream_id = any(${ids}::text[]) and ended_revision is not null`,
  );
  return new Map(found.map(({ upstreamId, lastingId }) => [upstreamId, lastingId]));
}

async function endRows(
  tx: Tx,
  { importId, at }: Taking,
  ids: readonly number[],
  because: 'updated' | 'withdrawn',
): Promise<void> {
  if (ids.length === 0) return;
  await rows(
    tx,
    sql`update list_entry set ended_revision = nextval('list_revision'), ended_at = ${at}, ended_by = ${importId},
        ended_because = ${because} where id = any(${ids}::bigint[])`,
  );
  await markValuesOf(tx, ids);
}

async function insertRows(
  tx: Tx,
  taking: Taking,
  fresh: readonly NewRow[],
): Promise<{ upstreamId: string; id: number; lastingId: number }[]> {
  if (fresh.length === 0) return [];
  const entries = fresh.map(({ entry }) => entry);
  const placed = await rows(
    tx,
    sql<{ upstreamId: string; id: number; lastingId: number }>`
      with new as (
        select nextval(pg_get_serial_sequence('list_entry', 'id')) as id, given.* from unnest(
          ${entries.map(({ id }) => id)}::text[], ${fresh.map(({ lastingId }) => lastingId)}::bigint[],
          ${entries.map(({ media }) => media)}::text[], ${entries.map(({ classification }) => classification)}::text[],
          ${entries.map(({ scheme }) => scheme)}::text[], ${entries.map(({ member }) => member?.id ?? null)}::text[],
          ${entries.map(({ labels }) => labels.join(' ') || null)}::text[],
          ${entries.map(({ listedAt }) => listedAt)}::timestamptz[], ${entries.map(({ digest }) => digest)}::bytea[])
          as given (upstream_id, lasting_id, media, classification, scheme, given_by, labels, listed_at, digest))
      insert into list_entry (id, lasting_id, list_id, upstream_id, media, classification, scheme, given_by, labels,
        listed_at, digest, import_id, added_revision)
      select id, coalesce(lasting_id, id), ${taking.listId}, upstream_id, media, classification, scheme, given_by,
        string_to_array(labels, ' '), listed_at, digest, ${taking.importId}, nextval('list_revision') from new
      returning id, lasting_id as "lastingId", upstream_id as "upstreamId"`,
  );
  const rowIds = new Map(placed.map(({ upstreamId, id }) => [upstreamId, id]));
  await putValues(
    tx,
    entries.flatMap(({ id, values }) => values.map((value) => ({ ...value, row: rowIds.get(id)! }))),
  );
  return placed;
}

type PlacedValue = UsableHash & { row: number };

/** A number is drawn for values that are new only: numbers are 32 bits wide and must last. */
async function putValues(tx: Tx, values: readonly PlacedValue[]): Promise<void> {
  const distinct = new Map(values.map((value) => [hashKey(value), value]));
  const ids = await knownIds(tx, [...distinct.values()]);
  await touchValues(tx, [...ids.values()]);
  const fresh = [...distinct].filter(([key]) => !ids.has(key)).map(([, value]) => value);
  for (const [key, id] of await addValues(tx, fresh)) ids.set(key, id);
  await rows(
    tx,
    sql`insert into entry_value (value_id, entry_id, quality)
      select * from unnest(${values.map((value) => ids.get(hashKey(value))!)}::integer[],
        ${values.map(({ row }) => row)}::bigint[], ${values.map(({ quality }) => quality)}::smallint[])`,
  );
}

type NamedValue = { id: number; kind: GroupedKind; hex: string };

async function knownIds(db: Db, values: readonly PlacedValue[]): Promise<Map<string, number>> {
  const found = await rows(
    db,
    sql<NamedValue>`select k.id, k.kind, encode(k.value, 'hex') as hex
      from unnest(${values.map(({ kind }) => kind)}::text[], ${values.map(({ hex }) => hex)}::text[]) as given (kind, hex)
      join known_value k on k.kind = given.kind and k.value = decode(given.hex, 'hex')`,
  );
  return new Map(found.map((value) => [hashKey(value), value.id]));
}

async function addValues(tx: Tx, values: readonly PlacedValue[]): Promise<Map<string, number>> {
  if (values.length === 0) return new Map();
  const added = await rows(
    tx,
    sql<NamedValue>`insert into known_value (kind, value, revision)
      select kind, decode(hex, 'hex'), nextval('list_revision')
      from unnest(${values.map(({ kind }) => kind)}::text[], ${values.map(({ hex }) => hex)}::text[]) as new (kind, hex)
      returning id, kind, encode(value, 'hex') as hex`,
  );
  return new Map(added.map((value) => [hashKey(value), value.id]));
}

async function touchValues(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await rows(
    tx,
    sql`update known_value set revision = nextval('list_revision') where id = any(${ids}::integer[])`,
  );
}
