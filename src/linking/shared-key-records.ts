import { type Db, type RawBuilder, rows, sql } from '../shared/db.ts';
import { LAYERS, type Layer, LINK_KINDS, type LinkKindName } from './identifier-kinds.ts';

// Which referrals hold the same values. Whether a value is shared by too many is judged as of now, so that links
// never depend on the order in which referrals came in.

/** One value that a referral and another one hold. `referrals`: how many hold it, at most a few above the cap. */
export type SharedKey = {
  referralId: string;
  k: string;
  kind: LinkKindName;
  layer: Layer;
  referrals: number;
  hub: boolean;
};

const CAPS = sql`(values ${sql.join(
  Object.entries(LINK_KINDS).map(([kind, { cap }]) => sql`(${kind}::text, ${cap}::integer)`),
)}) as caps (kind, cap)`;

const LAYER_OF_ROLE = sql`(values ${sql.join(
  Object.entries(LAYERS).flatMap(([layer, { roles }]) =>
    roles.map((role) => sql`(${role}::text, ${layer}::text)`),
  ),
)}) as layers (role, layer)`;

/** A referral holds a value at most once in each of the six roles: so many rows prove more referrals than the cap. */
const ROLES = Object.values(LAYERS).reduce((sum, { roles }) => sum + roles.length, 0);

/**
 * `mine`: the values of the given referrals, by layer. `held`: for each value, who holds it, read only as far as it
 * takes to know that there are too many. `degree`: how many referrals that is.
 */
function held(ids: readonly string[]): RawBuilder<unknown> {
  return sql`
    caps as (select * from ${CAPS}), layers as (select * from ${LAYER_OF_ROLE}),
    mine as (
      select distinct i.referral_id, i.k, i.kind, i.party, i.item, caps.cap, layers.layer, l.incident_id
      from linked_referral l join identifier_key i on i.referral_id = l.referral_id and i.version = l.version
      join caps using (kind) join layers using (role)
      where l.referral_id = any(${ids}::uuid[]) and l.withdrawn_at is null),
    wanted as (select distinct k, cap from mine),
    held as (
      select wanted.k, wanted.cap, holder.referral_id, holder.incident_id, layers.layer
      from wanted cross join lateral (
        select i.referral_id, l.incident_id, i.role from identifier_key i
        join linked_referral l on l.referral_id = i.referral_id and l.version = i.version and l.withdrawn_at is null
        where i.k = wanted.k limit wanted.cap * ${ROLES}::integer + 1) as holder
      join layers using (role)),
    degree as (select k, count(distinct referral_id) as referrals, count(distinct referral_id) > max(cap) as hub
      from held group by k)`;
}

/** Counts for each referral: identifiers it shares with other incidents, and how many other incidents those reach. */
export type LinkCount = { id: string; sharedIdentifiers: number; linkedReferrals: number };

/** Kinds whose equal values make a link, and not only a relation to look at. */
export const TELLING_KINDS = (Object.keys(LINK_KINDS) as LinkKindName[]).filter(
  (kind) => LINK_KINDS[kind].strength !== 'weak',
);

/** Strong and medium values, within a layer; hubs and reporters left out. Referrals without any are not listed. */
export async function countLinks(db: Db, ids: readonly string[]): Promise<LinkCount[]> {
  return rows(
    db,
    sql<LinkCount>`with ${held(ids)}
      select mine.referral_id as id, count(distinct (mine.kind, mine.party, mine.item)) as "sharedIdentifiers",
        count(distinct held.incident_id) as "linkedReferrals"
      from mine join degree using (k) join held on held.k = mine.k and held.layer = mine.layer
      where not degree.hub and held.incident_id <> mine.incident_id and mine.layer <> 'reporter'
        and mine.kind = any(${TELLING_KINDS}::text[])
      group by mine.referral_id`,
  );
}

/** One value that two referrals hold, in which layers. */
export type CommonKey = {
  id: string;
  otherId: string;
  k: string;
  kind: LinkKindName;
  layer: Layer;
  otherLayer: Layer;
};

/** What referrals have in common with others, hubs and their own incident left out. `kinds`: only these. */
export async function commonKeys(
  db: Db,
  ids: readonly string[],
  kinds: readonly LinkKindName[] = Object.keys(LINK_KINDS) as LinkKindName[],
): Promise<CommonKey[]> {
  return rows(
    db,
    sql<CommonKey>`with ${held(ids)}
      select distinct mine.referral_id as id, held.referral_id as "otherId", mine.k::text as k, mine.kind, mine.layer,
        held.layer as "otherLayer"
      from mine join degree using (k) join held using (k)
      where not degree.hub and held.incident_id <> mine.incident_id and mine.kind = any(${kinds}::text[])
      order by 2, 4, 3`,
  );
}

/** A value that too many referrals hold to link them. `referrals`: at least so many hold it. */
export type Hub = { kind: LinkKindName; layer: Layer; referrals: number; atLeast: boolean };

/** Counted no further than this: past it a number says no more. */
const COUNTED_HOLDERS = 10_000;

export async function hubsOf(db: Db, id: string): Promise<Hub[]> {
  return rows(
    db,
    sql<Hub>`with ${held([id])}
      select distinct mine.kind, mine.layer, counted.referrals, counted.referrals >= ${COUNTED_HOLDERS}::integer as "atLeast"
      from mine join degree using (k) cross join lateral (
        select count(distinct referral_id) as referrals
        from (select referral_id from identifier_key i where i.k = mine.k limit ${COUNTED_HOLDERS}::integer) as holders) as counted
      where degree.hub order by 3 desc, 1, 2`,
  );
}
