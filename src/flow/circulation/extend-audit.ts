import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { closedByAudit } from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { addEnd, drawMore } from '../../matching/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { holdAudit } from './hold-audit.ts';
import { drawFor } from './start-audit.ts';

/** A supervisor enlarges a sample that one kind of sender failed, so that it bears the others. Answers how many were added. */
export async function extendAudit(store: Store, actor: Actor, auditId: string): Promise<number> {
  ensureMay(actor, 'close-circulation');
  return inTransaction(store, async (tx) => {
    const audit = await holdAudit(tx, auditId);
    // What has passed may be closing this moment: its sample stays as it is.
    const ids = audit.standing.state === 'passed' ? [] : drawMore(audit, audit.seed);
    if (ids.length === 0) throw new Problem('circulation.sample-large-enough');
    await drawFor(tx, actor, { audit, ids });
    return ids.length;
  });
}

/**
 * A supervisor gives an audit up: nothing more is closed by it; its findings stay. Where a closing was interrupted, it
 * ends as a closing of what that had reached, so that it can be undone.
 */
export async function giveUpAudit(store: Store, actor: Actor, auditId: string): Promise<void> {
  ensureMay(actor, 'close-circulation');
  await inTransaction(store, async (tx) => {
    await holdAudit(tx, auditId);
    const count = (await closedByAudit(tx, auditId)).length;
    const how = count > 0 ? 'closed' : 'given-up';
    await addEnd(tx, auditId, { how, reason: null, count, by: actor.id, at: store.clock.now() });
    await record(tx, [
      {
        verb: 'altered',
        action: 'give-up-audit',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: [],
        detail: { audit: auditId, closed: count },
      },
    ]);
  });
}
