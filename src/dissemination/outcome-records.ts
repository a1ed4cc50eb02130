import { type Db, rows, sql, type Tx } from '../shared/db.ts';
import type { OutcomeFields } from './outcome.ts';

export type Outcome = OutcomeFields & {
  id: string;
  packageId: string;
  referralId: string;
  unitId: string;
  recordedBy: string;
  recordedAt: Date;
  /** Whether it is the last that the unit told of this package: the one that counts. */
  latest: boolean;
};

const OUTCOME = sql`o.id, o.package_id as "packageId", o.referral_id as "referralId", o.unit_id as "unitId", o.status,
  o.closure_reason as "closureReason", o.victims_identified as "victimsIdentified",
  o.victims_safeguarded as "victimsSafeguarded", o.contact_abuse_found as "contactAbuseFound", o.useful,
  o.devices_seized as "devicesSeized", o.recorded_by as "recordedBy", o.recorded_at as "recordedAt",
  not exists (select from outcome later where later.package_id = o.package_id
    and later.seq > o.seq) as latest`;

/** Outcomes of a referral's packages, oldest first. */
export async function outcomesOf(db: Db, referralId: string): Promise<Outcome[]> {
  return outcomesAmong(db, [referralId]);
}

/** Outcomes of the packages of any of these referrals, oldest first. */
export async function outcomesAmong(db: Db, referralIds: readonly string[]): Promise<Outcome[]> {
  return rows(
    db,
    sql<Outcome>`select ${OUTCOME} from outcome o
      where o.referral_id = any(${[...referralIds]}::uuid[]) order by o.seq`,
  );
}

/** Outcomes recorded from `from` up to, not including, `to`; oldest first. */
export async function outcomesBetween(db: Db, from: Date, to: Date): Promise<Outcome[]> {
  return rows(
    db,
    sql<Outcome>`select ${OUTCOME} from outcome o
      where o.recorded_at >= ${from} and o.recorded_at < ${to} order by o.seq`,
  );
}

export async function addOutcome(tx: Tx, outcome: Omit<Outcome, 'latest'>): Promise<void> {
  await rows(
    tx,
    sql`insert into outcome (id, package_id, referral_id, unit_id, status, closure_reason, victims_identified,
          victims_safeguarded, contact_abuse_found, useful, devices_seized, recorded_by, recorded_at)
        values (${outcome.id}, ${outcome.packageId}, ${outcome.referralId}, ${outcome.unitId}, ${outcome.status},
          ${outcome.closureReason}, ${outcome.victimsIdentified}, ${outcome.victimsSafeguarded},
          ${outcome.contactAbuseFound}, ${outcome.useful}, ${outcome.devicesSeized}, ${outcome.recordedBy}, ${outcome.recordedAt})`,
  );
}
