import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Clock } from './clock.ts';
import type { KeyService } from './key-service.ts';

/** A connection pool or an open transaction. Every statement is plain SQL through Kysely's `sql` tag. */
export type Db = Kysely<object>;

/** An open transaction: a function that asks for `Tx` must be called inside one. */
export type Tx = Transaction<object>;

/** What a use case is given: where the records are, what opens the sealed ones, and what time it is. */
export type Store = { db: Db; keys: KeyService; clock: Clock };

/** Runs `work` in one transaction: all of it commits, or none. */
export async function inTransaction<T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> {
  return store.db.transaction().execute(work);
}

/** Rows of a statement. */
export async function rows<Row>(db: Db, statement: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await statement.execute(db)).rows;
}

/** The first row of a statement, if there is one. */
export async function row<Row>(db: Db, statement: ReturnType<typeof sql<Row>>): Promise<Row | undefined> {
  return (await rows(db, statement))[0];
}

const MARK = '/* prepared */';

/** Opens a statement that runs often with the same text: it is parsed and planned once for each connection. */
export const PREPARED = sql.raw(MARK);

export function isPrepared(text: string): boolean {
  return text.startsWith(MARK);
}

export { type RawBuilder, sql };
