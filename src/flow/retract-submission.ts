import type { Source } from '../access/index.ts';
import { endSubmission } from '../intake/index.ts';
import { record } from '../ledger/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { ownSubmission } from './own-submission.ts';

/** A sender cancels a report before finishing it: what it held goes, that it was there stays in the ledger. */
export async function retractSubmission(store: Store, sender: Source, reportId: number): Promise<void> {
  await inTransaction(store, async (tx) => {
    const { state } = await ownSubmission(tx, sender, reportId);
    if (state !== 'open') throw new Problem('intake.submission-finished');
    const { files } = await endSubmission(tx, reportId, { state: 'retracted', at: store.clock.now() });
    await record(tx, [
      {
        verb: 'erased',
        action: 'retract-submission',
        actor: `source:${sender.id}`,
        purpose: 'intake',
        subjects: [],
        detail: { source: sender.id, submission: reportId, files },
      },
    ]);
  });
}
