import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { enterQueue } from '../assessment/index.ts';
import { addFoldSteps } from '../linking/index.ts';
import { lockJoining } from '../matching/index.ts';
import { moveReferral, referralHeader } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { countTogether, deriveAgain } from './fold-into.ts';
import { ensureSees } from './visible-referrals.ts';

/** A person undoes a fold: the referral stands on its own again, and the system does not fold it there a second time. */
export async function unfoldDuplicate(store: Store, actor: Actor, id: string): Promise<void> {
  ensureMay(actor, 'fold-duplicate');
  await inTransaction(store, async (tx) => {
    await lockJoining(tx);
    const at = store.clock.now();
    const header = await referralHeader(tx, id);
    await ensureSees(tx, actor, header);
    const { foldedInto } = header;
    const by = actorRef(actor);
    await moveReferral(tx, {
      id,
      action: 'unfold',
      reason: 'not-the-same',
      at,
      actor: by,
      purpose: 'triage',
    });
    await countTogether(tx, [{ id, incidentId: id }]);
    await addFoldSteps(tx, [
      { referralId: id, intoId: foldedInto!, step: 'unfolded', reason: 'same-incident', by, at },
    ]);
    await enterQueue(tx, [id, foldedInto!]);
    await deriveAgain(tx, [id, foldedInto!]);
  });
}
