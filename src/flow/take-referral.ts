import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { addAssignment, enterQueue } from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import { referralHeader } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { ensureSees } from './visible-referrals.ts';

/**
 * Takes a referral on as one's own work, or hands it back to everybody. `to`: another person, whom a supervisor or
 * duty officer sets to it: the only way to a covert one for whoever may not see all.
 */
export async function takeReferral(
  store: Store,
  actor: Actor,
  asked: { referralId: string; handBack?: boolean; to?: string },
): Promise<void> {
  ensureMay(actor, 'decide-priority');
  const { referralId, handBack = false, to = actor.id } = asked;
  if (to !== actor.id) ensureMay(actor, 'see-sensitive');
  await inTransaction(store, async (tx) => {
    await ensureSees(tx, actor, await referralHeader(tx, referralId));
    await addAssignment(tx, {
      referralId,
      personId: handBack ? null : to,
      assignedBy: actor.id,
      assignedAt: store.clock.now(),
    });
    await record(tx, [
      {
        verb: 'altered',
        action: handBack ? 'hand-back' : to === actor.id ? 'take-on' : 'assign',
        actor: actorRef(actor),
        purpose: 'triage',
        subjects: [referralId],
        detail: { to: handBack ? null : to },
      },
    ]);
    await enterQueue(tx, [referralId]);
  });
}
