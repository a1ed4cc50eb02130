import { record } from '../../ledger/index.ts';
import { tallyLookups } from '../../matching/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { enqueue } from '../../shared/outbox.ts';

/** Counts kept in memory before they are written: one row for each sender and value. */
const MOST_HELD = 50_000;

export type LookupCounter = {
  /** `valueId`: the value that was hit; 0: none. */
  add(sourceId: string, valueId: number): void;
  /** Writes what was counted; values that turn out to flood are held back from then on. */
  flush(): Promise<void>;
};

/** Lookups are counted in memory and written together: a crash loses the counts of a second, never an answer. */
export function lookupCounter(store: Store): LookupCounter {
  let counts = new Map<string, number>();
  const flush = async (): Promise<void> => {
    if (counts.size === 0) return;
    const taken = counts;
    counts = new Map();
    try {
      await writeCounts(store, taken);
    } catch (cause) {
      for (const [key, lookups] of taken) counts.set(key, (counts.get(key) ?? 0) + lookups);
      throw cause;
    }
  };
  return {
    add(sourceId, valueId) {
      const key = `${sourceId} ${valueId}`;
      if (counts.has(key) || counts.size < MOST_HELD) counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    flush,
  };
}

async function writeCounts(store: Store, counts: ReadonlyMap<string, number>): Promise<void> {
  const looked = [...counts].map(([key, lookups]) => {
    const [sourceId = '', valueId = ''] = key.split(' ');
    return { sourceId, valueId: Number(valueId), lookups };
  });
  await inTransaction(store, async (tx) => {
    const held = await tallyLookups(tx, store.clock.now(), looked);
    if (held.length === 0) return;
    // Held back for everybody, a value counts no more for the order of referrals either.
    const forAll = held.filter(({ sourceId }) => sourceId === null);
    await enqueue(
      tx,
      forAll.map(({ id }) => ({ kind: 'match-list-values', subject: id })),
    );
    await record(
      tx,
      held.map(({ valueId, sourceId, hits, allowed }) => ({
        verb: 'altered',
        action: 'hold-value-back',
        actor: 'system:lookups',
        purpose: 'matching',
        subjects: [],
        detail: { value: valueId, source: sourceId, hits, allowed },
      })),
    );
  });
}
