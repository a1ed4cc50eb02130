import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import { type KeyKind, LAYERS } from './identifier-kinds.ts';

/** An identifier as it is stored. `k`: a signed 64-bit number in decimal digits. */
export type IdentifierKey = {
  k: string;
  referralId: string;
  version: number;
  role: string;
  kind: KeyKind;
  party: number;
  item: number;
};

export type LinkedReferral = { referralId: string; version: number; receivedAt: Date };

/** The version of each referral whose identifiers were taken in already. */
export async function linkedVersions(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const linked = await rows(
    db,
    sql<{ id: string; version: number }>`select referral_id as id, version from linked_referral
      where referral_id = any(${ids}::uuid[])`,
  );
  return new Map(linked.map(({ id, version }) => [id, version]));
}

/** Takes referrals in; a corrected one links by its new version from now on. */
export async function putLinked(tx: Tx, referrals: readonly LinkedReferral[]): Promise<void> {
  await rows(
    tx,
    sql`insert into linked_referral (referral_id, version, received_at, incident_id)
        select referral_id, version, received_at, referral_id
        from unnest(${referrals.map((r) => r.referralId)}::uuid[], ${referrals.map((r) => r.version)}::integer[],
                    ${referrals.map((r) => r.receivedAt)}::timestamptz[]) as new (referral_id, version, received_at)
        on conflict (referral_id) do update set version = excluded.version`,
  );
}

/** Keeps keys. The same one in the same role of a referral is kept once. */
export async function addKeys(tx: Tx, keys: readonly IdentifierKey[]): Promise<void> {
  if (keys.length === 0) return;
  await rows(
    tx,
    sql`insert into identifier_key (k, referral_id, version, role, kind, party, item)
        select * from unnest(${keys.map((key) => key.k)}::bigint[], ${keys.map((key) => key.referralId)}::uuid[],
          ${keys.map((key) => key.version)}::integer[], ${keys.map((key) => key.role)}::text[],
          ${keys.map((key) => key.kind)}::text[], ${keys.map((key) => key.party)}::integer[],
          ${keys.map((key) => key.item)}::integer[])
        on conflict do nothing`,
  );
}

/** Referrals that link no more, because their sender took them back; their keys stay as history. */
export async function withdrawLinks(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await rows(
    tx,
    sql`update linked_referral set withdrawn_at = ${at} where referral_id = any(${ids}::uuid[]) and withdrawn_at is null`,
  );
}

/** Erases the keys of referrals that are disposed of: a keyed hash is still personal data. */
export async function eraseLinks(tx: Tx, ids: readonly string[]): Promise<void> {
  await rows(tx, sql`delete from identifier_key where referral_id = any(${ids}::uuid[])`);
  await rows(tx, sql`delete from linked_referral where referral_id = any(${ids}::uuid[])`);
}

/** From now on each referral belongs to the incident `incidentId`: to one of its own if that is itself. */
export async function linkAsParts(
  tx: Tx,
  parts: readonly { id: string; incidentId: string }[],
): Promise<void> {
  await rows(
    tx,
    sql`update linked_referral l set incident_id = new.incident_id
        from unnest(${parts.map(({ id }) => id)}::uuid[], ${parts.map(({ incidentId }) => incidentId)}::uuid[])
          as new (id, incident_id)
        where l.referral_id = new.id and l.incident_id <> new.incident_id`,
  );
}

/** Kinds that name the account or person that a referral is about, the most telling first. */
const SUBJECT_KINDS = [
  'account-id',
  'account',
  'email',
  'phone',
  'payment',
  'device',
] as const satisfies KeyKind[];

/** Of each referral that names a suspect the keyed hash by which that one is told from others. */
export async function subjectKeys(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await rows(
    db,
    sql<{ id: string; k: string }>`select distinct on (l.referral_id) l.referral_id as id, i.k::text as k
      from linked_referral l join identifier_key i on i.referral_id = l.referral_id and i.version = l.version
      where l.referral_id = any(${ids}::uuid[]) and i.role = any(${LAYERS.suspect.roles}::text[])
        and i.kind = any(${SUBJECT_KINDS}::text[])
      order by l.referral_id, array_position(${SUBJECT_KINDS}::text[], i.kind), i.party, i.item, i.k`,
  );
  return new Map(found.map(({ id, k }) => [id, k]));
}
