import { lockLinking, PERSON_SPEC, takePeople } from '../../../src/linking/index.ts';
import { personHasher, personHashes } from '../../../src/linking/people/person-keys.ts';
import type { WantedRecord } from '../../../src/linking/people/plan-people.ts';
import { PERSON_SPEC_VERSION } from '../../../src/linking/people/scoring-in-force.ts';
import { sealValues } from '../../../src/linking/people/sealed-values.ts';
import { openDataKeys } from '../../../src/referral/index.ts';
import { contentWith, plant } from '../../../src/referral/test-referrals.ts';
import { inTransaction, rows, type Store, sql } from '../../../src/shared/db.ts';
import type { Values } from './slices.ts';

/** Whose referrals are measured, to be told from those that were there. */
export const MEASURED = 'measured';

/** Empty referrals, each to name one person. */
export async function plantReferrals(store: Store, count: number, sourceId: string): Promise<string[]> {
  return plant(
    store,
    Array.from({ length: count }, () => ({ content: contentWith(), sourceId })),
  );
}

/** People as they are to be stored: read, hashed and sealed. */
export async function asWanted(
  store: Store,
  ids: readonly string[],
  reports: readonly Values[],
): Promise<WantedRecord[]> {
  const [hash, keys] = [personHasher(store.keys.linkingKey), await openDataKeys(store, store.db, ids)];
  return ids.map((referralId, i) => {
    const [values, layer] = [reports[i]!, 'suspect' as const];
    const hashes = personHashes(hash, { spec: PERSON_SPEC, layer, values });
    const sealed = sealValues(keys.get(referralId)!, values);
    return { referralId, party: 0, layer, version: 1, spec: PERSON_SPEC_VERSION, values, sealed, ...hashes };
  });
}

/** Links people as the product does, in one transaction. */
export async function linkThem(store: Store, wanted: readonly WantedRecord[]): Promise<void> {
  const referralIds = wanted.map(({ referralId }) => referralId);
  await inTransaction(store, async (tx) => {
    await lockLinking(tx);
    await takePeople(store, tx, { referralIds, wanted, erased: [], at: store.clock.now() });
  });
}

const LINKED_TOGETHER = 250;

/** Stores people by the product's own way, with all pairs and groups that come of it. */
export async function storePeople(store: Store, reports: readonly Values[], sourceId: string): Promise<void> {
  for (let from = 0; from < reports.length; from += LINKED_TOGETHER) {
    const some = reports.slice(from, from + LINKED_TOGETHER);
    const ids = await plantReferrals(store, some.length, sourceId);
    await linkThem(store, await asWanted(store, ids, some));
  }
}

/** Takes the measured people out again, also those that an interrupted run left behind. */
export async function forget(store: Store): Promise<void> {
  const { db, clock } = store;
  const found = await rows(db, sql<{ id: string }>`select id from referral where source_id = ${MEASURED}`);
  const ids = found.map(({ id }) => id);
  for (let from = 0; from < ids.length; from += LINKED_TOGETHER) {
    const referralIds = ids.slice(from, from + LINKED_TOGETHER);
    await inTransaction(store, async (tx) => {
      await lockLinking(tx);
      await takePeople(store, tx, { referralIds, wanted: [], erased: referralIds, at: clock.now() });
    });
  }
}
