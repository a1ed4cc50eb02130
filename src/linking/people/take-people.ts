import type { DerivedItem } from '../../matching/index.ts';
import { openDataKeys } from '../../referral/index.ts';
import type { Db, Store, Tx } from '../../shared/db.ts';
import { PERSON_SPEC } from '../model/person-spec.ts';
import { changePeople } from './change-people.ts';
import { personHasher, personHashes } from './person-keys.ts';
import type { Rearranged } from './person-link.ts';
import { peopleOf } from './person-parts.ts';
import { planPeople, type WantedRecord } from './plan-people.ts';
import { rearrange } from './rearrange.ts';
import { eraseRecords, recordsEver, storedPeople } from './record-rows.ts';
import { PERSON_SPEC_VERSION, scoringInForce } from './scoring-in-force.ts';
import { openValues, sealValues } from './sealed-values.ts';

/** What the people of some referrals are to become. */
export type PeopleToTake = {
  /** Every referral concerned; of one that says nothing in `wanted`, nobody counts any more. */
  referralIds: readonly string[];
  wanted: readonly WantedRecord[];
  /** Of these nothing is kept. */
  erased: readonly string[];
  at: Date;
};

export type PeopleTaken = Rearranged & {
  /** Records that came, came again or left. */
  changed: number;
  /** Referrals whose records they are. */
  referralIds: string[];
  linked: number;
  unlinked: number;
};

export function nothingTaken(): PeopleTaken {
  return { clusters: [], records: [], changed: 0, referralIds: [], linked: 0, unlinked: 0 };
}

/** The parties of referrals as they are to be stored: read, hashed and sealed. Holds no lock. */
export async function readPeople(
  store: Store,
  db: Db,
  items: readonly DerivedItem[],
): Promise<WantedRecord[]> {
  const hash = personHasher(store.keys.linkingKey);
  const keys = await openDataKeys(
    store,
    db,
    items.map(({ id }) => id),
  );
  return items.flatMap(({ id, header, content }) => {
    const dataKey = keys.get(id);
    if (!dataKey) return [];
    return peopleOf(PERSON_SPEC, content.open('linking'), header.receivedAt).map(
      ({ party, layer, values }) => ({
        referralId: id,
        party,
        layer,
        version: header.version,
        spec: PERSON_SPEC_VERSION,
        values,
        ...personHashes(hash, { spec: PERSON_SPEC, layer, values }),
        sealed: sealValues(dataKey, values),
      }),
    );
  });
}

/** A referral of which is asked whether its people are stored as they count. */
export type AskedReferral = { id: string; version: number; links: boolean; isDisposed: boolean };

/**
 * The referrals whose people are not known to be stored as they count now: told without opening anything. One that
 * names nobody is always among them.
 */
export async function peopleToRead(db: Db, asked: readonly AskedReferral[]): Promise<string[]> {
  const stored = await storedPeople(
    db,
    asked.map(({ id }) => id),
  );
  const isAsItCounts = ({ id, version, links, isDisposed }: AskedReferral) => {
    const now = stored.get(id);
    if (links) return now?.version === version && now.spec === PERSON_SPEC_VERSION;
    return isDisposed ? now === undefined : !now;
  };
  return asked.filter((one) => !isAsItCounts(one)).map(({ id }) => id);
}

/** How many records are not as they are wanted. */
export async function peopleToChange(
  db: Db,
  referralIds: readonly string[],
  wanted: readonly WantedRecord[],
): Promise<number> {
  const { coming, leaving } = planPeople(await recordsEver(db, referralIds), wanted);
  return coming.length + leaving.length;
}

/**
 * Makes the records as they are wanted, with all that follows. Idempotent: what is so already is left as it is. The
 * caller holds the linking lock.
 */
export async function takePeople(store: Store, tx: Tx, asked: PeopleToTake): Promise<PeopleTaken> {
  const { at, erased } = asked;
  const known = await recordsEver(tx, asked.referralIds);
  const change = planPeople(known, asked.wanted);
  if (change.coming.length + change.before.length === 0) {
    await eraseRecords(tx, erased);
    return nothingTaken();
  }
  const { scoring, scoringOf } = await scoringInForce(tx, at);
  const { touched, ...counts } = await changePeople(
    { tx, at, scoring, scoringOf, openValues: (records) => openValues(store, tx, records) },
    change,
  );
  const moved = await rearrange(tx, touched, at);
  await eraseRecords(tx, erased);
  const referrals = [...change.coming, ...change.before].map(({ referralId }) => referralId);
  return {
    ...moved,
    ...counts,
    changed: change.coming.length + change.leaving.length,
    referralIds: [...new Set(referrals)],
  };
}
