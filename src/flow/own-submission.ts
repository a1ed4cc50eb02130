import type { Source } from '../access/index.ts';
import { lockSubmission, type OpenSubmission, PART_SEALED_AS, submissionParts } from '../intake/index.ts';
import type { Store, Tx } from '../shared/db.ts';
import { unseal } from '../shared/envelope.ts';
import { Problem } from '../shared/problem.ts';

/** A sender's own report, locked while it is open. Throws the reason why it is not. */
export async function ownSubmission(
  tx: Tx,
  sender: Source,
  reportId: number,
): Promise<OpenSubmission & { key: NonNullable<OpenSubmission['key']> }> {
  const submission = await lockSubmission(tx, reportId);
  if (!submission || submission.sourceId !== sender.id || submission.state === 'dropped') {
    throw new Problem('intake.submission-not-found');
  }
  const { state, key } = submission;
  if (state === 'retracted') throw new Problem('intake.submission-retracted');
  if (state === 'finished' || key === null) throw new Problem('intake.submission-finished');
  return { ...submission, key };
}

/** The documents of a report in plain, in the order they came. */
export async function openParts(store: Store, tx: Tx, { reportId, key }: OpenSubmission): Promise<string[]> {
  const parts = await submissionParts(tx, reportId);
  const [dataKey] = await store.keys.unwrap([key!]);
  return parts.map(({ bytes }) => unseal(dataKey!, PART_SEALED_AS, bytes).toString('utf8'));
}
