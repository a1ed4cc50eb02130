import { PREPARED, rows, sql, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

/** Chosen at random; it only has to differ from the other advisory locks of this database. */
const LINKING_LOCK = 4_809_133_627;

/** One writer at a time links people, until its transaction ends: keys, pairs and groups stay consistent. */
export async function lockLinking(tx: Tx): Promise<void> {
  await rows(tx, sql`${PREPARED}select pg_advisory_xact_lock(${LINKING_LOCK}::bigint)`);
}

/** Chosen: a batch of referrals is linked within it; a rebuild or a rescoring may hold the lock for hours. */
const PATIENCE_MS = 10_000;
/** lock_not_available: Appendix A of the PostgreSQL manual. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * The same for somebody who waits for an answer: whoever waited as long as everything is scored again would keep a
 * connection, and a few of them all that there are. Throws `linking.busy`.
 */
export async function lockLinkingSoon(tx: Tx, patienceMs = PATIENCE_MS): Promise<void> {
  await setPatience(tx, patienceMs);
  try {
    await lockLinking(tx);
  } catch (cause) {
    if ((cause as { code?: unknown }).code === LOCK_NOT_AVAILABLE) throw new Problem('linking.busy');
    throw cause;
  }
  await setPatience(tx, 0);
}

/** Until the transaction ends. 0: without end. */
async function setPatience(tx: Tx, patienceMs: number): Promise<void> {
  await rows(tx, sql`select set_config('lock_timeout', ${String(patienceMs)}, true)`);
}
