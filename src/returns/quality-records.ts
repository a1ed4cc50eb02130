import { type Db, rows, sql, type Tx } from '../shared/db.ts';
import type { Period } from '../shared/period.ts';

/** What reading a force's answers to a question came to. */
export type ReadingCount = {
  force: string;
  question: string;
  /** Cells that were to hold an answer; of them those with one in the form and the codes asked for; and those not given twice. */
  cellsRead: number;
  cellsValid: number;
  cellsOnce: number;
};

type Acceptance = { returnId: string; acceptance: number };

export async function addReadingCounts(
  tx: Tx,
  { returnId, acceptance }: Acceptance,
  counts: readonly ReadingCount[],
): Promise<void> {
  await rows(
    tx,
    sql`insert into return_quality (return_id, acceptance, force, question, cells_read, cells_valid, cells_once)
        select ${returnId}::uuid, ${acceptance}, force, question, "cellsRead", "cellsValid", "cellsOnce"
        from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
          as line (force text, question text, "cellsRead" integer, "cellsValid" integer, "cellsOnce" integer)`,
  );
}

/** Of every part that counts, whatever its period. */
export async function currentReadingCounts(
  db: Db,
  asked: { force?: string; period?: Period } = {},
): Promise<(ReadingCount & Period)[]> {
  const { force, period } = asked;
  return rows(
    db,
    sql<
      ReadingCount & Period
    >`select q.force, q.question, q.cells_read as "cellsRead", q.cells_valid as "cellsValid",
        q.cells_once as "cellsOnce", p.period_from::text as "from", p.period_to::text as "to"
      from return_part as p
      join return_quality as q on q.return_id = p.return_id and q.force = p.force
        and q.acceptance = (select max(acceptance) from return_quality as one where one.return_id = p.return_id)
      where p.state = 'accepted' and ${force === undefined ? sql`true` : sql`p.force = ${force}`}
        and ${period === undefined ? sql`true` : sql`p.period_from = ${period.from} and p.period_to = ${period.to}`}
      order by q.force, p.period_from, q.question`,
  );
}

/** `findings`: codes and figures only. */
export async function addFindings(
  tx: Tx,
  { returnId, acceptance }: Acceptance,
  findings: readonly unknown[],
): Promise<void> {
  await rows(
    tx,
    sql`insert into return_finding (return_id, acceptance, position, finding)
        select ${returnId}::uuid, ${acceptance}, place, finding
        from jsonb_array_elements(${JSON.stringify(findings)}::jsonb) with ordinality as line (finding, place)`,
  );
}

/** What the checks found when the return was last confirmed. */
export async function findingsOfReturn<T>(db: Db, returnId: string): Promise<T[]> {
  const found = await rows(
    db,
    sql<{ finding: T }>`select finding from return_finding where return_id = ${returnId}
      and acceptance = (select max(acceptance) from return_profile where return_id = ${returnId}) order by position`,
  );
  return found.map(({ finding }) => finding);
}
