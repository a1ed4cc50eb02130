import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { closedByAudit, enterQueue } from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { addEnd, lockAudit, lockJoining } from '../../matching/index.ts';
import { lockReferrals, moveReferral, referralHeaders, type State } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { deriveAgain } from '../fold-into.ts';
import { readStanding } from './hold-audit.ts';

export const REOPEN_REASONS = {
  'more-came-to-light': { label: 'More came to light about the content or its senders' },
  'audit-doubtful': { label: 'The audit is doubtful' },
  'closed-by-mistake': { label: 'They were closed by mistake' },
} as const;
export type ReopenReason = keyof typeof REOPEN_REASONS;

const AT_ONCE = 100;
/** States of what was closed and is not open again. */
const STAYS: readonly State[] = ['closed', 'disposed'];

/**
 * A supervisor undoes a closing: whatever still stands closed by it is open again, and assessed again. The closures stay
 * on record. Answers how many; if it is interrupted, the same call goes on where it stopped. Throws `circulation.not-closed`, `circulation.reason-needed`.
 */
export async function reopenCirculation(
  store: Store,
  actor: Actor,
  { auditId, reason }: { auditId: string; reason: string },
): Promise<number> {
  ensureMay(actor, 'close-circulation');
  if (!Object.hasOwn(REOPEN_REASONS, reason)) throw new Problem('circulation.reason-needed');
  const ids = await inTransaction(store, async (tx) => {
    await ensureClosed(tx, auditId);
    return closedByAudit(tx, auditId);
  });
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    await inTransaction(store, (tx) =>
      reopenBatch(store, tx, { actor, reason, ids: ids.slice(from, from + AT_ONCE) }),
    );
  }
  return inTransaction(store, async (tx) => {
    await ensureClosed(tx, auditId);
    const count = (await referralHeaders(tx, ids)).filter(({ state }) => !STAYS.includes(state)).length;
    await addEnd(tx, auditId, { how: 'reopened', reason, count, by: actor.id, at: store.clock.now() });
    const detail = { audit: auditId, reopened: count, reason };
    const entry = { verb: 'altered', action: 'reopen-circulation', purpose: 'supervision' } as const;
    await record(tx, [{ ...entry, actor: actorRef(actor), subjects: [], detail }]);
    return count;
  });
}

async function ensureClosed(tx: Tx, auditId: string): Promise<void> {
  await lockAudit(tx, auditId);
  if ((await readStanding(tx, auditId)).end !== 'closed') throw new Problem('circulation.not-closed');
}

async function reopenBatch(
  store: Store,
  tx: Tx,
  { actor, reason, ids }: { actor: Actor; reason: string; ids: readonly string[] },
): Promise<void> {
  await lockJoining(tx);
  const closed = (await lockReferrals(tx, ids)).filter(({ state }) => state === 'closed').map(({ id }) => id);
  const at = store.clock.now();
  for (const id of closed)
    await moveReferral(tx, {
      id,
      action: 'reopen',
      at,
      actor: actorRef(actor),
      purpose: 'supervision',
      reason,
    });
  await enterQueue(tx, closed);
  await deriveAgain(tx, closed);
}
