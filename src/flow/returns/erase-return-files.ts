import { record } from '../../ledger/index.ts';
import { addStep, eraseReturnKey, returnsToErase } from '../../returns/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';

const KEEPER = 'system:retention';

/** Erases the files that are kept past their day; their figures stay. Answers with how many. */
export async function eraseReturnFiles(store: Store): Promise<number> {
  const at = store.clock.now();
  return inTransaction(store, async (tx) => {
    const ids = await returnsToErase(tx, at);
    for (const id of ids) {
      await eraseReturnKey(tx, { id, at });
      await addStep(tx, id, { act: 'erase', by: KEEPER, at, reason: null });
    }
    await record(
      tx,
      ids.map((id) => ({
        verb: 'erased' as const,
        action: 'erase-return-file',
        actor: KEEPER,
        purpose: 'retention' as const,
        subjects: [],
        detail: { return: id },
      })),
    );
    return ids.length;
  });
}
