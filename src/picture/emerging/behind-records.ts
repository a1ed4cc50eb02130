import { type Db, rows, sql } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { FACT_COLUMNS } from '../fact-columns.ts';
import { COUNTED } from '../indicators/indicator.ts';
import type { SeriesOf } from './followed-series.ts';

/** As many referrals as a person looks through; the count says how many there are. Chosen. */
const MOST_BEHIND = 300;

/** Keeps which receipts of some days were counted in an alert: the latest ones, where they are many. */
export async function keepBehind(
  db: Db,
  { id, of, period: { from, to } }: { id: string; of: SeriesOf; period: Period },
): Promise<void> {
  await rows(
    db,
    sql`insert into picture_alert_referral (alert_id, referral_id)
        select ${id}::uuid, referral_id from picture_fact
        where received_month between date_trunc('month', ${from}::date) and ${to}::date
          and received_on between ${from}::date and ${to}::date and ${sql.raw(COUNTED)} and ${isOf(of)}
        order by received_on desc, referral_id desc limit ${MOST_BEHIND}
        on conflict do nothing`,
  );
}

/** Whether a fact is counted in a series. */
function isOf(of: SeriesOf) {
  const conditions = Object.entries(of).map(([column, group]) =>
    Object.hasOwn(FACT_COLUMNS, column)
      ? sql`${sql.ref(column)} = ${group}`
      : sql`referral_id in (select referral_id from novelty_mark where tag = ${group} and removed_at is null)`,
  );
  return sql.join(conditions, sql` and `);
}
