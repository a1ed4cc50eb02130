import { type Db, rows, sql } from '../shared/db.ts';
import type { Notice } from './escalation.ts';

/** Attempts to tell somebody of these alarms. */
export async function noticesOf(db: Db, alarmIds: readonly string[]): Promise<Notice[]> {
  return rows(
    db,
    sql<Notice>`select n.alarm_id as "alarmId", n.step, n.channel, n.try, n.attempted_at as "attemptedAt", r.delivered
      from alarm_notice n left join alarm_notice_result r on r.notice_id = n.id
      where n.alarm_id = any(${[...alarmIds]}::uuid[]) order by n.id`,
  );
}

export type Attempt = Pick<Notice, 'alarmId' | 'step' | 'channel' | 'try'>;

/** Writes down attempts before they are made; gives those that are ours to make, because nobody else had written them. */
export async function claimAttempts(
  db: Db,
  attempts: readonly Attempt[],
  at: Date,
): Promise<(Attempt & { id: number })[]> {
  return rows(
    db,
    sql<Attempt & { id: number }>`insert into alarm_notice (alarm_id, step, channel, try, attempted_at)
      select "alarmId", step, channel, try, ${at}
      from jsonb_to_recordset(${JSON.stringify(attempts)}::jsonb) as new ("alarmId" uuid, step integer, channel text, try integer)
      on conflict (alarm_id, step, channel, try) do nothing
      returning id, alarm_id as "alarmId", step, channel, try`,
  );
}

/** What became of attempts. `problem`: a code; null if they were delivered. */
export async function addResults(
  db: Db,
  ids: readonly number[],
  result: { problem: string | null; at: Date },
): Promise<void> {
  await rows(
    db,
    sql`insert into alarm_notice_result (notice_id, delivered, problem, finished_at)
        select id, ${result.problem === null}, ${result.problem}, ${result.at} from unnest(${[...ids]}::bigint[]) as told (id)
        on conflict (notice_id) do nothing`,
  );
}
