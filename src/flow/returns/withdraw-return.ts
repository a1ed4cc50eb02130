import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addStep,
  becomeTheAccepter,
  endParts,
  eraseReturnKey,
  moveReturn,
  returnHead,
  stateAfter,
  WITHDRAWAL_REASONS,
  type WithdrawalReason,
} from '../../returns/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureSeesReturn } from './own-returns.ts';

export type Withdrawal = { id: string; revision: number; reason: WithdrawalReason };

/**
 * Takes a return back: its answers no longer count, and nothing takes their place until another is confirmed. A file that
 * holds personal data nobody asked for is erased at once. Throws `returns.changed-meanwhile`.
 */
export async function withdrawReturn(store: Store, actor: Actor, asked: Withdrawal): Promise<void> {
  ensureMay(actor, 'confirm-return');
  const { id, revision, reason } = asked;
  if (!Object.hasOwn(WITHDRAWAL_REASONS, reason))
    throw new Problem('returns.invalid', {
      faults: [{ path: 'reason', reason: 'it is none of those known' }],
    });
  await inTransaction(store, async (tx) => {
    await becomeTheAccepter(tx, (await returnHead(tx, id)).period);
    const head = await returnHead(tx, id, { lock: true });
    await ensureSeesReturn(store, tx, { actor, head });
    const state = stateAfter(head.state, 'withdraw');
    if (head.revision !== revision) throw new Problem('returns.changed-meanwhile');
    const [by, at] = [actorRef(actor), store.clock.now()];
    await endParts(tx, { returnId: id, at });
    await moveReturn(tx, { id, state, at });
    await addStep(tx, id, { act: 'withdraw', by, at, reason });
    const isErased = reason === 'holds-too-much' && head.state !== 'erased';
    if (isErased) {
      await eraseReturnKey(tx, { id, at });
      await addStep(tx, id, { act: 'erase', by, at, reason });
    }
    await record(tx, [
      {
        verb: isErased ? 'erased' : 'altered',
        action: 'withdraw-return',
        actor: by,
        purpose: isErased ? 'retention' : 'statistics',
        subjects: [],
        detail: { return: id, reason },
      },
    ]);
  });
}
