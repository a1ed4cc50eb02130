import { record } from '../../ledger/index.ts';
import {
  lockLinking,
  nothingTaken,
  type PeopleTaken,
  peopleToRead,
  readPeople,
  takePeople,
} from '../../linking/index.ts';
import { openContents, type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { isReadable, type Readable } from '../assess-joined.ts';
import { raiseOfPeople } from '../raise-conflicts.ts';

/**
 * Compares the people of referrals with all others, as they count now: what was corrected counts in its new version;
 * what was taken back, folded into another or disposed of counts no more. Safe to repeat, and to repeat after a crash:
 * what is stored already is neither opened nor waited for.
 */
export async function linkPeople(store: Store, ids: readonly string[]): Promise<PeopleTaken> {
  const headers = await referralHeaders(store.db, [...new Set(ids)]);
  const asked = headers.map((header) => ({
    id: header.id,
    version: header.version,
    links: doesLink(header),
    isDisposed: header.state === 'disposed',
  }));
  const due = await peopleToRead(store.db, asked);
  return due.length === 0 ? nothingTaken() : linkAgain(store, due);
}

/** The same, also where they seem to be stored already. */
export async function linkAgain(store: Store, referralIds: readonly string[]): Promise<PeopleTaken> {
  // Before anybody waits for the lock: to open and hash takes longest.
  const ahead = await readWanted(store, store.db, referralIds);
  return inTransaction(store, async (tx) => {
    await lockLinking(tx);
    const headers = await referralHeaders(tx, referralIds);
    const linking = headers.filter(doesLink);
    const isAhead = ({ id, version }: ReferralHeader) => ahead.versions.get(id) === version;
    const late = await readItems(
      store,
      tx,
      linking.filter((header) => !isAhead(header)),
    );
    const isCurrent = new Set(linking.filter(isAhead).map(({ id }) => id));
    const taken = await takePeople(store, tx, {
      referralIds: headers.map(({ id }) => id),
      wanted: [...ahead.people.filter(({ referralId }) => isCurrent.has(referralId)), ...late.people],
      erased: headers.filter(({ state }) => state === 'disposed').map(({ id }) => id),
      at: store.clock.now(),
    });
    await raiseOfPeople(tx, store.clock.now(), taken.referralIds);
    if (taken.changed > 0) await record(tx, [entryOf(taken)]);
    return taken;
  });
}

/** A folded report tells of the same incident as its head, which stands for it: it would look like a second witness. */
function doesLink(header: ReferralHeader): header is Readable {
  return isReadable(header) && header.state !== 'folded';
}

type ReadAhead = { versions: Map<string, number>; people: Awaited<ReturnType<typeof readPeople>> };

/** The people of the referrals that count, and in which version they were read. */
export async function readWanted(store: Store, db: Db, ids: readonly string[]): Promise<ReadAhead> {
  return readItems(store, db, (await referralHeaders(db, ids)).filter(doesLink));
}

async function readItems(store: Store, db: Db, headers: readonly Readable[]): Promise<ReadAhead> {
  const contents = await openContents(
    store,
    db,
    headers.map(({ id }) => id),
  );
  const contentOf = new Map(contents.map(({ id, content }) => [id, content]));
  const items = headers.flatMap((header) => {
    const content = contentOf.get(header.id);
    return content ? [{ id: header.id, header, content }] : [];
  });
  return {
    versions: new Map(items.map(({ id, header }) => [id, header.version])),
    people: await readPeople(store, db, items),
  };
}

function entryOf({
  referralIds,
  changed,
  linked,
  clusters,
}: PeopleTaken): Parameters<typeof record>[1][number] {
  return {
    verb: 'combined',
    action: 'link-people',
    actor: 'system:link-people',
    purpose: 'linking',
    subjects: referralIds,
    detail: { records: changed, pairs: linked, groups: clusters.length },
  };
}
