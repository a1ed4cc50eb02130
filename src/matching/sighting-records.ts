import { type Db, rows, sql, type Tx } from '../shared/db.ts';
import type { GroupedKind } from './usable-hash.ts';

/** A referral as matching counts it. */
export type MatchedReferral = {
  referralId: string;
  version: number;
  reporter: string;
  receivedAt: Date;
  /** How many files it lists, hashed or not. */
  files: number;
  /** Keyed hash (64 bits, decimal) of the account that it is about. */
  subject: string | null;
};

/** One hash of one file, as one reporter sent it. */
export type Sighting = {
  referralId: string;
  version: number;
  position: number;
  kind: GroupedKind;
  hex: string;
  quality: number | null;
};

/** The version of each referral that was matched already. */
export async function matchedVersions(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const matched = await rows(
    db,
    sql<{ id: string; version: number }>`select referral_id as id, version from matched_referral
      where referral_id = any(${ids}::uuid[])`,
  );
  return new Map(matched.map(({ id, version }) => [id, version]));
}

/** Takes referrals into the count; a corrected one counts by its new version from now on. */
export async function putMatched(tx: Tx, referrals: readonly MatchedReferral[]): Promise<void> {
  await rows(
    tx,
    sql`insert into matched_referral (referral_id, version, reporter, received_at, files, subject, incident_id)
        select referral_id, version, reporter, received_at, files, subject, referral_id
        from unnest(${referrals.map((r) => r.referralId)}::uuid[], ${referrals.map((r) => r.version)}::integer[],
                    ${referrals.map((r) => r.reporter)}::text[], ${referrals.map((r) => r.receivedAt)}::timestamptz[],
                    ${referrals.map((r) => r.files)}::integer[], ${referrals.map((r) => r.subject)}::bigint[])
          as new (referral_id, version, reporter, received_at, files, subject)
        on conflict (referral_id) do update set version = excluded.version, files = excluded.files,
          subject = excluded.subject`,
  );
}

/** Keeps sightings. The same one is kept once. */
export async function addSightings(tx: Tx, sightings: readonly Sighting[]): Promise<void> {
  await rows(
    tx,
    sql`insert into file_sighting (referral_id, version, position, kind, value, quality)
        select referral_id, version, position, kind, decode(hex, 'hex'), quality
        from unnest(${sightings.map((s) => s.referralId)}::uuid[], ${sightings.map((s) => s.version)}::integer[],
                    ${sightings.map((s) => s.position)}::integer[], ${sightings.map((s) => s.kind)}::text[],
                    ${sightings.map((s) => s.hex)}::text[], ${sightings.map((s) => s.quality)}::smallint[])
          as new (referral_id, version, position, kind, hex, quality)
        on conflict do nothing`,
  );
}

/** Referrals that count no more, whose content was theirs to take back or to dispose of. Answers those it changed. */
export async function markWithdrawn(tx: Tx, ids: readonly string[], at: Date): Promise<string[]> {
  const changed = await rows(
    tx,
    sql<{ id: string }>`update matched_referral set withdrawn_at = ${at}, subject = null
      where referral_id = any(${ids}::uuid[]) and withdrawn_at is null returning referral_id as id`,
  );
  return changed.map(({ id }) => id);
}

/** From now on each referral counts as a report of `incidentId`. Answers with those that did not before. */
export async function setIncidents(
  tx: Tx,
  parts: readonly { id: string; incidentId: string }[],
): Promise<string[]> {
  const changed = await rows(
    tx,
    sql<{ id: string }>`update matched_referral r set incident_id = new.incident_id
      from unnest(${parts.map(({ id }) => id)}::uuid[], ${parts.map(({ incidentId }) => incidentId)}::uuid[])
        as new (id, incident_id)
      where r.referral_id = new.id and r.incident_id <> new.incident_id returning r.referral_id as id`,
  );
  return changed.map(({ id }) => id);
}

/** Hash keys of the files that count, each combination once, of all files that carry a hash of these groups. */
export async function filesOfGroups(
  db: Db,
  groups: readonly number[],
): Promise<{ referralId: string; keys: string[] }[]> {
  return rows(
    db,
    sql<{ referralId: string; keys: string[] }>`
      with file as (
        select s.referral_id, array_agg(s.kind || ':' || encode(s.value, 'hex') order by s.kind, s.value) as keys
        from file_sighting s
        join matched_referral r on r.referral_id = s.referral_id and r.version = s.version and r.withdrawn_at is null
        join content_membership m on m.kind = s.kind and m.value = s.value and m.valid_to is null
        where m.group_id = any(${groups}::bigint[])
        group by s.referral_id, s.version, s.position)
      select min(referral_id::text) as "referralId", keys from file group by keys`,
  );
}
