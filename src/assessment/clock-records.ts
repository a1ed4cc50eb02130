import { type Db, rows, sql } from '../shared/db.ts';
import type { Band } from './axes.ts';
import { dayOf } from './preservation.ts';

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
