import { type Actor, actorRef } from '../../access/index.ts';
import { type NewEntry, record } from '../../ledger/index.ts';
import type { Tx } from '../../shared/db.ts';

type Act = Pick<NewEntry, 'action' | 'detail' | 'digest'> & { releaseId: string; verb?: NewEntry['verb'] };

/** The ledger entry of whatever is done with an edition: codes and ids, none of its words. */
export async function recordOnRelease(
  tx: Tx,
  actor: Actor,
  { releaseId, verb = 'altered', ...act }: Act,
): Promise<void> {
  await record(tx, [{ ...act, verb, actor: actorRef(actor), purpose: 'statistics', subjects: [releaseId] }]);
}
