import type { Purpose } from '../ledger/index.ts';
import { addFoldSteps, type FoldReason, linkAsParts } from '../linking/index.ts';
import { countAsReports } from '../matching/index.ts';
import {
  foldedMembers,
  holdReferral,
  moveReferral,
  type ReferralHeader,
  referralHeader,
} from '../referral/index.ts';
import type { Tx } from '../shared/db.ts';
import { enqueue } from '../shared/outbox.ts';
import { Problem } from '../shared/problem.ts';

export type Folding = {
  id: string;
  into: string;
  reason: FoldReason;
  actor: string;
  purpose: Purpose;
  at: Date;
};

/**
 * Folds a referral, with those that were folded into it, into another: each stays, keeps its number and is counted.
 * Answers with what was folded, and the referral that stands for it now. The caller holds the joining lock and places them in the queue.
 */
export async function foldInto(tx: Tx, folding: Folding): Promise<{ head: string; folded: string[] }> {
  const { id: head, sensitivity } = await headOf(tx, folding.into);
  if (head === folding.id) throw new Problem('linking.fold-into-itself');
  // Whoever reads the one reads the other from now on.
  if ((await referralHeader(tx, folding.id)).sensitivity !== sensitivity)
    throw new Problem('linking.fold-not-possible', { detail: 'sensitivity' });
  const members = await foldedMembers(tx, folding.id);
  for (const id of members)
    await moveReferral(tx, { ...folding, id, action: 'unfold', reason: 'head-folded' });
  const steps = [
    { id: folding.id, reason: folding.reason },
    ...members.map((id) => ({ id, reason: 'head-folded' as const })),
  ];
  for (const { id, reason } of steps)
    await moveReferral(tx, { ...folding, id, action: 'fold', reason, foldedInto: head });
  await countTogether(
    tx,
    steps.map(({ id }) => ({ id, incidentId: head })),
  );
  await addFoldSteps(
    tx,
    steps.map(({ id, reason }) => ({
      referralId: id,
      intoId: head,
      step: 'folded',
      reason,
      by: folding.actor,
      at: folding.at,
    })),
  );
  return { head, folded: steps.map(({ id }) => id) };
}

/** The open referral that stands for this one: itself, or what it was folded into. Nobody else moves it meanwhile. */
async function headOf(tx: Tx, id: string): Promise<ReferralHeader> {
  const { foldedInto } = await referralHeader(tx, id);
  const head = await holdReferral(tx, foldedInto ?? id);
  if (head.state !== 'open') throw new Problem('linking.fold-not-possible', { detail: head.state });
  return head;
}

/** Counts receipts as reports of one incident, in every stage that counts; answers as `countAsReports` does. */
export async function countTogether(
  tx: Tx,
  parts: readonly { id: string; incidentId: string }[],
): Promise<number[]> {
  await linkAsParts(tx, parts);
  return countAsReports(tx, parts);
}

/** What stands around them has changed: they are assessed again, with counts as they are now. */
export async function deriveAgain(tx: Tx, ids: readonly string[]): Promise<void> {
  await enqueue(
    tx,
    ids.map((subject) => ({ kind: 'derive-referral', subject })),
  );
}
