import type { Grant, Source } from '../../access/index.ts';
import { type HashSearch, type LookupQuery, lookUp, type SearchStatus } from '../../matching/index.ts';
import type { Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { answerOf, type LookupAnswer } from './answer-lookups.ts';
import { type ClientStanding, clientStandings } from './client-standing.ts';
import { lookupCounter } from './count-lookups.ts';
import { LOOKUPS_PER_MINUTE, lookupBudget, SLOWED_PER_MINUTE } from './lookup-budget.ts';
import { watchLookups } from './watch-lookups.ts';

/** Hashes in one request: what a second's work of one service is cut into. Chosen. */
export const MOST_HASHES = 1_000;

export type Lookups = {
  /** Throws `access.not-granted` unless this was granted to the sender. */
  ensureGranted(sender: Source, grant: Grant): Promise<ClientStanding>;
  /** What the lists say of these hashes; those that hit nothing are not in the answer. */
  look(sender: Source, queries: readonly LookupQuery[]): Promise<LookupAnswer[]>;
  status(): Promise<SearchStatus>;
  /** Writes the counts of lookups that are still in memory. */
  flush(): Promise<void>;
};

export type LookupOptions = { search: HashSearch; perMinute?: number };

/** Lookups by registered senders: granted, counted, limited in a minute, and watched. */
export function openLookups(
  store: Store,
  { search, perMinute = LOOKUPS_PER_MINUTE }: LookupOptions,
): Lookups {
  const standings = clientStandings(store.db);
  const budget = lookupBudget();
  const watch = watchLookups(store);
  const counter = lookupCounter(store);
  const ensureGranted = async (sender: Source, grant: Grant): Promise<ClientStanding> => {
    const standing = await standings.of(sender.id);
    if (!standing.grants.has(grant)) throw new Problem('access.not-granted', { detail: grant });
    return standing;
  };
  return {
    ensureGranted,
    async look(sender, queries) {
      const { grants, against } = await ensureGranted(sender, 'lookup');
      if (queries.length > MOST_HASHES) throw new Problem('matching.too-many-hashes');
      if (against === 'suspended') throw new Problem('matching.lookups-suspended');
      if (!budget.take(sender.id, queries.length, against === 'slowed' ? SLOWED_PER_MINUTE : perMinute))
        throw new Problem('matching.too-many-lookups');
      const hits = await lookUp({ db: store.db, search }, sender.id, queries);
      const action = await watch.look({ id: sender.id, against }, queries, hits);
      if (action !== null) {
        standings.forget(sender.id);
        throw new Problem(action === 'slowed' ? 'matching.too-many-lookups' : 'matching.lookups-suspended');
      }
      for (const { hits: of } of hits) counter.add(sender.id, of[0]!.valueId);
      for (let miss = hits.length; miss < queries.length; miss += 1) counter.add(sender.id, 0);
      return hits.map((hit) => answerOf(hit, grants.has('lookup-distance')));
    },
    status: () => search.status(),
    flush: () => counter.flush(),
  };
}
