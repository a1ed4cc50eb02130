import { type Db, rows, sql } from '../../shared/db.ts';
import type { Assessment } from '../assess.ts';
import type { Band } from '../axes.ts';

// What a supervisor asks of decisions and assessments over a period.

export type DecisionMade = {
  referralId: string;
  decidedBy: string;
  decidedAt: Date;
  proposedBand: Band;
  band: Band;
  kind: 'accept' | 'override';
  reasonCode: string | null;
};

/** Decisions made from `since` up to, not including, `until`. */
export async function decisionsBetween(db: Db, since: Date, until: Date): Promise<DecisionMade[]> {
  return rows(
    db,
    sql<DecisionMade>`select referral_id as "referralId", decided_by as "decidedBy", decided_at as "decidedAt",
        proposed_band as "proposedBand", band, kind, reason_code as "reasonCode"
      from decision where decided_at >= ${since} and decided_at < ${until} order by seq`,
  );
}

/** How often each level of an axis was assessed. */
export type AxisCount = { axis: string; level: string; count: number };

/** The axes of referrals first assessed in a period: only what was known on arrival, so that periods compare. */
export async function axesBetween(db: Db, since: Date, until: Date): Promise<AxisCount[]> {
  return rows(
    db,
    sql<AxisCount>`select axis.name as axis, axis.level, count(*) as count
      from assessment a cross join lateral (values
        ('band', a.band), ('imminence', a.result #>> '{imminence,level}'), ('suspect-risk', a.result #>> '{suspectRisk,level}'),
        ('solvability', a.result #>> '{solvability,level}'), ('completeness', a.result #>> '{completeness,level}'),
        ('novelty', a.result #>> '{novelty,level}')) as axis (name, level)
      where a.made_at >= ${since} and a.made_at < ${until} and not exists (
        select from assessment earlier where earlier.referral_id = a.referral_id and earlier.seq < a.seq)
      group by axis.name, axis.level order by axis.name, axis.level`,
  );
}

/** What a person holds and has done. */
export type Workload = { personId: string; open: number; decided: number; closed: number };

/** Open: work taken on and not handed back. Decided and closed: since `since`. */
export async function workloads(db: Db, since: Date): Promise<Workload[]> {
  return rows(
    db,
    sql<Workload>`select person_id as "personId", sum(open)::integer as open, sum(decided)::integer as decided, sum(closed)::integer as closed
      from (
        select assigned_to as person_id, count(*) as open, 0 as decided, 0 as closed
          from queue_place where assigned_to is not null group by assigned_to
        union all select decided_by, 0, count(*), 0 from decision where decided_at >= ${since} group by decided_by
        union all select closed_by, 0, 0, count(*) from closure where closed_at >= ${since} group by closed_by
      ) as done (person_id, open, decided, closed) group by person_id`,
  );
}

/** A referral as it was first assessed, for a simulation with a bureau's own numbers. */
export type Arrived = { assessedAt: Date; referralId: string; result: Assessment };

/** The latest `limit` referrals first assessed in a period, oldest first. */
export async function arrivedBetween(db: Db, since: Date, until: Date, limit: number): Promise<Arrived[]> {
  const found = await rows(
    db,
    sql<Arrived>`select a.made_at as "assessedAt", a.referral_id as "referralId", a.result from assessment a
      where a.made_at >= ${since} and a.made_at < ${until} and not exists (
        select from assessment earlier where earlier.referral_id = a.referral_id and earlier.seq < a.seq)
      order by a.made_at desc, a.seq desc limit ${limit}`,
  );
  return found.reverse();
}

/** Open referrals that are late, or will be before `horizon`; the soonest first. */
export type DuePlace = { referralId: string; band: Band; actBy: Date };

export async function duePlaces(db: Db, horizon: Date, limit: number): Promise<DuePlace[]> {
  return rows(
    db,
    sql<DuePlace>`select referral_id as "referralId", band, act_by as "actBy" from queue_place
      where act_by < ${horizon} order by act_by, referral_id limit ${limit}`,
  );
}
