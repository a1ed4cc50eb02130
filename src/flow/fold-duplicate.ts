import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { enterQueue } from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import { addFoldSteps, FOLD_REASONS, type FoldReason, latestFoldSteps } from '../linking/index.ts';
import { lockJoining } from '../matching/index.ts';
import { referralHeader } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { deriveAgain, foldInto } from './fold-into.ts';
import { ensureSees } from './visible-referrals.ts';

/** A person decides that one referral reports what another one reports already. Answers with the one that stands. */
export async function foldDuplicate(
  store: Store,
  actor: Actor,
  { id, into, reason }: { id: string; into: string; reason: string },
): Promise<string> {
  ensureMay(actor, 'fold-duplicate');
  if (!isOffered(reason)) throw new Problem('linking.unknown-reason');
  return inTransaction(store, async (tx) => {
    await lockJoining(tx);
    for (const one of [id, into]) await ensureSees(tx, actor, await referralHeader(tx, one));
    const at = store.clock.now();
    const { head } = await foldInto(tx, { id, into, reason, actor: actorRef(actor), purpose: 'triage', at });
    await enterQueue(tx, [id, head]);
    await deriveAgain(tx, [id, head]);
    return head;
  });
}

/** A person decides that two referrals are two reports: the proposal is not made again. */
export async function declineFold(
  store: Store,
  actor: Actor,
  { id, into }: { id: string; into: string },
): Promise<void> {
  ensureMay(actor, 'fold-duplicate');
  await inTransaction(store, async (tx) => {
    await lockJoining(tx);
    for (const one of [id, into]) await ensureSees(tx, actor, await referralHeader(tx, one));
    const proposal = (await latestFoldSteps(tx, [id])).find(
      ({ referralId, intoId, step }) => referralId === id && intoId === into && step === 'proposed',
    );
    if (!proposal) throw new Problem('linking.not-proposed');
    await addFoldSteps(tx, [{ ...proposal, step: 'declined', by: actorRef(actor), at: store.clock.now() }]);
    await record(tx, [
      {
        verb: 'altered',
        action: 'decline-fold',
        actor: actorRef(actor),
        purpose: 'triage',
        subjects: [id, into],
        detail: { reason: proposal.reason },
      },
    ]);
  });
}

function isOffered(reason: string): reason is FoldReason {
  return Object.hasOwn(FOLD_REASONS, reason) && FOLD_REASONS[reason as FoldReason].offered;
}
