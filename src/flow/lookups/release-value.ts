import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import { letPass, valueOfQuarantine } from '../../matching/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { isId } from '../../shared/ids.ts';
import { enqueue } from '../../shared/outbox.ts';
import { Problem } from '../../shared/problem.ts';

/** A supervisor lets a value pass again that was held back; `quarantineId`: why it was. */
export async function releaseValue(store: Store, actor: Actor, quarantineId: string): Promise<void> {
  ensureMay(actor, 'release-value');
  if (!isId(quarantineId)) throw new Problem('matching.not-held-back');
  await inTransaction(store, async (tx) => {
    const valueId = await valueOfQuarantine(tx, quarantineId);
    const released =
      valueId !== undefined && (await letPass(tx, valueId, { at: store.clock.now(), personId: actor.id }));
    if (!released) throw new Problem('matching.not-held-back');
    // It counts again for the order of the referrals that show it.
    await enqueue(tx, [{ kind: 'match-list-values', subject: quarantineId }]);
    await record(tx, [
      {
        verb: 'altered',
        action: 'release-value',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: [],
        detail: { value: valueId },
      },
    ]);
  });
}
