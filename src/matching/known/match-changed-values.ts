import { type HashIndex, openHashIndex } from '../../hashing/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { lockJoining } from '../joining-lock.ts';
import { type ChangedValue, changedValues, latestRevision } from '../lists/listings.ts';
import { knownProgress, matchedUpTo, needRevision } from './listed-records.ts';
import { addExactHitsOfChanges, addNearHits, type SightedHit, sightedPdqPage } from './sighted-records.ts';

/** Changed values that stand in the index at a time: 16 MB of it, for one pass over the sightings. */
const VALUES_AT_A_TIME = 100_000;

/**
 * Compares the files that referrals showed before with what lists have said since the last time. Sightings are passed
 * over an index of the changed values, so that none of all sightings need be held; what is joined up meanwhile is
 * compared by an index that knows these values already. Safe to repeat and to break off.
 */
export async function matchChangedValues(store: Store): Promise<void> {
  for (;;) {
    const { matchedRevision } = await knownProgress(store.db);
    const latest = await latestRevision(store.db);
    if (latest <= matchedRevision) return;
    await inTransaction(store, async (tx) => {
      await lockJoining(tx);
      await needRevision(tx, latest);
    });
    const changes = await changedValues(store.db, matchedRevision, { limit: VALUES_AT_A_TIME });
    const reached = changes.length < VALUES_AT_A_TIME ? latest : changes.at(-1)!.revision;
    await addExactHitsOfChanges(store.db, { after: matchedRevision, upTo: reached });
    await matchSightings(store, changes);
    await matchedUpTo(store.db, reached);
  }
}

async function matchSightings({ db }: Store, changes: readonly ChangedValue[]): Promise<void> {
  const values = changes.filter(({ kind, listed }) => kind === 'pdq' && listed);
  if (values.length === 0) return;
  const index = await openHashIndex({ threads: 1 });
  try {
    index.put(
      Uint32Array.from(values, ({ id }) => id),
      Buffer.from(values.map(({ hex }) => hex).join(''), 'hex'),
    );
    for (let page = await sightedPdqPage(db, null); page.length > 0; ) {
      await addNearHits(db, await nearHits(index, page));
      page = await sightedPdqPage(db, page.subarray(-32));
    }
  } finally {
    await index.close();
  }
}

async function nearHits(index: HashIndex, sighted: Buffer): Promise<SightedHit[]> {
  const { queries, ids, distances } = await index.search(sighted);
  return Array.from(queries, (query, at) => ({
    value: sighted.subarray(query * 32, query * 32 + 32),
    valueId: ids[at]!,
    distance: distances[at]!,
  }));
}
