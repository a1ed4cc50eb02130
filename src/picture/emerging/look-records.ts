import { type Db, row, rows, sql } from '../../shared/db.ts';
import type { CountingBreak } from './followed-series.ts';
import type { Judgement } from './judge-series.ts';

/** One look at all series. `weeksUntil`, `monthsUntil`: the first day of the last one judged; null before there was one. */
export type Look = {
  id: string;
  at: Date;
  weeksUntil: string | null;
  monthsUntil: string | null;
  judged: number;
  alarms: number;
  unjudged: Judgement['unjudged'];
};

/** The one that judged the furthest: a clock that went back does not bring an earlier one to the front. */
export async function lastLook(db: Db): Promise<Look | undefined> {
  return row(
    db,
    sql<Look>`select id, at, weeks_until as "weeksUntil", months_until as "monthsUntil", judged, alarms, unjudged
        from picture_look
        order by weeks_until desc nulls last, months_until desc nulls last, at desc, id desc limit 1`,
  );
}

export async function addLook(db: Db, look: Look): Promise<void> {
  await rows(
    db,
    sql`insert into picture_look (id, at, weeks_until, months_until, judged, alarms, unjudged)
        values (${look.id}, ${look.at}, ${look.weeksUntil}, ${look.monthsUntil}, ${look.judged}, ${look.alarms},
          ${JSON.stringify(look.unjudged)}::jsonb)`,
  );
}

/** One look at a time, until the transaction ends. */
export async function becomeTheLooker(db: Db): Promise<void> {
  await rows(db, sql`select pg_advisory_xact_lock(hashtext('everydot picture looker'))`);
}

/** Where counting changed, in the order of time. */
export async function countingBreaks(db: Db): Promise<CountingBreak[]> {
  return rows(
    db,
    sql<CountingBreak>`select id, series, from_day as "fromDay", what, declared_at as "declaredAt"
        from counting_break order by from_day, id`,
  );
}

export async function addCountingBreak(
  db: Db,
  declared: CountingBreak & { declaredBy: string },
): Promise<void> {
  await rows(
    db,
    sql`insert into counting_break (id, series, from_day, what, declared_by, declared_at)
        values (${declared.id}, ${declared.series}, ${declared.fromDay}, ${declared.what}, ${declared.declaredBy},
          ${declared.declaredAt})`,
  );
}
