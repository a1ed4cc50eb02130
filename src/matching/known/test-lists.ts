import { type Db, rows, sql } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import type { GroupedKind } from '../usable-hash.ts';

// Fixtures: lists of generated values, written as the importer writes them.

export type TestEntry = { hash: Buffer; kind?: GroupedKind; quality?: number; classification?: string };
type TestList = { meaning?: 'harmful' | 'not-of-concern' | 'meme'; code?: string; scheme?: string };

/** Lists values, each an entry of its own; answers with their ids. `owner`: of the tables. */
export async function listValues(
  owner: Db,
  entries: readonly TestEntry[],
  { meaning = 'harmful', code = `sample-${meaning}`, scheme = 'uk-abc' }: TestList = {},
): Promise<number[]> {
  const importId = newId();
  const at = new Date('2026-03-01T00:00:00Z');
  await rows(
    owner,
    sql`insert into hash_list (code, name, holder, meaning, scheme, own, added_at)
        values (${code}, ${`Sample list ${code}`}, 'Sample holder', ${meaning}, ${scheme}, false, ${at})
        on conflict (code) do nothing`,
  );
  const listed = await rows(
    owner,
    sql<{ id: number }>`
      with list as (select id from hash_list where code = ${code}),
      given as (
        select row_number() over () as n, kind, decode(hex, 'hex') as value, quality, classification
        from unnest(${entries.map(({ kind }) => kind ?? 'pdq')}::text[],
          ${entries.map(({ hash }) => hash.toString('hex'))}::text[], ${entries.map(({ quality }) => quality ?? null)}::smallint[],
          ${entries.map(({ classification }) => classification ?? null)}::text[]) as e (kind, hex, quality, classification)),
      import as (insert into hash_list_import (id, list_id, format, started_by, started_at)
        select ${importId}, id, 'csv', 'system:test', ${at} from list),
      value as (insert into known_value (kind, value, revision)
        select kind, value, nextval('list_revision') from given
        on conflict (kind, value) do update set revision = nextval('list_revision') returning id, kind, value),
      entry as (insert into list_entry (id, lasting_id, list_id, upstream_id, media, classification, digest, import_id, added_revision)
        select drawn.id, drawn.id, list.id, 'entry-' || drawn.id, 'image', drawn.classification, '\\x00', ${importId}, 1
        from (select nextval(pg_get_serial_sequence('list_entry', 'id')) as id, n, classification from given) as drawn, list
        returning id, classification),
      paired as (
        select e.id as entry_id, g.kind, g.value, g.quality
        from (select id, row_number() over (order by id) as n from entry) as e join given g on g.n = e.n),
      linked as (insert into entry_value (value_id, entry_id, quality)
        select v.id, p.entry_id, p.quality from paired p join value v on v.kind = p.kind and v.value = p.value
        returning value_id)
      select v.id from given g join value v on v.kind = g.kind and v.value = g.value order by g.n`,
  );
  return listed.map(({ id }) => id);
}

export async function listPdq(owner: Db, hashes: readonly Buffer[], list: TestList = {}): Promise<number[]> {
  return listValues(
    owner,
    hashes.map((hash) => ({ hash })),
    list,
  );
}

/** Ends every entry that names these values. */
export async function withdrawPdq(owner: Db, ids: readonly number[]): Promise<void> {
  await rows(
    owner,
    sql`with ended as (update list_entry set ended_revision = nextval('list_revision'), ended_because = 'withdrawn'
          where id in (select entry_id from entry_value where value_id = any(${ids}::integer[])))
        update known_value set revision = nextval('list_revision') where id = any(${ids}::integer[])`,
  );
}
