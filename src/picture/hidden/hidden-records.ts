import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import { COUNTED_UNITS } from './hidden-question.ts';
import type {
  GatheredLists,
  HiddenAnswer,
  HiddenProgress,
  HiddenRefusal,
  HiddenReport,
  HiddenRun,
} from './hidden-run.ts';

const RUN = sql`id, asked_by as "askedBy", asked_at as "askedAt", asked, state, progress, gathered, refused, result,
  ended_at as "endedAt"`;
const IS_OPEN = sql`state in ('waiting', 'running')`;

export async function addHiddenRun(
  tx: Tx,
  run: Pick<HiddenRun, 'id' | 'askedBy' | 'askedAt' | 'asked'>,
): Promise<void> {
  const progress: HiddenProgress = { step: 'gathering', done: 0, of: 1 };
  await rows(
    tx,
    sql`insert into picture_hidden_run (id, asked_by, asked_at, asked, state, progress)
        values (${run.id}, ${run.askedBy}, ${run.askedAt}, ${JSON.stringify(run.asked)}::jsonb, 'waiting',
          ${JSON.stringify(progress)}::jsonb)`,
  );
}

export async function hiddenRun(db: Db, id: string): Promise<HiddenRun | undefined> {
  return row(db, sql<HiddenRun>`select ${RUN} from picture_hidden_run where id = ${id}`);
}

/** The latest first. */
export async function hiddenRuns(db: Db, limit = 50): Promise<HiddenRun[]> {
  return rows(
    db,
    sql<HiddenRun>`select ${RUN} from picture_hidden_run order by asked_at desc, id desc limit ${limit}`,
  );
}

/** Tells how far it is; answers false where it was ended meanwhile. */
export async function tellProgress(db: Db, id: string, progress: HiddenProgress): Promise<boolean> {
  const told = await rows(
    db,
    sql`update picture_hidden_run set state = 'running', progress = ${JSON.stringify(progress)}::jsonb
        where id = ${id} and ${IS_OPEN} returning id`,
  );
  return told.length > 0;
}

/** Keeps what was gathered first: everything that is worked out of a run rests on one gathering. Answers whether this is it. */
export async function keepGathered(db: Db, id: string, gathered: GatheredLists): Promise<boolean> {
  const kept = await rows(
    db,
    sql`update picture_hidden_run set state = 'running', gathered = ${JSON.stringify(gathered)}::jsonb
        where id = ${id} and gathered is null and ${IS_OPEN} returning id`,
  );
  return kept.length > 0;
}

/** How a run ends, and when. `by`: the person who cancelled it. */
export type HiddenEnd =
  | { state: 'done'; result: HiddenAnswer }
  | { state: 'refused'; refused: readonly HiddenRefusal[] }
  | { state: 'cancelled'; by: string };

/** Ends a run that is open, and drops what it kept for a restart; answers false where it had ended already. */
export async function endHiddenRun(tx: Tx, id: string, at: Date, end: HiddenEnd): Promise<boolean> {
  const asJson = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  const ended = await rows(
    tx,
    sql`update picture_hidden_run set state = ${end.state}, ended_at = ${at},
          result = ${asJson('result' in end ? end.result : undefined)}::jsonb,
          refused = ${asJson('refused' in end ? end.refused : undefined)}::jsonb,
          ended_by = ${'by' in end ? end.by : null}
        where id = ${id} and ${IS_OPEN} returning id`,
  );
  if (ended.length > 0) await rows(tx, sql`delete from picture_hidden_resample where run_id = ${id}`);
  return ended.length > 0;
}

/** Keeps the totals of some resamples; the same ones again change nothing. */
export async function keepResamples(
  db: Db,
  { id, from, totals }: { id: string; from: number; totals: readonly number[] },
): Promise<void> {
  await rows(
    db,
    sql`insert into picture_hidden_resample (run_id, from_resample, totals)
        select id, ${from}, ${totals.map(String)}::double precision[] from picture_hidden_run
        where id = ${id} and ${IS_OPEN} on conflict do nothing`,
  );
}

/** Which resamples are done, with their totals. */
export async function keptResamples(db: Db, id: string): Promise<{ from: number; totals: number[] }[]> {
  return rows(
    db,
    sql<{ from: number; totals: number[] }>`select from_resample as "from", totals
      from picture_hidden_resample where run_id = ${id} order by from_resample`,
  );
}

/** The latest estimate that stands, as an edition of the report takes it over; null where there is none. */
export async function latestHidden(db: Db): Promise<HiddenReport | null> {
  const run = await row<HiddenRun>(
    db,
    sql`select ${RUN} from picture_hidden_run where state = 'done' order by asked_at desc, id desc limit 1`,
  );
  if (!run?.result || !run.gathered) return null;
  const { asked, gathered, result } = run;
  return {
    unit: COUNTED_UNITS[asked.unit].label,
    period: asked.period,
    lists: gathered.lists,
    collapsed: gathered.collapsed,
    result: result.population,
  };
}
