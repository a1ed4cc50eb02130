import type { Source } from '../access/index.ts';
import { enterQueue } from '../assessment/index.ts';
import type { Receipt } from '../intake/index.ts';
import { addFoldSteps } from '../linking/index.ts';
import { lockJoining } from '../matching/index.ts';
import { findReferral, foldedMembers, moveReferral, referralHeader } from '../referral/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../shared/db.ts';
import { enqueue } from '../shared/outbox.ts';
import { Problem } from '../shared/problem.ts';
import { countTogether } from './fold-into.ts';
import { readReceipts } from './read-receipts.ts';

/** The receipt of a sender's own document as it stands now. Throws `referral.not-found`, also where it is another's. */
export async function findOwnReceipt(store: Store, sender: Source, numberOrId: string): Promise<Receipt> {
  const { id } = await findOwn(store.db, sender, numberOrId);
  return (await readReceipts(store.db, [id]))[0]!;
}

/**
 * A sender takes back what it sent: it stays on record, retracted, and counts no more. What was folded into it comes
 * back to the queue, because other reporters' referrals do not go with it.
 */
export async function retractDocument(store: Store, sender: Source, numberOrId: string): Promise<Receipt> {
  return inTransaction(store, async (tx) => {
    await lockJoining(tx);
    const { id, foldedInto } = await findOwn(tx, sender, numberOrId);
    const by = { at: store.clock.now(), actor: `source:${sender.id}` };
    await moveReferral(tx, { ...by, id, action: 'retract', purpose: 'intake' });
    const members = await foldedMembers(tx, id);
    await releaseMembers(tx, { ...by, id, members });
    await enterQueue(tx, [id, ...members, ...(foldedInto ? [foldedInto] : [])]);
    await enqueue(
      tx,
      [id, ...members].map((subject) => ({ kind: 'derive-referral', subject })),
    );
    return (await readReceipts(tx, [id]))[0]!;
  });
}

type Release = { id: string; members: readonly string[]; actor: string; at: Date };

async function releaseMembers(tx: Tx, { id: intoId, members, actor, at }: Release): Promise<void> {
  const reason = 'head-retracted';
  for (const id of members)
    await moveReferral(tx, { id, action: 'unfold', at, actor, purpose: 'intake', reason });
  await countTogether(
    tx,
    members.map((id) => ({ id, incidentId: id })),
  );
  await addFoldSteps(
    tx,
    members.map((referralId) => ({ referralId, intoId, step: 'unfolded', reason, by: actor, at })),
  );
}

async function findOwn(db: Db, sender: Source, numberOrId: string) {
  const header = await referralHeader(db, await findReferral(db, numberOrId));
  if (header.sourceId !== sender.id) throw new Problem('referral.not-found');
  return header;
}
