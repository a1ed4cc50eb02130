import { row, rows, sql, type Tx } from '../../shared/db.ts';
import { markValuesOf } from './list-changes.ts';
import { keepStandings, rowsOfEntries } from './opinion-records.ts';
import type { DisputeReason } from './vocabulary.ts';

export type DisputeVerdict = {
  entryId: number;
  listId: number;
  decision: 'upheld' | 'rejected';
  reason: DisputeReason;
  decidedBy: string;
  at: Date;
};

/**
 * Decides the open dispute of an entry; where none is open, the decision stands by itself, so that an earlier one can
 * be reversed. Opinions given before count no more in later disputes. Called inside `changingLists`.
 */
export async function putVerdict(tx: Tx, verdict: DisputeVerdict): Promise<void> {
  const { entryId, listId, decision, reason, decidedBy, at } = verdict;
  const open = await row(
    tx,
    sql`update entry_dispute set decided_at = ${at}, decided_by = ${decidedBy}, decision = ${decision},
        reason = ${reason} where entry_id = ${entryId} and decided_at is null returning id`,
  );
  if (!open)
    await rows(
      tx,
      sql`insert into entry_dispute (entry_id, list_id, negative, after_opinion, opened_at, opened_by, decided_at,
            decided_by, decision, reason)
          values (${entryId}, ${listId}, ${decision === 'upheld'},
            coalesce((select max(id) from entry_opinion where entry_id = ${entryId}), 0),
            ${at}, 'bureau', ${at}, ${decidedBy}, ${decision}, ${reason})`,
    );
  await keepStandings(tx, [entryId]);
  await markValuesOf(tx, await rowsOfEntries(tx, [entryId]));
}
