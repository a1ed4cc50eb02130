import { type Db, rows, sql } from '../shared/db.ts';
import type { Period } from '../shared/period.ts';
import type { ForceAnswer } from './force-answer.ts';

/** Every answer of every accepted return that is for exactly this period, force by force. */
export async function answersOf(db: Db, period: Period): Promise<ForceAnswer[]> {
  return rows(db, sql<ForceAnswer>`${ANSWERS} where p.state = 'accepted' and ${isFor(period)} ${IN_ORDER}`);
}

/** An answer with the first and the last day that it is for. */
export type DatedAnswer = ForceAnswer & Period;

/**
 * Answers for other days that touch a period: such as a quarter, or a financial year beside calendar years. They are never
 * added up with those that are for exactly the period.
 */
export async function answersTouching(db: Db, period: Period): Promise<DatedAnswer[]> {
  const { from, to } = period;
  return rows(
    db,
    sql<DatedAnswer>`${ANSWERS} where p.state = 'accepted' and p.period_from <= ${to}::date
        and p.period_to >= ${from}::date and not (${isFor(period)}) ${IN_ORDER}`,
  );
}

/** The figures of one return as it was last confirmed, whatever counts today. */
export async function figuresOfReturn(db: Db, returnId: string): Promise<ForceAnswer[]> {
  return rows(db, sql<ForceAnswer>`${ANSWERS} where p.return_id = ${returnId} ${IN_ORDER}`);
}

/** Figures in the place of those of an earlier confirmation; `acceptance`: how often the return was confirmed. */
export async function addFigures(
  db: Db,
  { returnId, acceptance }: { returnId: string; acceptance: number },
  figures: readonly Omit<ForceAnswer, 'returnId'>[],
): Promise<void> {
  const lines = figures.map(({ isLossy, ...figure }, position) => ({
    ...figure,
    position,
    is_lossy: isLossy,
  }));
  await rows(
    db,
    sql`insert into return_figure (return_id, acceptance, position, force, question, codes, value, marks, cell, is_lossy)
        select ${returnId}::uuid, ${acceptance}, position, force, question, codes, value, marks, cell, is_lossy
        from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line (position integer, force text, question text,
          codes jsonb, value double precision, marks text[], cell text, is_lossy boolean)`,
  );
}

const LATEST = sql`(select max(acceptance) from return_figure as one where one.return_id = p.return_id)`;

const ANSWERS = sql`select f.question, f.codes, f.value, f.marks, f.cell, f.is_lossy as "isLossy", f.force,
    f.return_id as "returnId", p.period_from::text as "from", p.period_to::text as "to"
  from return_part as p
  join return_figure as f on f.return_id = p.return_id and f.force = p.force and f.acceptance = ${LATEST}`;
const IN_ORDER = sql`order by f.force, p.period_from, f.position`;

function isFor({ from, to }: Period) {
  return sql`p.period_from = ${from}::date and p.period_to = ${to}::date`;
}
