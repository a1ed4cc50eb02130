import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import { resolveLookupAlerts } from '../../matching/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';

/** Lets a sender look up again as before, after somebody has looked; answers with how many alerts that settled. */
export async function resumeLookups(store: Store, actor: Actor, sourceId: string): Promise<number> {
  if (actor.kind !== 'system') ensureMay(actor, 'resume-lookups');
  return inTransaction(store, async (tx) => {
    const by = { at: store.clock.now(), actor: actorRef(actor) };
    const settled = await resolveLookupAlerts(tx, sourceId, by);
    if (settled > 0) {
      await record(tx, [
        {
          verb: 'altered',
          action: 'resume-lookups',
          actor: by.actor,
          purpose: 'supervision',
          subjects: [],
          detail: { source: sourceId, settled },
        },
      ]);
    }
    return settled;
  });
}
