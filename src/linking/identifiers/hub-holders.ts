import { type Db, rows, sql } from '../../shared/db.ts';
import type { LinkKindName } from './identifier-kinds.ts';

/** One identifier of a referral: its kind and where it stands there. */
export type IdentifierPlace = { referralId: string; kind: LinkKindName; party: number; item: number };

/** A referral holds a value at most once in each role and version. */
const ROWS_PER_REFERRAL = 4;

/** The latest referrals that have the value of that identifier, itself among them; ids grow with time. */
export async function latestHolders(db: Db, place: IdentifierPlace, limit: number): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ id: string }>`
      with own as (
        select i.k from linked_referral l join identifier_key i on i.referral_id = l.referral_id and i.version = l.version
        where l.referral_id = ${place.referralId} and l.withdrawn_at is null and i.kind = ${place.kind}
          and i.party = ${place.party} and i.item = ${place.item} limit 1),
      latest as (
        select holder.* from own cross join lateral (
          select i.referral_id, i.version from identifier_key i where i.k = own.k
          order by i.referral_id desc, i.role desc, i.version desc limit ${limit * ROWS_PER_REFERRAL}) as holder)
      select distinct latest.referral_id as id from latest
      join linked_referral l on l.referral_id = latest.referral_id and l.version = latest.version
        and l.withdrawn_at is null
      order by id desc limit ${limit}`,
  );
  return found.map(({ id }) => id);
}
