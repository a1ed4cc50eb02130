import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import type { GateName } from './gates.ts';
import type { HoldReason, PreservationWay, ReleaseAnswer, RemovalOverride } from './notice.ts';

/** `reference`, `note`: sealed under the lead referral's key, in these contexts. */
export const REMOVAL_SEALED_AS = {
  preservation: 'removal_preservation.reference',
  release: 'removal_release.reference',
  override: 'removal_override.note',
  answer: 'removal_answer.note',
  document: 'removal_delivery.document',
} as const;

export type PreservationRecord = {
  noticeId: string;
  how: PreservationWay;
  /** Day since when it is kept. */
  keptOn: string;
  reference: Buffer;
  by: string;
  at: Date;
};

export async function addPreservation(tx: Tx, record: PreservationRecord): Promise<void> {
  const { noticeId, how, keptOn, reference, by, at } = record;
  await rows(
    tx,
    sql`insert into removal_preservation (notice_id, how, kept_on, reference, recorded_by, recorded_at)
        values (${noticeId}, ${how}, ${keptOn}::date, ${reference}, ${by}, ${at})`,
  );
}

/** What was recorded of preservation, the latest first. */
export async function preservationsOf(db: Db, noticeId: string): Promise<PreservationRecord[]> {
  return rows(
    db,
    sql<PreservationRecord>`select notice_id as "noticeId", how, kept_on as "keptOn", reference, recorded_by as by,
        recorded_at as at
      from removal_preservation where notice_id = ${noticeId} order by seq desc`,
  );
}

export type ReleaseRequest = { noticeId: string; unitId: string; askedBy: string; askedAt: Date };

/** Asks units; the same question at the same moment is one. */
export async function addReleaseRequests(tx: Tx, requests: readonly ReleaseRequest[]): Promise<void> {
  for (const { noticeId, unitId, askedBy, askedAt } of requests)
    await rows(
      tx,
      sql`insert into removal_release_request (notice_id, unit_id, asked_by, asked_at)
          values (${noticeId}, ${unitId}, ${askedBy}, ${askedAt}) on conflict do nothing`,
    );
}

/** When each unit was last asked about these notices. */
export async function releaseRequestsOf(db: Db, noticeIds: readonly string[]): Promise<ReleaseRequest[]> {
  return rows(
    db,
    sql<ReleaseRequest>`select distinct on (notice_id, unit_id) notice_id as "noticeId", unit_id as "unitId",
        asked_by as "askedBy", asked_at as "askedAt"
      from removal_release_request where notice_id = any(${[...noticeIds]}::uuid[])
      order by notice_id, unit_id, asked_at desc`,
  );
}

/** Notices that are not over about which a unit was asked, the latest question first. */
export async function noticesAskedOf(db: Db, unitId: string, limit = 200): Promise<ReleaseRequest[]> {
  return rows(
    db,
    sql<ReleaseRequest>`select * from (
        select distinct on (r.notice_id) r.notice_id as "noticeId", r.unit_id as "unitId", r.asked_by as "askedBy",
          r.asked_at as "askedAt"
        from removal_release_request r join removal_notice n on n.id = r.notice_id
        where r.unit_id = ${unitId} and n.state not in ('closed', 'withdrawn', 'confirmed')
        order by r.notice_id, r.asked_at desc) as asked
      order by "askedAt" desc limit ${limit}`,
  );
}

/** `unitId` null with `no-investigation`: a person says that nobody investigates. */
export type Release = {
  noticeId: string;
  unitId: string | null;
  answer: ReleaseAnswer | 'no-investigation';
  until: string | null;
  reason: HoldReason | null;
  reference: Buffer | null;
  by: string;
  at: Date;
};

export async function addRelease(tx: Tx, release: Release): Promise<void> {
  const { noticeId, unitId, answer, until, reason, reference, by, at } = release;
  await rows(
    tx,
    sql`insert into removal_release (notice_id, unit_id, answer, until, reason, reference, recorded_by, recorded_at)
        values (${noticeId}, ${unitId}, ${answer}, ${until}::date, ${reason}, ${reference}, ${by}, ${at})`,
  );
}

/** What counts of what was said about a notice: the latest of each unit. */
export async function releasesOf(db: Db, noticeId: string): Promise<Release[]> {
  return rows(
    db,
    sql<Release>`select distinct on (unit_id) notice_id as "noticeId", unit_id as "unitId", answer, until, reason,
        reference, recorded_by as by, recorded_at as at
      from removal_release where notice_id = ${noticeId} order by unit_id, seq desc`,
  );
}

/** Notices about which a unit's latest word was "not yet", and the day it named has come. */
export async function waitsOver(db: Db, day: string): Promise<{ noticeId: string; unitId: string }[]> {
  return rows(
    db,
    sql<{ noticeId: string; unitId: string }>`select notice_id as "noticeId", unit_id as "unitId" from (
        select distinct on (r.notice_id, r.unit_id) r.notice_id, r.unit_id, r.answer, r.until, r.recorded_at
        from removal_release r join removal_notice n on n.id = r.notice_id
        where r.unit_id is not null and n.state not in ('closed', 'withdrawn', 'confirmed')
        order by r.notice_id, r.unit_id, r.seq desc) as latest
      where answer = 'not-yet' and until <= ${day}::date
        and not exists (select from removal_release_request q where q.notice_id = latest.notice_id
          and q.unit_id = latest.unit_id and q.asked_at > latest.recorded_at)`,
  );
}

export type Override = {
  gate: GateName;
  /** The causes that stood when it was given. */
  covers: string[];
  reason: RemovalOverride;
  note: Buffer | null;
  by: string;
  at: Date;
};

export async function addOverride(tx: Tx, noticeId: string, override: Override): Promise<void> {
  const { gate, covers, reason, note, by, at } = override;
  await rows(
    tx,
    sql`insert into removal_override (id, notice_id, gate, covers, reason, note, by, at)
        values (${newId(at.getTime())}, ${noticeId}, ${gate}, ${covers}::text[], ${reason}, ${note}, ${by}, ${at})`,
  );
}

/** The latest first. */
export async function overridesOf(db: Db, noticeId: string): Promise<Override[]> {
  return rows(
    db,
    sql<Override>`select gate, covers, reason, note, by, at from removal_override where notice_id = ${noticeId}
      order by at desc, id desc`,
  );
}
