import { type Actor, actorRef, ensureMay, may } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  countWaitingGradings,
  type DisputeLine,
  type DisputePage,
  disputesOf,
  type Entry,
  type EntryRow,
  type EntryValue,
  entryHistory,
  findEntry,
  findImport,
  findList,
  grantsOf,
  type HashList,
  importsOf,
  type ListImport,
  type Listing,
  type ListLine,
  listingsOf,
  listLines,
  type OpinionLine,
  opinionsOf,
  type Rejection,
  type Release,
  referralsShowing,
  rejectionsOf,
  releasesOf,
  valuesOfRow,
  waitingDisputes,
} from '../../matching/index.ts';
import { type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import type { Store } from '../../shared/db.ts';
import { isId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { visibleReferrals } from '../visible-referrals.ts';

/** As many as a person can look through on one page; the counts say how many there are. */
const LINES_SHOWN = 100;

/** Every hash list, how many disputes wait for a supervisor, and how many grades for a second person. */
export async function readHashLists(
  store: Store,
  actor: Actor,
): Promise<{ lists: ListLine[]; waiting: number; gradings: number }> {
  if (actor.kind !== 'system') ensureMay(actor, 'see-hash-lists');
  const { waiting } = await waitingDisputes(store.db, { limit: 0 });
  return {
    lists: await listLines(store.db),
    waiting,
    gradings: await countWaitingGradings(store.db),
  };
}

export type HashListPage = {
  list: HashList;
  line: ListLine;
  imports: ListImport[];
  releases: Release[];
  grants: { sourceId: string; grantedAt: Date }[];
  disputes: DisputePage;
};

export async function readHashList(store: Store, actor: Actor, code: string): Promise<HashListPage> {
  if (actor.kind !== 'system') ensureMay(actor, 'see-hash-lists');
  const { db } = store;
  const list = await findList(db, code);
  return {
    list,
    line: (await listLines(db)).find(({ id }) => id === list.id)!,
    imports: await importsOf(db, list.id),
    releases: list.own ? await releasesOf(db, list.id, LINES_SHOWN) : [],
    grants: list.own ? await grantsOf(db, list.id) : [],
    disputes: await waitingDisputes(db, { listId: list.id, limit: LINES_SHOWN }),
  };
}

/** One import with what was not taken, the first ones. */
export async function readListImport(
  store: Store,
  actor: Actor,
  { id, limit = LINES_SHOWN }: { id: string; limit?: number },
): Promise<{ made: ListImport; rejections: Rejection[] }> {
  if (actor.kind !== 'system') ensureMay(actor, 'see-hash-lists');
  const made = isId(id) ? await findImport(store.db, id) : undefined;
  if (!made) throw new Problem('lists.unknown-import');
  return { made, rejections: await rejectionsOf(store.db, id, limit) };
}

export async function readDisputes(
  store: Store,
  actor: Actor,
  options: { list?: string | undefined } = {},
): Promise<DisputePage> {
  if (actor.kind !== 'system') ensureMay(actor, 'see-hash-lists');
  const list = options.list === undefined ? undefined : await findList(store.db, options.list);
  return waitingDisputes(store.db, { ...(list && { listId: list.id }), limit: LINES_SHOWN });
}

export type ListEntryPage = {
  entry: Entry;
  values: EntryValue[];
  history: EntryRow[];
  opinions: OpinionLine[];
  disputes: DisputeLine[];
  /** Other entries that name one of its values, on this list or another. */
  others: Listing[];
  /** Referrals that show one of its values, as far as the reader may see referrals. */
  referrals: ReferralHeader[];
  hidden: number;
};

/** Everything known of one entry. The referrals shown are in the ledger. */
export async function readListEntry(store: Store, actor: Actor, entryId: number): Promise<ListEntryPage> {
  if (actor.kind !== 'system') ensureMay(actor, 'see-hash-lists');
  const { db } = store;
  const isNumber = Number.isSafeInteger(entryId) && entryId > 0;
  const entry = isNumber ? await findEntry(db, entryId) : undefined;
  if (!entry) throw new Problem('lists.unknown-entry');
  const values = await valuesOfRow(db, entry.rowId);
  const valueIds = values.map(({ valueId }) => valueId);
  const listings = [...(await listingsOf(db, valueIds)).values()].flat();
  const byEntry = new Map(listings.map((listing) => [listing.entryId, listing]));
  byEntry.delete(entryId);
  return {
    entry,
    values,
    history: await entryHistory(db, entryId),
    opinions: await opinionsOf(db, entryId),
    disputes: await disputesOf(db, entryId),
    others: [...byEntry.values()],
    ...(await referralsSeen(store, actor, { entryId, valueIds })),
  };
}

async function referralsSeen(
  store: Store,
  actor: Actor,
  { entryId, valueIds }: { entryId: number; valueIds: readonly number[] },
): Promise<Pick<ListEntryPage, 'referrals' | 'hidden'>> {
  const ids = await referralsShowing(store.db, valueIds, LINES_SHOWN);
  if (actor.kind !== 'person' || !may(actor, 'read-referral')) return { referrals: [], hidden: ids.length };
  const headers = await referralHeaders(store.db, ids);
  const { shown, hidden } = await visibleReferrals(store.db, actor, headers);
  if (shown.length > 0) {
    await record(store.db, [
      {
        verb: 'consulted',
        action: 'read-list-entry',
        actor: actorRef(actor),
        purpose: 'matching',
        subjects: shown.map(({ id }) => id),
        detail: { entry: entryId },
      },
    ]);
  }
  const latestFirst = shown.toSorted((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime());
  return { referrals: latestFirst, hidden };
}
