import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';

/** Pairs in 24 hours until a supervisor sets another number. Chosen: twice what somebody compares with care in a day. */
const USUAL_PAIRS_PER_DAY = 200;
/** Chosen: above it, it bounds nobody. */
export const MOST_PAIRS_PER_DAY = 10_000;

/** How many pairs one person may open in 24 hours. `setBy` null: nobody has set it. */
export type OpeningBound = { pairsPerDay: number; setBy: string | null; setAt: Date | null };

/** Somebody was refused at the bound, `refused` times since. */
export type OpeningAlert = {
  id: string;
  personId: string;
  pairsPerDay: number;
  raisedAt: Date;
  refused: number;
};

export async function openingBound(db: Db): Promise<OpeningBound> {
  const found = await row(
    db,
    sql<OpeningBound>`select pairs_per_day as "pairsPerDay", set_by as "setBy", set_at as "setAt"
      from er_opening_bound order by id desc limit 1`,
  );
  return found ?? { pairsPerDay: USUAL_PAIRS_PER_DAY, setBy: null, setAt: null };
}

export async function putOpeningBound(
  tx: Tx,
  { pairsPerDay, personId, at }: { pairsPerDay: number; personId: string; at: Date },
): Promise<void> {
  await rows(
    tx,
    sql`insert into er_opening_bound (pairs_per_day, set_by, set_at) values (${pairsPerDay}, ${personId}, ${at})`,
  );
}

/** Until its transaction ends nobody else counts what this person opens: a bound holds for requests at once, too. */
export async function lockOpeningsOf(tx: Tx, personId: string): Promise<void> {
  await rows(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`er-openings ${personId}`}, 0))`);
}

/** Raises an alert about a person, or counts another refusal in the one that nobody has settled. */
export async function raiseOpeningAlert(
  tx: Tx,
  { personId, pairsPerDay, at }: { personId: string; pairsPerDay: number; at: Date },
): Promise<void> {
  await rows(
    tx,
    sql`insert into er_opening_alert (id, person_id, pairs_per_day, raised_at)
        values (${newId(at.getTime())}, ${personId}, ${pairsPerDay}, ${at})
        on conflict (person_id) where settled_at is null do update set refused = er_opening_alert.refused + 1`,
  );
}

/** Those that nobody has settled, the earliest first. */
export async function openingAlerts(db: Db): Promise<OpeningAlert[]> {
  return rows(
    db,
    sql<OpeningAlert>`select id, person_id as "personId", pairs_per_day as "pairsPerDay", raised_at as "raisedAt",
        refused from er_opening_alert where settled_at is null order by raised_at, id`,
  );
}

/** Whether there was one to settle. */
export async function settleOpeningAlert(
  tx: Tx,
  { id, personId, at }: { id: string; personId: string; at: Date },
): Promise<boolean> {
  const settled = await rows(
    tx,
    sql`update er_opening_alert set settled_by = ${personId}, settled_at = ${at}
        where id::text = ${id} and settled_at is null returning id`,
  );
  return settled.length > 0;
}
