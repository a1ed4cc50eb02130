import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { currentPriority, type Priority } from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import { findReferral, type ReferralHeader, referralHeader } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { ensureSees } from './visible-referrals.ts';

/** What is proposed and decided on a referral, without its content. `priority` is null before it was assessed. */
export type ShownPriority = { header: ReferralHeader; priority: Priority | null };

/** Reads what somebody needs who is about to decide on a referral or to close it. */
export async function readPriority(store: Store, actor: Actor, numberOrId: string): Promise<ShownPriority> {
  ensureMay(actor, 'decide-priority');
  return inTransaction(store, async (tx) => {
    const header = await referralHeader(tx, await findReferral(tx, numberOrId));
    await ensureSees(tx, actor, header);
    const [by, subjects] = [actorRef(actor), [header.id]];
    await record(tx, [
      { verb: 'consulted', action: 'read-priority', actor: by, purpose: 'triage', subjects },
    ]);
    return { header, priority: header.facts && (await currentPriority(tx, header.id)) };
  });
}
