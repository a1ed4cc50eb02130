import { rows, sql, type Tx } from '../shared/db.ts';

/** Chosen at random; it only has to differ from the other advisory locks of this database. */
const JOINING_LOCK = 7_316_204_558;

/** One writer at a time joins referrals up, until its transaction ends: groups, keys and folds stay consistent. */
export async function lockJoining(tx: Tx): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(${JOINING_LOCK}::bigint)`);
}
