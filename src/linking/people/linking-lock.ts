import { PREPARED, rows, sql, type Tx } from '../../shared/db.ts';

/** Chosen at random; it only has to differ from the other advisory locks of this database. */
const LINKING_LOCK = 4_809_133_627;

/** One writer at a time links people, until its transaction ends: keys, pairs and groups stay consistent. */
export async function lockLinking(tx: Tx): Promise<void> {
  await rows(tx, sql`${PREPARED}select pg_advisory_xact_lock(${LINKING_LOCK}::bigint)`);
}
