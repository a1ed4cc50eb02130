import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  changingLists,
  DISPUTE_REASONS,
  type DisputeReason,
  type Entry,
  findEntry,
  putVerdict,
} from '../../matching/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { standingEntry } from './give-opinion.ts';
import { withdrawOwn } from './own-entries.ts';

export type DisputeInput = { entryId: number; decision: 'upheld' | 'rejected'; reason: DisputeReason };

/**
 * A supervisor decides what becomes of a disputed entry. Upheld: it no longer counts here, whatever its list says; an
 * entry of our own list is withdrawn, so that whoever fetches the list learns of it.
 */
export async function decideDispute(store: Store, actor: Actor, input: DisputeInput): Promise<Entry> {
  ensureMay(actor, 'decide-dispute');
  if (!['upheld', 'rejected'].includes(input.decision) || !Object.hasOwn(DISPUTE_REASONS, input.reason))
    throw new Problem('lists.unknown-code');
  return inTransaction(store, async (tx) => {
    const entry = await standingEntry(tx, input.entryId);
    const at = store.clock.now();
    await changingLists(tx, { listId: entry.listId, at }, async () => {
      await putVerdict(tx, { ...input, listId: entry.listId, decidedBy: actor.id, at });
      if (entry.own && input.decision === 'upheld') await withdrawOwn(tx, actor, entry, at);
    });
    await record(tx, [
      {
        verb: 'altered',
        action: 'decide-list-dispute',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: [],
        detail: {
          list: entry.list,
          entry: entry.entryId,
          decision: input.decision,
          reason: input.reason,
        },
      },
    ]);
    return (await findEntry(tx, entry.entryId))!;
  });
}
