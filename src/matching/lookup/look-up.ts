import { type Db, rows, sql } from '../../shared/db.ts';
import type { HashSearch } from '../known/hash-search.ts';
import { type Hit, judgeFile, tellingListings } from '../known/judge-file.ts';
import { exactValues, type Listing, listingsOf } from '../lists/listings.ts';
import { hashKey, type UsableHash } from '../usable-hash.ts';
import { quarantinedValues } from './quarantine-records.ts';

/** A hash that can tell something. */
export type LookupQuery = Pick<UsableHash, 'kind' | 'hex'>;

/** What a hit comes to for whoever asked. Only the first two are to be acted on. */
export const LOOKUP_STATUSES = {
  known: { label: 'Listed', actionable: true },
  'near-known': { label: 'Looks like a listed picture', actionable: true },
  'not-of-concern': { label: 'Listed as harmless', actionable: false },
  disputed: { label: 'Listed; the listing is disputed', actionable: false },
  quarantined: { label: 'Listed; held back until a person has looked', actionable: false },
  circulating: { label: 'Listed as widely circulating', actionable: false },
} as const satisfies Record<string, { label: string; actionable: boolean }>;
export type LookupStatus = keyof typeof LOOKUP_STATUSES;

/** `query`: the place of the query, from 0. Hits nearest first, each with its listings. */
export type LookupHit = { query: number; status: LookupStatus; hits: Hit[] };

/** Hits looked at for one query, the nearest ones. Chosen: as for the files of referrals. */
const MOST_HITS_PER_QUERY = 50;
/** Where none of these counts, the ones behind them. Chosen: clustered lists hold a picture up to 740 times (matching.md). */
const MOST_HITS_LOOKED_THROUGH = 1_000;

/** What the lists say of these hashes; a query that hits nothing is not in the answer. `sourceId`: who asks. */
export async function lookUp(
  { db, search }: { db: Db; search: HashSearch },
  sourceId: string,
  queries: readonly LookupQuery[],
): Promise<LookupHit[]> {
  const [near, exact] = await Promise.all([nearHits(search, queries), exactHits(db, queries)]);
  const first = await judged(db, sourceId, [
    ...near.filter(({ nth }) => nth < MOST_HITS_PER_QUERY),
    ...exact,
  ]);
  const decided = new Set(first.filter(({ status }) => DECIDED.has(status)).map(({ query }) => query));
  const behind = new Set(near.filter(({ nth }) => nth >= MOST_HITS_PER_QUERY).map(({ query }) => query));
  const undecided = near.filter(({ query }) => behind.has(query) && !decided.has(query));
  if (undecided.length === 0) return first;
  const again = await judged(db, sourceId, undecided);
  const looked = new Set(again.map(({ query }) => query));
  return [...first.filter(({ query }) => !looked.has(query)), ...again].sort((a, b) => a.query - b.query);
}

/** What no hit further away changes: nearer hits that are disputed or held back must not hide one that counts. */
const DECIDED: ReadonlySet<LookupStatus> = new Set(['known', 'near-known', 'not-of-concern']);

async function judged(db: Db, sourceId: string, raw: readonly RawHit[]): Promise<LookupHit[]> {
  if (raw.length === 0) return [];
  const valueIds = [...new Set(raw.map(({ valueId }) => valueId))];
  const listings = await listingsOf(db, valueIds);
  const quarantined = await quarantinedValues(db, valueIds, sourceId);
  const listed = raw.flatMap(({ query, valueId, distance }) => {
    const said: Listing[] = tellingListings(listings.get(valueId) ?? []);
    if (said.length === 0) return [];
    return [{ query, hit: { valueId, distance, listings: said, quarantined: quarantined.has(valueId) } }];
  });
  const byQuery = Map.groupBy(listed, ({ query }) => query);
  return [...byQuery]
    .map(([query, of]) => {
      const hits = of.map(({ hit }) => hit);
      const { status, distance } = statusOf(hits);
      return { query, status, hits: toldHits(hits, distance) };
    })
    .sort((a, b) => a.query - b.query);
}

function statusOf(hits: readonly Hit[]): { status: LookupStatus; distance: number | null } {
  const { status, heldBack, distance } = judgeFile(hits, false);
  if (status === 'known' || status === 'near-known' || status === 'not-of-concern')
    return { status, distance };
  return { status: heldBack ?? 'circulating', distance: null };
}

/** The nearest ones, and from the one that decided on as many again: answers stay of a size. */
function toldHits(hits: readonly Hit[], decidedAt: number | null): Hit[] {
  const first = hits.slice(0, MOST_HITS_PER_QUERY);
  const from = hits.findIndex(({ distance }, place) => place >= first.length && distance === decidedAt);
  return from === -1 ? first : [...first, ...hits.slice(from, from + MOST_HITS_PER_QUERY)];
}

/** `nth`: of the query's hits, from 0. */
type RawHit = { query: number; valueId: number; distance: number; nth: number };

async function nearHits(search: HashSearch, queries: readonly LookupQuery[]): Promise<RawHit[]> {
  const places = queries.flatMap(({ kind }, place) => (kind === 'pdq' ? [place] : []));
  if (places.length === 0) return [];
  const packed = Buffer.from(places.map((place) => queries[place]!.hex).join(''), 'hex');
  const { queries: found, ids, distances } = await search.search(packed);
  const hits: RawHit[] = [];
  let nth = 0;
  found.forEach((query, at) => {
    nth = at > 0 && found[at - 1] === query ? nth + 1 : 0;
    if (nth < MOST_HITS_LOOKED_THROUGH) {
      hits.push({ query: places[query]!, valueId: ids[at]!, distance: distances[at]!, nth });
    }
  });
  return hits;
}

async function exactHits(db: Db, queries: readonly LookupQuery[]): Promise<RawHit[]> {
  const places = Map.groupBy(
    queries.flatMap(({ kind, hex }, place) =>
      kind === 'pdq' ? [] : [{ key: hashKey({ kind, hex }), place }],
    ),
    ({ key }) => key,
  );
  if (places.size === 0) return [];
  const asked = [...places.values()].map(([first]) => queries[first!.place]!);
  const known = await exactValues(db, asked);
  return known.flatMap(({ id, kind, hex }) =>
    places
      .get(hashKey({ kind, hex }))!
      .map(({ place }) => ({ query: place, valueId: id, distance: 0, nth: 0 })),
  );
}

/** PDQ values by id, 32 bytes each. */
export async function pdqValues(db: Db, ids: readonly number[]): Promise<Map<number, Uint8Array>> {
  if (ids.length === 0) return new Map();
  const found = await rows(
    db,
    sql<{ id: number; value: Buffer }>`select id, value from known_value
      where id = any(${ids}::integer[]) and kind = 'pdq'`,
  );
  return new Map(found.map(({ id, value }) => [id, value]));
}
