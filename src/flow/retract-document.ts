import type { Source } from '../access/index.ts';
import type { Receipt } from '../intake/index.ts';
import { findReferral, foldedMembers, moveReferral, referralHeader } from '../referral/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../shared/db.ts';
import { enqueue } from '../shared/outbox.ts';
import { Problem } from '../shared/problem.ts';
import { readReceipts } from './read-receipts.ts';

/** The receipt of a sender's own document as it stands now. Throws `referral.not-found`, also where it is another's. */
export async function findOwnReceipt(store: Store, sender: Source, numberOrId: string): Promise<Receipt> {
  const id = await findOwn(store.db, sender, numberOrId);
  return (await readReceipts(store.db, [id]))[0]!;
}

/**
 * A sender takes back what it sent: it stays on record, retracted. What was folded into it comes back to the queue,
 * because other reporters' referrals do not go with it.
 */
export async function retractDocument(store: Store, sender: Source, numberOrId: string): Promise<Receipt> {
  return inTransaction(store, async (tx) => {
    const id = await findOwn(tx, sender, numberOrId);
    const move = { at: store.clock.now(), actor: `source:${sender.id}`, purpose: 'intake' } as const;
    await moveReferral(tx, { ...move, id, action: 'retract' });
    await unfoldMembers(tx, await foldedMembers(tx, id), move);
    return (await readReceipts(tx, [id]))[0]!;
  });
}

async function unfoldMembers(tx: Tx, ids: readonly string[], move: { at: Date; actor: string; purpose: 'intake' }) {
  for (const id of ids) await moveReferral(tx, { ...move, id, action: 'unfold', reason: 'primary-retracted' });
  await enqueue(
    tx,
    ids.map((subject) => ({ kind: 'derive-referral', subject })),
  );
}

async function findOwn(db: Db, sender: Source, numberOrId: string): Promise<string> {
  const id = await findReferral(db, numberOrId);
  const { sourceId } = await referralHeader(db, id);
  if (sourceId !== sender.id) throw new Problem('referral.not-found');
  return id;
}
