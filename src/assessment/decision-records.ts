import { type Db, rows, sql } from '../shared/db.ts';
import type { Band } from './axes.ts';
import type { ClosureReason, OverrideReason } from './decision-reasons.ts';
import type { Floor } from './floors.ts';

/** The context that binds a sealed note to its column. */
export const NOTE_SEALED_AS = { decision: 'decision.note', closure: 'closure.note' } as const;

/** What a named person decided, on which proposal. `note`: sealed under the record's key. */
export type Decision = {
  id: string;
  referralId: string;
  assessmentId: string;
  proposedBand: Band;
  floors: Floor[];
  band: Band;
  kind: 'accept' | 'override';
  reasonCode: OverrideReason | null;
  note: Buffer | null;
  decidedBy: string;
  decidedAt: Date;
};

const COLUMNS = sql`d.id, d.referral_id as "referralId", d.assessment_id as "assessmentId", d.proposed_band as "proposedBand",
  d.floors, d.band, d.kind, d.reason_code as "reasonCode", d.note, d.decided_by as "decidedBy", d.decided_at as "decidedAt"`;

export async function addDecision(db: Db, decision: Decision): Promise<void> {
  await rows(
    db,
    sql`insert into decision (id, referral_id, assessment_id, proposed_band, floors, band, kind, reason_code, note, decided_by, decided_at)
        values (${decision.id}, ${decision.referralId}, ${decision.assessmentId}, ${decision.proposedBand}, ${decision.floors}::text[],
          ${decision.band}, ${decision.kind}, ${decision.reasonCode}, ${decision.note}, ${decision.decidedBy}, ${decision.decidedAt})`,
  );
}

/** The latest decision on each referral that has one, by referral id. */
export async function latestDecisions(
  db: Db,
  referralIds: readonly string[],
): Promise<Map<string, Decision>> {
  const found = await rows(
    db,
    sql<Decision>`select ${COLUMNS}
      from unnest(${[...referralIds]}::uuid[]) as asked (id)
      cross join lateral (select * from decision where referral_id = asked.id order by seq desc limit 1) d`,
  );
  return new Map(found.map((decision) => [decision.referralId, decision]));
}

/** Every decision on one referral, latest first. */
export async function decisionHistory(db: Db, referralId: string): Promise<Decision[]> {
  return rows(
    db,
    sql<Decision>`select ${COLUMNS} from decision d where referral_id = ${referralId} order by seq desc`,
  );
}

export type Closure = {
  id: string;
  referralId: string;
  reasonCode: ClosureReason;
  note: Buffer | null;
  closedBy: string;
  closedAt: Date;
  /** The sampled audit by which it was closed together with others. */
  auditId: string | null;
};

export async function addClosure(db: Db, closure: Closure): Promise<void> {
  await addClosures(db, [closure]);
}

export async function addClosures(db: Db, closures: readonly Closure[]): Promise<void> {
  await rows(
    db,
    sql`insert into closure (id, referral_id, reason_code, note, closed_by, closed_at, audit_id)
        select * from unnest(${closures.map((c) => c.id)}::uuid[], ${closures.map((c) => c.referralId)}::uuid[],
          ${closures.map((c) => c.reasonCode)}::text[], ${closures.map((c) => c.note)}::bytea[],
          ${closures.map((c) => c.closedBy)}::uuid[], ${closures.map((c) => c.closedAt)}::timestamptz[],
          ${closures.map((c) => c.auditId)}::uuid[])`,
  );
}

/** Referrals, or of some of them those, whose latest closure names this audit: what became of them since, their state tells. */
export async function closedByAudit(
  db: Db,
  auditId: string,
  among: readonly string[] | null = null,
): Promise<string[]> {
  const found = await rows(
    db,
    sql<{
      id: string;
    }>`select c.referral_id as id from closure c where c.audit_id = ${auditId}
      and (${among}::uuid[] is null or c.referral_id = any(${among}::uuid[])) and not exists (
      select from closure later where later.referral_id = c.referral_id
        and (later.closed_at, later.id) > (c.closed_at, c.id)) order by c.referral_id`,
  );
  return found.map(({ id }) => id);
}

/** Why a referral was closed, latest first: it may have been reopened in between. */
export async function closuresOf(db: Db, referralId: string): Promise<Closure[]> {
  return rows(
    db,
    sql<Closure>`select id, referral_id as "referralId", reason_code as "reasonCode", note, closed_by as "closedBy", closed_at as "closedAt", audit_id as "auditId"
      from closure where referral_id = ${referralId} order by closed_at desc, id desc`,
  );
}

export type Assignment = {
  referralId: string;
  personId: string | null;
  assignedBy: string;
  assignedAt: Date;
};

export async function addAssignment(db: Db, assignment: Assignment): Promise<void> {
  await rows(
    db,
    sql`insert into assignment (referral_id, person_id, assigned_by, assigned_at)
        values (${assignment.referralId}, ${assignment.personId}, ${assignment.assignedBy}, ${assignment.assignedAt})`,
  );
}

/** Who works on each referral, by referral id; absent where nobody does. */
export async function assignees(db: Db, referralIds: readonly string[]): Promise<Map<string, string>> {
  const found = await rows(
    db,
    sql<{ referralId: string; personId: string }>`select asked.id as "referralId", a.person_id as "personId"
      from unnest(${[...referralIds]}::uuid[]) as asked (id)
      cross join lateral (select person_id from assignment where referral_id = asked.id order by seq desc limit 1) a
      where a.person_id is not null`,
  );
  return new Map(found.map(({ referralId, personId }) => [referralId, personId]));
}
