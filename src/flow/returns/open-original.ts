import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { type Purpose, record } from '../../ledger/index.ts';
import {
  addStep,
  openReturnFile,
  type ReturnFile,
  returnHead,
  returnKey,
  stateAfter,
} from '../../returns/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import type { Sealed } from '../../shared/sealed.ts';
import { ensureSeesReturn } from './own-returns.ts';

/** Why the original file may be opened. */
export const ORIGINAL_PURPOSES = ['statistics', 'supervision'] as const satisfies readonly Purpose[];

/** Opens the file as it came: by a person's own act, for a named purpose, logged. */
export async function openOriginal(
  store: Store,
  actor: Actor,
  { id, purpose }: { id: string; purpose: string },
): Promise<Sealed<ReturnFile>> {
  ensureMay(actor, 'confirm-return');
  const named = ORIGINAL_PURPOSES.find((one) => one === purpose);
  if (!named)
    throw new Problem('returns.invalid', {
      faults: [{ path: 'purpose', reason: 'it is none of those known' }],
    });
  return inTransaction(store, async (tx) => {
    const head = await returnHead(tx, id);
    await ensureSeesReturn(store, tx, { actor, head });
    if (head.state === 'erased') throw new Problem('keys.record-erased');
    stateAfter(head.state, 'open');
    const [by, at] = [actorRef(actor), store.clock.now()];
    const file = await openReturnFile(tx, await returnKey(store, tx, id), id);
    await addStep(tx, id, { act: 'open', by, at, reason: named });
    await record(tx, [
      {
        verb: 'consulted',
        action: 'open-return-file',
        actor: by,
        purpose: named,
        subjects: [],
        detail: { return: id },
      },
    ]);
    return file;
  });
}
