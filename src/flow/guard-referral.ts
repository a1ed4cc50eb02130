import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { enterQueue } from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import {
  GUARD_REASONS,
  membersFoldedInto,
  referralHeader,
  SENSITIVITIES,
  type Sensitivity,
  setSensitivity,
} from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { raiseConflicts } from './raise-conflicts.ts';

export type Guarding = {
  referralId: string;
  sensitivity: Sensitivity;
  reason: keyof typeof GUARD_REASONS;
};

/**
 * Sets who may see a referral at all: everybody at the desk, or supervisors and whoever works on it. What is folded
 * into it is guarded alike; a folded report is guarded with its head. Throws `referral.unknown-guard`.
 */
export async function guardReferral(store: Store, actor: Actor, asked: Guarding): Promise<void> {
  ensureMay(actor, 'guard-referral');
  const { referralId, sensitivity, reason } = asked;
  if (!Object.hasOwn(SENSITIVITIES, sensitivity) || !Object.hasOwn(GUARD_REASONS, reason)) {
    throw new Problem('referral.unknown-guard');
  }
  await inTransaction(store, async (tx) => {
    const { state, sensitivity: before } = await referralHeader(tx, referralId);
    if (state === 'folded') {
      throw new Problem('referral.action-not-possible', { detail: 'guard the one that it is folded into' });
    }
    const subjects = [referralId, ...(await membersFoldedInto(tx, [referralId])).map(({ id }) => id)];
    await setSensitivity(tx, subjects, sensitivity);
    await record(tx, [
      {
        verb: 'altered',
        action: 'guard',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects,
        detail: { from: before, to: sensitivity, reason },
      },
    ]);
    if (state === 'open') await enterQueue(tx, [referralId]);
    // Whom the guard kept from being told is told now.
    await raiseConflicts(tx, store.clock.now(), subjects);
  });
}
