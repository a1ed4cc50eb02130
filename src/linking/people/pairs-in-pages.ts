import type { Db, Store } from '../../shared/db.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import type { Pair } from './edge-rows.ts';
import { recordsAfter, type WholeRow } from './every-record.ts';
import { COMMON_FROM, findHolders } from './key-rows.ts';
import { capOfKey } from './person-keys.ts';
import { type SealedRecord, sealedRecords } from './record-rows.ts';
import { areComparable, type Comparable, type Holders } from './score-pairs.ts';
import { openValues } from './sealed-values.ts';

// Every pair of a whole store, a page of records at a time: memory holds one page and those whom it may meet, however
// many records there are. Keys are taken as they are stored; whoever doubts them looks at the keys first.

/** Chosen: with those whom they meet, and all values, some tens of megabytes. */
const RECORDS_OF_PAGE = 500;
const PAIRS_OF_PAGE = 20_000;

export type PageOfPairs = {
  records: readonly WholeRow[];
  /** The pairs whose lower id is above `after`, up to `upTo`; pages follow each other without a gap. */
  after: number;
  upTo: number;
  /** Each pair that shares a key which is not over-common, once. */
  pairs: readonly (readonly [Comparable, Comparable])[];
  /** Of the terms of the page's records. */
  holders: Holders;
};

/** To be read in one transaction; outside one pages are of several instants: enough to learn from, not to prove by. */
export async function* pairsInPages(store: Store, db: Db, spec: LinkSpec): AsyncGenerator<PageOfPairs> {
  let after = 0;
  for await (const { records, partners, holders } of pagesOfPartners(db, spec)) {
    const upTo = records.at(-1)!.id;
    const met = records.flatMap(({ id: a }) => partners.get(a)!.map((b) => ({ a, b })));
    yield { records, after, upTo, holders, pairs: await openPairs(store, db, met, records) };
    after = upTo;
  }
  yield { records: [], after, upTo: Number.MAX_SAFE_INTEGER, holders: new Map(), pairs: [] };
}

/** Of each record the ids above its own that share a key with it. */
type Partners = ReadonlyMap<number, readonly number[]>;
type PageOfPartners = { records: WholeRow[]; partners: Partners; holders: Holders };

async function* pagesOfPartners(db: Db, spec: LinkSpec): AsyncGenerator<PageOfPartners> {
  for (let after = 0; ; ) {
    const read = await recordsAfter(db, after, RECORDS_OF_PAGE);
    if (read.length === 0) return;
    const { partners, holders } = await partnersOf(db, spec, read);
    for (const records of portions(read, partners)) yield { records, partners, holders };
    after = read.at(-1)!.id;
  }
}

async function partnersOf(db: Db, spec: LinkSpec, records: readonly WholeRow[]) {
  const all = <T>(of: (one: WholeRow) => readonly T[]) => [...new Set(records.flatMap(of))];
  const held = await findHolders(db, {
    keys: new Map(all(({ keys }) => keys).map((k) => [k, capOfKey(spec, k) + 1])),
    terms: new Map(all(({ terms }) => terms).map((k) => [k, COMMON_FROM])),
  });
  const isOpen = (k: string) => held.keys.get(k)!.length <= capOfKey(spec, k);
  const partners = new Map(
    records.map(({ id, keys }) => {
      const others = keys.filter(isOpen).flatMap((k) => held.keys.get(k)!);
      return [id, [...new Set(others.filter((other) => other > id))].sort((a, b) => a - b)];
    }),
  );
  const holders = new Map([...held.terms].map(([k, { kept, counted }]) => [k, kept ?? counted]));
  return { partners, holders };
}

/** Parted where so many pairs would stand in memory together. */
function* portions(records: readonly WholeRow[], partners: Partners): Generator<WholeRow[]> {
  let [portion, pairs]: [WholeRow[], number] = [[], 0];
  for (const one of records) {
    const more = partners.get(one.id)!.length;
    if (portion.length > 0 && pairs + more > PAIRS_OF_PAGE) {
      yield portion;
      [portion, pairs] = [[], 0];
    }
    portion.push(one);
    pairs += more;
  }
  yield portion;
}

/** Those of some pairs that can be compared, with their values. */
export async function openPairs(
  store: Store,
  db: Db,
  pairs: readonly Pair[],
  known: readonly SealedRecord[] = [],
): Promise<[Comparable, Comparable][]> {
  const isKnown = new Set(known.map(({ id }) => id));
  const others = new Set(pairs.flatMap(({ a, b }) => [a, b]).filter((id) => !isKnown.has(id)));
  const sealed = [...known, ...(await sealedRecords(db, [...others]))];
  const opened = await openValues(store, db, sealed);
  const byId = new Map<number, Comparable>();
  for (const { id, referralId, terms } of sealed) {
    const values = opened.get(id);
    if (values) byId.set(id, { id, referralId, terms, values });
  }
  return pairs.flatMap(({ a, b }): [Comparable, Comparable][] => {
    const [one, other] = [byId.get(a), byId.get(b)];
    return one && other && areComparable(one, other) ? [[one, other]] : [];
  });
}
