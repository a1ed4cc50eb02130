import { type Db, rows, sql } from '../shared/db.ts';
import type { Band } from './axes.ts';
import { dayOf } from './preservation.ts';
import type { QueueLine } from './queue-line.ts';

/** Clocks of one band and source: how many are overdue, and how many will be soon unless somebody acts. */
export type ClockLine = {
  band: Band;
  sourceId: string;
  open: number;
  breached: number;
  dueWithin: number;
  earliest: Date;
  /** Preservation that ends within the same time, or has ended. */
  preservationEnding: number;
  /** How many of those ends are assumed from the law, not stated. */
  preservationAssumed: number;
};

/** Breaches and what is about to be one, by band and source: seen before they happen. */
export async function clocksDue(db: Db, ask: { now: Date; withinHours: number }): Promise<ClockLine[]> {
  const horizon = new Date(ask.now.getTime() + ask.withinHours * 3_600_000);
  const ending = sql`preserved_until <= ${dayOf(horizon)}::date`;
  return rows(
    db,
    sql<ClockLine>`select band, source_id as "sourceId", count(*) as open,
        count(*) filter (where act_by < ${ask.now}) as breached,
        count(*) filter (where act_by >= ${ask.now} and act_by < ${horizon}) as "dueWithin",
        min(act_by) as earliest,
        count(*) filter (where ${ending}) as "preservationEnding",
        count(*) filter (where ${ending} and preserved_assumed) as "preservationAssumed"
      from queue_place group by band, source_id
      order by min(act_by), source_id, band`,
  );
}

/** An open referral whose content its holder keeps until that day (UTC) only; `assumed`: from the law, not stated. */
export type EndingPreservation = {
  referralId: string;
  number: number;
  band: Band;
  until: string;
  assumed: boolean;
  sensitivity: QueueLine['sensitivity'];
};

/** Open referrals whose preservation has ended or ends within so many hours, the soonest first. */
export async function preservationEnding(
  db: Db,
  ask: { now: Date; withinHours: number; limit: number },
): Promise<EndingPreservation[]> {
  const horizon = dayOf(new Date(ask.now.getTime() + ask.withinHours * 3_600_000));
  return rows(
    db,
    sql<EndingPreservation>`select referral_id as "referralId", number, band, preserved_until as until,
        preserved_assumed as assumed, sensitivity
      from queue_place where preserved_until <= ${horizon}::date
      order by preserved_until, order_key, referral_id limit ${ask.limit}`,
  );
}
