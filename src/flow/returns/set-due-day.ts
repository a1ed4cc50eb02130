import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import { isCountedDay, isPeriod, setDueDay } from '../../returns/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { Problem } from '../../shared/problem.ts';
import { ownForceOf } from './own-returns.ts';

/** Says by when a period's returns are due. The bureau's own people only. Throws `returns.invalid`. */
export async function setReturnsDue(
  store: Store,
  actor: Actor,
  { period, due }: { period: Period; due: string },
): Promise<void> {
  ensureMay(actor, 'confirm-return');
  if ((await ownForceOf(store, actor)) !== null)
    throw new Problem('access.not-allowed', { detail: 'confirm-return' });
  if (!isPeriod(period) || !isCountedDay(due) || due <= period.to)
    throw new Problem('returns.invalid', {
      faults: [{ path: 'due', reason: 'it is no day after the period' }],
    });
  await inTransaction(store, async (tx) => {
    const [by, at] = [actorRef(actor), store.clock.now()];
    await setDueDay(tx, { period, due, by, at });
    await record(tx, [
      {
        verb: 'altered',
        action: 'set-returns-due',
        actor: by,
        purpose: 'statistics',
        subjects: [],
        detail: { from: period.from, to: period.to, due },
      },
    ]);
  });
}
