import { randomBytes } from 'node:crypto';
import { row, rows, type Store, sql } from '../../shared/db.ts';
import type { WrappedKey } from '../../shared/key-service.ts';

const KEY_BYTES = 32;

/** The bureau's secret by which tables are moved: made when it is first asked for, stored wrapped, the same for good. */
export async function tableKey({ db, keys, clock }: Store): Promise<Buffer> {
  const [stored] = await storedKey(db);
  if (stored) return (await keys.unwrap([stored]))[0]!;
  const [made] = await keys.wrap([randomBytes(KEY_BYTES)]);
  await rows(
    db,
    sql`insert into picture_table_key (key_id, wrapped, made_at)
        values (${made!.keyId}, ${made!.wrapped}, ${clock.now()}) on conflict do nothing`,
  );
  // Whoever was first made it.
  const [kept] = await storedKey(db);
  return (await keys.unwrap([kept!]))[0]!;
}

async function storedKey(db: Store['db']): Promise<WrappedKey[]> {
  const found = await row<WrappedKey>(db, sql`select key_id as "keyId", wrapped from picture_table_key`);
  return found ? [found] : [];
}
