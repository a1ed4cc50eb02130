import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import type { Meaning, Scheme } from './vocabulary.ts';

/** A hash list as it is registered. `contact`: a desk, never a person. `handling`: what its holder allows. */
export type NewHashList = {
  code: string;
  name: string;
  holder: string;
  meaning: Meaning;
  scheme: Scheme;
  /** ISO 3166-1 alpha-2; null where it belongs to no country. */
  country: string | null;
  own: boolean;
  handling: string | null;
  contact: string | null;
};

export type HashList = NewHashList & { id: number; addedAt: Date; closedAt: Date | null };

const COLUMNS = sql`id, code, name, holder, meaning, scheme, country, own, handling, contact,
  added_at as "addedAt", closed_at as "closedAt"`;

/** Throws `lists.code-taken`. */
export async function addList(tx: Tx, list: NewHashList, at: Date): Promise<HashList> {
  const added = await row(
    tx,
    sql<HashList>`insert into hash_list (code, name, holder, meaning, scheme, country, own, handling, contact, added_at)
      values (${list.code}, ${list.name}, ${list.holder}, ${list.meaning}, ${list.scheme}, ${list.country}, ${list.own},
        ${list.handling}, ${list.contact}, ${at})
      on conflict (code) do nothing returning ${COLUMNS}`,
  );
  if (!added) throw new Problem('lists.code-taken', { detail: list.code });
  return added;
}

/** Throws `lists.unknown-list`. */
export async function findList(db: Db, code: string): Promise<HashList> {
  const found = await row(db, sql<HashList>`select ${COLUMNS} from hash_list where code = ${code}`);
  if (!found) throw new Problem('lists.unknown-list');
  return found;
}

/** From now on the list says nothing. Gives false where it was closed before. */
export async function closeList(tx: Tx, id: number, at: Date): Promise<boolean> {
  const closed = await rows(
    tx,
    sql`update hash_list set closed_at = ${at} where id = ${id} and closed_at is null returning id`,
  );
  return closed.length > 0;
}

export type ListLine = HashList & {
  entries: number;
  imports: number;
  lastImport: Date | null;
  openDisputes: number;
};

/** Every list with what it holds, by the counts of its imports. */
export async function listLines(db: Db): Promise<ListLine[]> {
  return rows(
    db,
    sql<ListLine>`select ${COLUMNS}, coalesce(i.entries, 0)::integer as entries, coalesce(i.imports, 0)::integer as imports,
        i.last_import as "lastImport", coalesce(d.disputes, 0)::integer as "openDisputes"
      from hash_list
      left join (
        select list_id, sum(coalesce((counts ->> 'added')::bigint, 0) - coalesce((counts ->> 'withdrawn')::bigint, 0)) as entries,
          count(*) filter (where format <> 'own') as imports, max(started_at) filter (where format <> 'own') as last_import
        from hash_list_import group by list_id) as i on i.list_id = hash_list.id
      left join (select list_id, count(*) as disputes from entry_dispute where decided_at is null group by list_id) as d
        on d.list_id = hash_list.id
      order by closed_at is not null, own desc, code`,
  );
}
