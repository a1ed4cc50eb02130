import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { type Purpose, record } from '../ledger/index.ts';
import { type Evidence, openEvidenceItem, recordExposure, referralHeader } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import type { Sealed } from '../shared/sealed.ts';
import { ensureSees } from './visible-referrals.ts';

/** Opens one free text, file name or web address: by a person's own act, logged, and counted for their welfare. */
export async function openEvidence(
  store: Store,
  actor: Actor,
  asked: { referralId: string; evidenceId: string; purpose: Purpose },
): Promise<Sealed<Evidence>> {
  ensureMay(actor, 'open-evidence');
  const { referralId, evidenceId, purpose } = asked;
  return inTransaction(store, async (tx) => {
    await ensureSees(tx, actor, await referralHeader(tx, referralId));
    const item = await openEvidenceItem(store, tx, referralId, evidenceId);
    await recordExposure(tx, { personId: actor.id, referralId, evidenceId, openedAt: store.clock.now() });
    await record(tx, [
      {
        verb: 'consulted',
        action: 'open-evidence',
        actor: actorRef(actor),
        purpose,
        subjects: [referralId],
        detail: { evidence: evidenceId },
      },
    ]);
    return item;
  });
}
