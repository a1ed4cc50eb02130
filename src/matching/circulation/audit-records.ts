import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import type { AuditEnd, AuditFacts, AuditMember, Finding } from './audit.ts';

/** A sampled audit of a group. `tolerated`: the share of unseen members that may hold more. */
export type Audit = {
  id: string;
  group: number;
  seed: number;
  tolerated: number;
  startedBy: string;
  startedAt: Date;
};

/** A member as it was when the audit began. `version`, `folded`: by which a later change is told. */
export type NewMember = { referralId: string; stratum: string; version: number; folded: number };

export type MemberRecord = AuditMember & {
  version: number;
  folded: number;
  foundBy: string | null;
  foundAt: Date | null;
};

export type EndRecord = { how: AuditEnd; reason: string | null; count: number; by: string; at: Date };

const AUDIT = sql`a.id, a.group_id as "group", a.seed, a.tolerated, a.started_by as "startedBy", a.started_at as "startedAt"`;

export async function addAudit(tx: Tx, audit: Audit, members: readonly NewMember[]): Promise<void> {
  await rows(
    tx,
    sql`insert into circulation_audit (id, group_id, seed, tolerated, started_by, started_at)
      values (${audit.id}, ${audit.group}, ${audit.seed}, ${audit.tolerated}, ${audit.startedBy}, ${audit.startedAt})`,
  );
  await rows(
    tx,
    sql`insert into circulation_member (audit_id, referral_id, stratum, version, folded)
      select ${audit.id}, referral_id, stratum, version, folded
      from unnest(${members.map((m) => m.referralId)}::uuid[], ${members.map((m) => m.stratum)}::text[],
        ${members.map((m) => m.version)}::integer[], ${members.map((m) => m.folded)}::integer[])
        as new (referral_id, stratum, version, folded)`,
  );
}

/** Takes members into the sample, as one drawing after those before it. */
export async function addDrawing(tx: Tx, auditId: string, ids: readonly string[]): Promise<void> {
  await rows(
    tx,
    sql`update circulation_member set draw =
        (select coalesce(max(draw), 0) + 1 from circulation_member where audit_id = ${auditId})
      where audit_id = ${auditId} and referral_id = any(${ids}::uuid[]) and draw is null`,
  );
}

export async function findAudit(db: Db, id: string): Promise<Audit | undefined> {
  return row(db, sql<Audit>`select ${AUDIT} from circulation_audit a where a.id = ${id}`);
}

/** Holds the audit until the transaction ends: one person at a time moves it on. */
export async function lockAudit(tx: Tx, id: string): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(hashtextextended(${id}, 16))`);
}

/** Audits of a group, the latest first. */
export async function auditsOf(db: Db, group: number): Promise<Audit[]> {
  return rows(
    db,
    sql<Audit>`select ${AUDIT} from circulation_audit a where a.group_id = ${group} order by started_at desc, id desc`,
  );
}

/** Members of an audit, those of the sample first, in the order of their drawing. */
async function membersOf(db: Db, auditId: string): Promise<MemberRecord[]> {
  return rows(
    db,
    sql<MemberRecord>`select m.referral_id as "referralId", m.stratum, m.draw, m.version, m.folded, f.finding,
        f.found_by as "foundBy", f.found_at as "foundAt"
      from circulation_member m left join circulation_finding f using (audit_id, referral_id)
      where m.audit_id = ${auditId} order by m.draw nulls last, m.referral_id`,
  );
}

/** The steps that ended an audit, the latest last. */
async function endsOf(db: Db, auditId: string): Promise<EndRecord[]> {
  return rows(
    db,
    sql<EndRecord>`select how, reason, count, by, at from circulation_end where audit_id = ${auditId} order by id`,
  );
}

/** How an audit ended; null while it goes on. */
export async function endOf(db: Db, auditId: string): Promise<AuditEnd | null> {
  return (await endsOf(db, auditId)).at(-1)?.how ?? null;
}

/** An audit with what its standing follows from. */
export async function auditFacts(
  db: Db,
  { id, tolerated }: Audit,
): Promise<Omit<AuditFacts, 'members'> & { members: MemberRecord[]; ends: EndRecord[] }> {
  const ends = await endsOf(db, id);
  return { tolerated, members: await membersOf(db, id), end: ends.at(-1)?.how ?? null, ends };
}

export type FindingRecord = {
  auditId: string;
  referralId: string;
  finding: Finding;
  foundBy: string;
  foundAt: Date;
};

export async function addFinding(tx: Tx, found: FindingRecord): Promise<void> {
  await rows(
    tx,
    sql`insert into circulation_finding (audit_id, referral_id, finding, found_by, found_at)
      values (${found.auditId}, ${found.referralId}, ${found.finding}, ${found.foundBy}, ${found.foundAt})`,
  );
}

export async function addEnd(tx: Tx, auditId: string, end: EndRecord): Promise<void> {
  await rows(
    tx,
    sql`insert into circulation_end (audit_id, how, reason, count, by, at)
      values (${auditId}, ${end.how}, ${end.reason}, ${end.count}, ${end.by}, ${end.at})`,
  );
}
