import { raiseUnreadAlarms } from '../assessment/index.ts';
import { referralHeaders } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';

/**
 * Raises an alarm for documents that could not be read and that may tell of immediate danger: waiting in quarantine
 * must not be the end of them. What was repaired or disposed of in the meantime is left alone; safe to repeat.
 */
export async function callForUnread(store: Store, ids: readonly string[]): Promise<void> {
  await inTransaction(store, async (tx) => {
    const headers = await referralHeaders(tx, ids);
    const waiting = headers.filter(({ state }) => state === 'quarantined');
    await raiseUnreadAlarms(tx, store.clock.now(), waiting);
  });
}
