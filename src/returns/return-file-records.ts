import { type Db, row, rows, type Store, sql, type Tx } from '../shared/db.ts';
import { newDataKey, seal, sealJson, unseal, unsealJson } from '../shared/envelope.ts';
import type { WrappedKey } from '../shared/key-service.ts';
import { Problem } from '../shared/problem.ts';
import { Sealed } from '../shared/sealed.ts';

// What a return holds that may name somebody: the file, its name and what was read; all under the return's own key.

const FILE_SEALED_AS = 'return_file.content';
const NAME_SEALED_AS = 'return_file.name';
const READING_SEALED_AS = 'return_reading.reading';

export type ReturnFile = { name: string; content: Buffer };

export async function newReturnKey(store: Store): Promise<{ dataKey: Buffer; key: WrappedKey }> {
  const dataKey = newDataKey();
  const [key] = await store.keys.wrap([dataKey]);
  return { dataKey, key: key! };
}

/** Throws `keys.record-erased` once the file was erased. */
export async function returnKey(store: Store, db: Db, id: string): Promise<Buffer> {
  const found = await row(
    db,
    sql<WrappedKey>`select key_id as "keyId", wrapped_key as wrapped from force_return
      where id = ${id} and wrapped_key is not null`,
  );
  if (!found) throw new Problem('keys.record-erased');
  const [dataKey] = await store.keys.unwrap([found]);
  return dataKey!;
}

export async function addReturnFile(
  tx: Tx,
  dataKey: Buffer,
  { id, name, content }: ReturnFile & { id: string },
): Promise<void> {
  await rows(
    tx,
    sql`insert into return_file (return_id, name, content)
        values (${id}, ${seal(dataKey, NAME_SEALED_AS, Buffer.from(name))}, ${seal(dataKey, FILE_SEALED_AS, content)})`,
  );
}

export async function openReturnFile(db: Db, dataKey: Buffer, id: string): Promise<Sealed<ReturnFile>> {
  const kept = await row(
    db,
    sql<{ name: Buffer; content: Buffer }>`select name, content from return_file where return_id = ${id}`,
  );
  if (!kept) throw new Problem('returns.unknown');
  return new Sealed({
    name: unseal(dataKey, NAME_SEALED_AS, kept.name).toString(),
    content: unseal(dataKey, FILE_SEALED_AS, kept.content),
  });
}

export async function addReading(
  tx: Tx,
  dataKey: Buffer,
  { id, reading, by, at }: { id: string; reading: unknown; by: string; at: Date },
): Promise<void> {
  await rows(
    tx,
    sql`insert into return_reading (return_id, reading, read_by, read_at)
        values (${id}, ${sealJson(dataKey, READING_SEALED_AS, reading)}, ${by}, ${at})`,
  );
}

export async function latestReading<T>(db: Db, dataKey: Buffer, id: string): Promise<T> {
  const kept = await row(
    db,
    sql<{
      reading: Buffer;
    }>`select reading from return_reading where return_id = ${id} order by seq desc limit 1`,
  );
  if (!kept) throw new Problem('returns.unknown');
  return unsealJson<T>(dataKey, READING_SEALED_AS, kept.reading);
}

/** Destroys the key: file, name and reading cannot be opened again. A backup still has the key. */
export async function eraseReturnKey(tx: Tx, { id, at }: { id: string; at: Date }): Promise<void> {
  await rows(
    tx,
    sql`update force_return set wrapped_key = null, key_id = null, state = 'erased', state_since = ${at},
          revision = revision + 1 where id = ${id}`,
  );
}

/** Returns whose file is kept past its day; nobody else changes them until the transaction ends. */
export async function returnsToErase(db: Db, on: Date): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ id: string }>`select id from force_return
      where wrapped_key is not null and keep_until < ${on.toISOString().slice(0, 10)}::date order by keep_until for update`,
  );
  return found.map(({ id }) => id);
}
