import type { Source } from '../access/index.ts';
import { assembleSubmission, endSubmission, markSubmission, readSubmission } from '../intake/index.ts';
import { inTransaction } from '../shared/db.ts';
import type { Intake } from './open-intake.ts';
import { openParts, ownSubmission } from './own-submission.ts';
import { receiveDocument } from './receive-document.ts';

export type FinishedSubmission = { reportId: number; fileIds: string[] };

/** With a line end, which no key of a client's own can hold: what it uses elsewhere stands in no report's way. */
export function endpointKey(of: string): string {
  return `cybertipline-endpoint\n${of}`;
}

/**
 * Turns an open report and its files into one receipt. From the moment it begins, nothing can be added or retracted;
 * where it is cut short it can be repeated, and gives the same receipt. Throws as `receiveDocument` does, and
 * `intake.submission-not-found`, `-retracted`, `-finished`; where the whole is not valid the report stays open.
 */
export async function finishSubmission(
  intake: Intake,
  sender: Source,
  reportId: number,
): Promise<FinishedSubmission> {
  const { store } = intake;
  const reportingEsp = sender.kind === 'platform' ? sender.name : undefined;
  const { raw, fileIds } = await inTransaction(store, async (tx) => {
    const at = store.clock.now();
    const submission = await ownSubmission(tx, sender, reportId);
    const assembled = assembleSubmission({ reportId, reportingEsp }, await openParts(store, tx, submission));
    const whole = readSubmission(assembled, at);
    await markSubmission(tx, reportId, { state: 'finishing', at });
    return { raw: assembled, fileIds: whole.fileIds };
  });
  await receiveDocument(intake, sender, {
    raw,
    channel: 'api',
    adapter: 'cybertip-xml',
    mediaType: 'application/xml',
    idempotencyKey: endpointKey(`${reportId}`),
  });
  await inTransaction(store, (tx) =>
    endSubmission(tx, reportId, { state: 'finished', at: store.clock.now() }),
  );
  return { reportId, fileIds };
}
