import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { addAssignment, enterQueue } from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import { referralHeader } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { ensureSees } from './visible-referrals.ts';

/** Takes a referral on as one's own work, or hands it back to everybody. */
export async function takeReferral(
  store: Store,
  actor: Actor,
  asked: { referralId: string; handBack?: boolean },
): Promise<void> {
  ensureMay(actor, 'decide-priority');
  const { referralId, handBack = false } = asked;
  await inTransaction(store, async (tx) => {
    await ensureSees(tx, actor, await referralHeader(tx, referralId));
    await addAssignment(tx, {
      referralId,
      personId: handBack ? null : actor.id,
      assignedBy: actor.id,
      assignedAt: store.clock.now(),
    });
    await record(tx, [
      {
        verb: 'altered',
        action: handBack ? 'hand-back' : 'take-on',
        actor: actorRef(actor),
        purpose: 'triage',
        subjects: [referralId],
      },
    ]);
    await enterQueue(tx, [referralId]);
  });
}
