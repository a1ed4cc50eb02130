import { type Db, rows, sql, type Tx } from '../shared/db.ts';
import type { Period } from '../shared/period.ts';
import type { PartState } from './return-life.ts';

/** A force's part of a return. `followedBy`: the return whose answers took its place. */
export type ReturnPart = {
  returnId: string;
  force: string;
  from: string;
  to: string;
  state: PartState;
  acceptedAt: Date;
  endedAt: Date | null;
  followedBy: string | null;
  uploadedAt: Date;
  /** The return is a table of many forces. */
  isOfMany: boolean;
};

const PART = sql`p.return_id as "returnId", p.force, p.period_from::text as "from", p.period_to::text as "to", p.state,
  p.accepted_at as "acceptedAt", p.ended_at as "endedAt", p.followed_by as "followedBy", r.uploaded_at as "uploadedAt",
  r.force is null as "isOfMany"
  from return_part as p join force_return as r on r.id = p.return_id`;

/** One acceptance of a period at a time, until the transaction ends. */
export async function becomeTheAccepter(tx: Tx, { from, to }: Period): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(hashtext(${`everydot returns ${from} ${to}`}))`);
}

/** The forces of a return from now on count by it; what counted for them until then is superseded. */
export async function acceptParts(
  tx: Tx,
  asked: { returnId: string; forces: readonly string[]; period: Period; at: Date },
): Promise<void> {
  const { returnId, forces, period, at } = asked;
  await rows(
    tx,
    sql`update return_part set state = 'superseded', ended_at = ${at}, followed_by = ${returnId}
        where state = 'accepted' and period_from = ${period.from} and period_to = ${period.to}
          and return_id <> ${returnId} and force = any(${forces}::text[])`,
  );
  await endParts(tx, { returnId, at, except: forces });
  await rows(
    tx,
    sql`insert into return_part (return_id, force, period_from, period_to, state, accepted_at)
        select ${returnId}::uuid, force, ${period.from}::date, ${period.to}::date, 'accepted', ${at}
        from unnest(${forces}::text[]) as force
        on conflict (return_id, force) do update
          set state = 'accepted', accepted_at = excluded.accepted_at, ended_at = null, followed_by = null`,
  );
}

/** The return's answers no longer count; nothing takes their place. */
export async function endParts(
  tx: Tx,
  { returnId, at, except = [] }: { returnId: string; at: Date; except?: readonly string[] },
): Promise<void> {
  await rows(
    tx,
    sql`update return_part set state = 'withdrawn', ended_at = ${at}
        where return_id = ${returnId} and state <> 'withdrawn' and force <> all(${except}::text[])`,
  );
}

export async function partsOfReturn(db: Db, returnId: string): Promise<ReturnPart[]> {
  return rows(db, sql<ReturnPart>`select ${PART} where p.return_id = ${returnId} order by p.force`);
}

/** Every part of a period, those that no longer count too. */
export async function returnPartsOfPeriod(db: Db, { from, to }: Period): Promise<ReturnPart[]> {
  return rows(
    db,
    sql<ReturnPart>`select ${PART} where p.period_from = ${from} and p.period_to = ${to}
      order by p.force, r.uploaded_at`,
  );
}

export async function returnPartsOfForce(db: Db, force: string): Promise<ReturnPart[]> {
  return rows(
    db,
    sql<ReturnPart>`select ${PART} where p.force = ${force} order by p.period_from, r.uploaded_at`,
  );
}

/** Periods that something was accepted for, the latest first, with the forces that count in each. */
export async function answeredPeriods(db: Db): Promise<(Period & { forces: number })[]> {
  return rows(
    db,
    sql<Period & { forces: number }>`select period_from::text as "from", period_to::text as "to",
        count(*)::integer as forces from return_part where state = 'accepted'
      group by period_from, period_to order by period_from desc, period_to desc`,
  );
}
