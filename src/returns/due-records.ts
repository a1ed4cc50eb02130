import { type Db, row, rows, sql, type Tx } from '../shared/db.ts';
import type { Period } from '../shared/period.ts';

/** Days after a period's end within which its return is due, where nobody set a day. Chosen: three months to count and check. */
const DUE_AFTER_DAYS = 90;

const DAY_MS = 86_400_000;

/** By when a period's returns are due, YYYY-MM-DD. */
export async function dueDayOf(db: Db, { from, to }: Period): Promise<string> {
  const set = await row(
    db,
    sql<{ due: string }>`select due_on::text as due from return_due
      where period_from = ${from} and period_to = ${to} order by seq desc limit 1`,
  );
  return set?.due ?? usualDueDay({ from, to });
}

/** Pure: the day where nobody set one. */
function usualDueDay({ to }: Period): string {
  return new Date(Date.parse(to) + DUE_AFTER_DAYS * DAY_MS).toISOString().slice(0, 10);
}

export async function setDueDay(
  tx: Tx,
  { period, due, by, at }: { period: Period; due: string; by: string; at: Date },
): Promise<void> {
  await rows(
    tx,
    sql`insert into return_due (period_from, period_to, due_on, set_by, set_at)
        values (${period.from}, ${period.to}, ${due}, ${by}, ${at})`,
  );
}
