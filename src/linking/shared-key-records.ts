import { type Db, rows, sql } from '../shared/db.ts';
import { type KeyKind, LAYERS, LINK_KINDS } from './identifier-kinds.ts';

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
export type Holder = { k: string; referralId: string; incidentId: string; role: string };

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

/** A referral has a value at most once in each role: so many rows prove more referrals than the cap. */
const ROLES = 1 + Object.values(LAYERS).reduce((sum, { roles }) => sum + roles.length, 0);

/** Who has these values, of each only as many rows as it takes to know that there are too many. */
export async function holdersOf(db: Db, keys: readonly Pick<OwnKey, 'k' | 'kind'>[]): Promise<Holder[]> {
  const wanted = [...new Map(keys.map(({ k, kind }) => [k, capOf(kind) * ROLES + 1]))];
  return holders(db, wanted);
}

/** The same, counted no further than `most` rows each. */
async function holders(db: Db, wanted: readonly (readonly [string, number])[]): Promise<Holder[]> {
  if (wanted.length === 0) return [];
  return rows(
    db,
    sql<Holder>`
      select wanted.k::text as k, holder.referral_id as "referralId", l.incident_id as "incidentId", holder.role
      from unnest(${wanted.map(([k]) => k)}::bigint[], ${wanted.map(([, most]) => most)}::integer[]) as wanted (k, most)
      cross join lateral (
        select i.referral_id, i.role from identifier_key i
        where i.k = wanted.k and i.version =
          (select l.version from linked_referral l where l.referral_id = i.referral_id and l.withdrawn_at is null)
        limit wanted.most) as holder
      join linked_referral l on l.referral_id = holder.referral_id`,
  );
}

/** How many referrals have each of these values, counted up to `most`. */
export async function countHolders(
  db: Db,
  keys: readonly string[],
  most: number,
): Promise<Map<string, number>> {
  const held = await holders(
    db,
    [...new Set(keys)].map((k) => [k, most]),
  );
  const byKey = Map.groupBy(held, ({ k }) => k);
  return new Map([...byKey].map(([k, all]) => [k, new Set(all.map(({ referralId }) => referralId)).size]));
}
