import { type Db, rows, sql } from '../../shared/db.ts';
import { type KeyKind, LINK_KINDS } from './identifier-kinds.ts';

/** An identifier of one referral. `k`: a signed 64-bit number in decimal digits. */
export type OwnKey = {
  referralId: string;
  incidentId: string;
  k: string;
  kind: KeyKind;
  role: string;
  party: number;
  item: number;
};

/** A referral that has an identifier. */
export type Holder = { referralId: string; incidentId: string; role: string };

/** Who has a value. `more`: reading stopped at the limit. */
export type Held = { holders: Holder[]; more: boolean };

/** A reference on more referrals than this is a form's default, not a report's number. Chosen. */
const MOST_WITH_ONE_REFERENCE = 20;

/** From so many referrals on a value says nothing. */
export function capOf(kind: KeyKind): number {
  return kind === 'reference' ? MOST_WITH_ONE_REFERENCE : LINK_KINDS[kind].cap;
}

/** The identifiers of referrals that count, of some kinds. */
export async function keysOf(db: Db, ids: readonly string[], kinds: readonly KeyKind[]): Promise<OwnKey[]> {
  return rows(
    db,
    sql<OwnKey>`select i.referral_id as "referralId", l.incident_id as "incidentId", i.k::text as k, i.kind, i.role,
        i.party, i.item
      from linked_referral l join identifier_key i on i.referral_id = l.referral_id and i.version = l.version
      where l.referral_id = any(${ids}::uuid[]) and l.withdrawn_at is null and i.kind = any(${kinds}::text[])`,
  );
}

/** A referral has a value at most once in each role and version: so many rows prove more referrals than the cap. */
const ROWS_PER_REFERRAL = 10;

/** Who has these values, of each only as far as it takes to know that there are too many. */
export async function holdersOf(
  db: Db,
  keys: readonly Pick<OwnKey, 'k' | 'kind'>[],
): Promise<Map<string, Held>> {
  return readHolders(db, [...new Map(keys.map(({ k, kind }) => [k, capOf(kind) * ROWS_PER_REFERRAL]))]);
}

/** How many referrals have each of these values, counted up to `most`. */
export async function countHolders(
  db: Db,
  keys: readonly string[],
  most: number,
): Promise<Map<string, number>> {
  const held = await readHolders(
    db,
    [...new Set(keys)].map((k) => [k, most]),
  );
  return new Map(
    [...held].map(([k, { holders }]) => [k, new Set(holders.map(({ referralId }) => referralId)).size]),
  );
}

type HolderRow = Omit<Holder, 'incidentId'> & { k: string; incidentId: string | null };

/**
 * `wanted`: each value with the number of rows to stop at. The inner select reads nothing but the key's index, in
 * its order, so that a value which a hundred thousand share costs no more than its limit.
 */
async function readHolders(
  db: Db,
  wanted: readonly (readonly [string, number])[],
): Promise<Map<string, Held>> {
  if (wanted.length === 0) return new Map();
  const found = await rows(
    db,
    sql<HolderRow>`
      select wanted.k::text as k, holder.referral_id as "referralId", l.incident_id as "incidentId", holder.role
      from unnest(${wanted.map(([k]) => k)}::bigint[], ${wanted.map(([, most]) => most)}::integer[]) as wanted (k, most)
      cross join lateral (
        select i.referral_id, i.role, i.version from identifier_key i where i.k = wanted.k
        order by i.referral_id, i.role, i.version limit wanted.most) as holder
      left join linked_referral l
        on l.referral_id = holder.referral_id and l.version = holder.version and l.withdrawn_at is null`,
  );
  const most = new Map(wanted);
  return new Map(
    [...Map.groupBy(found, ({ k }) => k)].map(([k, all]) => [
      k,
      { holders: all.filter(counts), more: all.length >= most.get(k)! },
    ]),
  );
}

function counts(row: HolderRow): row is HolderRow & Holder {
  return row.incidentId !== null;
}
