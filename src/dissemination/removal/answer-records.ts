import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import type { HostRefusal, HostSays } from './notice.ts';

/** What a host said. `note`: sealed, because whoever wrote it may have written anything. */
export type HostAnswer = {
  id: string;
  noticeId: string;
  says: HostSays;
  reason: HostRefusal | null;
  note: Buffer | null;
  via: 'page' | 'bureau';
  by: string;
  at: Date;
};

export async function addHostAnswer(tx: Tx, answer: Omit<HostAnswer, 'id'>): Promise<string> {
  const id = newId(answer.at.getTime());
  const { noticeId, says, reason, note, via, by, at } = answer;
  await rows(
    tx,
    sql`insert into removal_answer (id, notice_id, says, reason, note, via, by, at)
        values (${id}, ${noticeId}, ${says}, ${reason}, ${note}, ${via}, ${by}, ${at})`,
  );
  return id;
}

/** The latest first. */
export async function hostAnswersOf(db: Db, noticeId: string): Promise<HostAnswer[]> {
  return rows(
    db,
    sql<HostAnswer>`select id, notice_id as "noticeId", says, reason, note, via, by, at from removal_answer
      where notice_id = ${noticeId} order by seq desc`,
  );
}

/** Wrong answers from one visitor since a moment. */
export async function wrongAnswersSince(db: Db, visitor: Buffer, since: Date): Promise<number> {
  const counted = await row(
    db,
    sql<{
      wrong: number;
    }>`select count(*) as wrong from removal_wrong_answer where visitor = ${visitor} and at > ${since}`,
  );
  return counted?.wrong ?? 0;
}

/** Writes a wrong one down and forgets those of long ago. */
export async function addWrongAnswer(
  db: Db,
  wrong: { visitor: Buffer; at: Date; forgetBefore: Date },
): Promise<void> {
  await rows(db, sql`insert into removal_wrong_answer (visitor, at) values (${wrong.visitor}, ${wrong.at})`);
  await rows(db, sql`delete from removal_wrong_answer where at < ${wrong.forgetBefore}`);
}
