import { type Db, row, rows, sql } from '../../shared/db.ts';
import type { Step } from '../crossings.ts';
import type { AlertJudgement, AlertLife, AlertState } from './alert-life.ts';
import type { AlertPoint } from './alert-points.ts';
import type { AlertMethod } from './judge-series.ts';

/** An alert as it is kept. Its figures are of the latest period in which it was up; the ratio is of slow rises only. */
export type StoredAlert = AlertLife & {
  id: string;
  series: string;
  method: AlertMethod;
  step: Step;
  count: number;
  /** Counted in the time that it is held against; null for a season. */
  earlier: number | null;
  expected: number;
  upper: number;
  chance: number;
  lowRatio: number | null;
  highRatio: number | null;
  points: AlertPoint[];
  foundAt: Date;
  state: AlertState;
  note: string | null;
  judgedBy: string | null;
  judgedAt: Date | null;
};

const COLUMNS = sql`id, series, method, step, first_period as "firstPeriod", last_period as "lastPeriod",
  judged_until as "judgedUntil", ended_period as "endedPeriod", count, earlier, expected, upper, chance,
  low_ratio as "lowRatio", high_ratio as "highRatio", points, found_at as "foundAt", state, note,
  judged_by as "judgedBy", judged_at as "judgedAt"`;

/** Every alert there ever was: those that are up first, the latest first. */
export async function storedAlerts(db: Db): Promise<StoredAlert[]> {
  return rows(
    db,
    sql<StoredAlert>`select ${COLUMNS} from picture_alert
        order by (ended_period is null) desc, last_period desc, found_at desc, id`,
  );
}

export async function storedAlert(db: Db, id: string): Promise<StoredAlert | undefined> {
  return row(db, sql<StoredAlert>`select ${COLUMNS} from picture_alert where id::text = ${id}`);
}

export async function aliveAlerts(db: Db): Promise<StoredAlert[]> {
  return rows(
    db,
    sql<StoredAlert>`select ${COLUMNS} from picture_alert where ended_period is null order by id`,
  );
}

/** Adds an alert or carries it on; what people said of it stays. */
export async function putAlert(
  db: Db,
  alert: Omit<StoredAlert, 'state' | 'note' | 'judgedBy' | 'judgedAt'>,
): Promise<void> {
  await rows(
    db,
    sql`insert into picture_alert (id, series, method, step, first_period, last_period, judged_until, ended_period,
          count, earlier, expected, upper, chance, low_ratio, high_ratio, points, found_at)
        values (${alert.id}, ${alert.series}, ${alert.method}, ${alert.step}, ${alert.firstPeriod}, ${alert.lastPeriod},
          ${alert.judgedUntil}, ${alert.endedPeriod}, ${alert.count}, ${alert.earlier}, ${alert.expected},
          ${alert.upper}, ${alert.chance}, ${alert.lowRatio}, ${alert.highRatio},
          ${JSON.stringify(alert.points)}::jsonb, ${alert.foundAt})
        on conflict (id) do update set last_period = excluded.last_period, judged_until = excluded.judged_until,
          ended_period = excluded.ended_period, count = excluded.count, earlier = excluded.earlier,
          expected = excluded.expected, upper = excluded.upper, chance = excluded.chance,
          low_ratio = excluded.low_ratio, high_ratio = excluded.high_ratio, points = excluded.points`,
  );
}

/** Only what is new becomes seen. */
export async function markSeen(db: Db, id: string): Promise<void> {
  await rows(db, sql`update picture_alert set state = 'seen' where id::text = ${id} and state = 'new'`);
}

export async function setJudgement(
  db: Db,
  judged: { id: string; state: AlertJudgement; note: string | null; by: string; at: Date },
): Promise<void> {
  await rows(
    db,
    sql`update picture_alert set state = ${judged.state}, note = ${judged.note}, judged_by = ${judged.by},
          judged_at = ${judged.at} where id::text = ${judged.id}`,
  );
}

/** Receipts counted in it, the latest first. */
export async function referralsBehind(db: Db, id: string): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ referral_id: string }>`select referral_id from picture_alert_referral where alert_id::text = ${id}
        order by referral_id desc`,
  );
  return found.map(({ referral_id }) => referral_id);
}
