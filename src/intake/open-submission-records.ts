import { type Db, row, rows, sql, type Tx } from '../shared/db.ts';
import type { WrappedKey } from '../shared/key-service.ts';

/** Where a report stands that a client of the CyberTipline endpoint opened. */
export type SubmissionState = 'open' | 'finishing' | 'finished' | 'retracted' | 'dropped';

/** `key`: null once the report has left this table's care. */
export type OpenSubmission = {
  reportId: number;
  sourceId: string;
  state: SubmissionState;
  key: WrappedKey | null;
};

/** One sealed document of a report. `position`: 0 for the report itself, then its files in the order they came. */
export type SubmissionPart = { position: number; fileHash: Buffer; partHash: Buffer; bytes: Buffer };

/** Context that binds the sealed bytes to their column. */
export const PART_SEALED_AS = 'open_submission_part.bytes';

export async function insertSubmission(
  tx: Tx,
  submission: { sourceId: string; at: Date; key: WrappedKey },
): Promise<number> {
  const { sourceId, at, key } = submission;
  const inserted = await row<{ reportId: number }>(
    tx,
    sql`insert into open_submission (source_id, opened_at, changed_at, state, key_id, wrapped_key)
        values (${sourceId}, ${at}, ${at}, 'open', ${key.keyId}, ${key.wrapped})
        returning report_id as "reportId"`,
  );
  return inserted!.reportId;
}

/** Locks the report until the transaction ends. */
export async function lockSubmission(tx: Tx, reportId: number): Promise<OpenSubmission | undefined> {
  const found = await row<Omit<OpenSubmission, 'key'> & { keyId: string; wrapped: Buffer | null }>(
    tx,
    sql`select report_id as "reportId", source_id as "sourceId", state, key_id as "keyId", wrapped_key as wrapped
        from open_submission where report_id = ${reportId} for update`,
  );
  if (!found) return undefined;
  const { keyId, wrapped, ...submission } = found;
  return { ...submission, key: wrapped && { keyId, wrapped } };
}

export async function insertPart(tx: Tx, reportId: number, part: SubmissionPart): Promise<void> {
  await rows(
    tx,
    sql`insert into open_submission_part (report_id, position, file_hash, part_hash, bytes)
        values (${reportId}, ${part.position}, ${part.fileHash}, ${part.partHash}, ${part.bytes})`,
  );
}

/** In the order of their positions. */
export async function submissionParts(db: Db, reportId: number): Promise<SubmissionPart[]> {
  return rows(
    db,
    sql<SubmissionPart>`select position, file_hash as "fileHash", part_hash as "partHash", bytes
      from open_submission_part where report_id = ${reportId} order by position`,
  );
}

export async function markSubmission(
  tx: Tx,
  reportId: number,
  { state, at }: { state: 'open' | 'finishing'; at: Date },
): Promise<void> {
  await rows(
    tx,
    sql`update open_submission set state = ${state}, changed_at = ${at} where report_id = ${reportId}`,
  );
}

/** Ends a report's time here: its parts and the key to every copy of them go; how many files it had is answered. */
export async function endSubmission(
  tx: Tx,
  reportId: number,
  { state, at }: { state: 'finished' | 'retracted' | 'dropped'; at: Date },
): Promise<{ files: number }> {
  await rows(
    tx,
    sql`update open_submission set state = ${state}, changed_at = ${at}, wrapped_key = null where report_id = ${reportId}`,
  );
  const gone = await rows(
    tx,
    sql`delete from open_submission_part where report_id = ${reportId} returning position`,
  );
  return { files: Math.max(0, gone.length - 1) };
}

/** Open since before `openedBefore` and untouched since before `changedBefore`; or finishing since before `finishingBefore`. */
export type Abandonment = { openedBefore: Date; changedBefore: Date; finishingBefore: Date };

export async function abandonedSubmissions(
  db: Db,
  { openedBefore, changedBefore, finishingBefore }: Abandonment,
): Promise<{ reportId: number; sourceId: string; state: SubmissionState }[]> {
  return rows(
    db,
    sql`select report_id as "reportId", source_id as "sourceId", state from open_submission
        where (state = 'open' and changed_at < ${changedBefore} and opened_at < ${openedBefore})
           or (state = 'finishing' and changed_at < ${finishingBefore})
        order by changed_at limit 100`,
  );
}
