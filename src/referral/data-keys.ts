import { type Db, PREPARED, rows, type Store, sql } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';

type WrappedRow = { id: string; keyId: string; wrapped: Buffer };

/** The data keys of referrals, by id: what a later stage seals under one dies with the record. Erased ones are absent. */
export async function openDataKeys(
  store: Store,
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Buffer>> {
  const wrapped = await rows(
    db,
    sql<WrappedRow>`${PREPARED}select id, key_id as "keyId", wrapped_key as wrapped from referral
      where id = any(${ids}::uuid[]) and wrapped_key is not null`,
  );
  const dataKeys = await store.keys.unwrap(wrapped);
  return new Map(wrapped.map(({ id }, i) => [id, dataKeys[i]!]));
}

/** The data key of one referral; throws `keys.record-erased`. */
export async function openDataKey(store: Store, db: Db, id: string): Promise<Buffer> {
  const dataKey = (await openDataKeys(store, db, [id])).get(id);
  if (!dataKey) throw new Problem('keys.record-erased');
  return dataKey;
}

/** Destroys the key of a disposed record: what is sealed under it cannot be opened again. A backup still has the key. */
export async function destroyKey(db: Db, id: string): Promise<void> {
  await rows(db, sql`update referral set wrapped_key = null where id = ${id} and state = 'disposed'`);
}
