import { record } from '../ledger/index.ts';
import { linkIdentifiers } from '../linking/index.ts';
import { type DerivedItem, lockJoining, matchContent } from '../matching/index.ts';
import {
  type OpenFacts,
  openContents,
  type ReferralHeader,
  referralHeaders,
  type State,
} from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';

/** States in which nothing is derived: unreadable, taken back, or gone. */
const NOT_DERIVED: readonly State[] = ['quarantined', 'retracted', 'disposed'];

/**
 * Joins referrals up and puts them in order: content, identifiers, assessment. Runs right after receipt, again and
 * again without harm. Answers with the ids it derived; those that cannot be read are left out.
 */
export async function deriveReferrals(store: Store, ids: readonly string[]): Promise<string[]> {
  return inTransaction(store, async (tx) => {
    await lockJoining(tx);
    const items = await derivedItems(store, tx, ids);
    if (items.length === 0) return [];
    const at = store.clock.now();
    await matchContent(tx, at, items);
    await linkIdentifiers(tx, store.keys.linkingKey, items);
    const derived = items.map(({ id }) => id);
    await record(tx, [
      { verb: 'combined', action: 'derive', actor: 'system:derive', purpose: 'matching', subjects: derived },
    ]);
    return derived;
  });
}

/** In the order of receipt, so that the first of two equal reports is the one that stays. */
async function derivedItems(store: Store, tx: Tx, ids: readonly string[]): Promise<DerivedItem[]> {
  const headers = (await referralHeaders(tx, [...new Set(ids)])).filter(isReadable);
  const contents = await openContents(
    store,
    tx,
    headers.map(({ id }) => id),
  );
  const contentOf = new Map(contents.map(({ id, content }) => [id, content]));
  return headers
    .flatMap((header) => {
      const content = contentOf.get(header.id);
      return content ? [{ id: header.id, header, content }] : [];
    })
    .sort((a, b) => a.header.number - b.header.number);
}

function isReadable(header: ReferralHeader): header is ReferralHeader & { facts: OpenFacts } {
  return header.facts !== null && !NOT_DERIVED.includes(header.state);
}
