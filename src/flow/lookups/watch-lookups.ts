import { pdqDistance } from '../../hashing/index.ts';
import { record } from '../../ledger/index.ts';
import {
  type AlertAction,
  addLookupAlert,
  type LookupHit,
  type LookupQuery,
  pdqValues,
  probingWatch,
  type Walk,
  type WatchedQuery,
} from '../../matching/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';

export type LookupWatch = {
  /** Looks at queries before they are answered; gives what is done about the sender, null where nothing. */
  look(
    sender: WatchedSender,
    queries: readonly LookupQuery[],
    hits: readonly LookupHit[],
  ): Promise<AlertAction | null>;
};

/** `against`: what stands against it already. */
export type WatchedSender = { id: string; against: AlertAction | null };

/** Watches for walks along the boundary of a listed value: the first slows the sender, the next suspends it. */
export function watchLookups(store: Store): LookupWatch {
  const watch = probingWatch(pdqDistance);
  return {
    async look(sender, queries, hits) {
      const watched = watchedQueries(queries, hits);
      if (watched.length === 0) return null;
      const known = await pdqValues(store.db, watch.unknownTo(sender.id, watched));
      const walk = watch.take(sender.id, watched, known, store.clock.now().getTime());
      if (walk === null) return null;
      watch.forget(sender.id);
      const action = sender.against === null ? 'slowed' : 'suspended';
      await raise(store, { sourceId: sender.id, action, walk });
      return action;
    },
  };
}

function watchedQueries(queries: readonly LookupQuery[], hits: readonly LookupHit[]): WatchedQuery[] {
  const hitOf = new Map(hits.map((hit) => [hit.query, hit]));
  return queries.flatMap(({ kind, hex }, place) => {
    if (kind !== 'pdq') return [];
    const nearest = hitOf.get(place)?.hits.toSorted((a, b) => a.distance - b.distance)[0] ?? null;
    return [{ hash: Buffer.from(hex, 'hex'), nearest }];
  });
}

type Raised = { sourceId: string; action: AlertAction; walk: Walk };

async function raise(store: Store, { sourceId, action, walk }: Raised): Promise<void> {
  const raisedAt = store.clock.now();
  const id = newId(raisedAt.getTime());
  await inTransaction(store, async (tx) => {
    await addLookupAlert(tx, { id, sourceId, action, raisedAt, ...walk });
    await record(tx, [
      {
        verb: 'altered',
        action: action === 'slowed' ? 'slow-lookups' : 'suspend-lookups',
        actor: 'system:lookups',
        purpose: 'supervision',
        subjects: [],
        detail: { source: sourceId, value: walk.valueId, queries: walk.queries },
      },
    ]);
  });
}
