import type { Source } from '../access/index.ts';
import {
  documentHash,
  insertPart,
  markSubmission,
  PART_SEALED_AS,
  readCyberTipPart,
  submissionParts,
} from '../intake/index.ts';
import { inTransaction } from '../shared/db.ts';
import { seal } from '../shared/envelope.ts';
import { Problem } from '../shared/problem.ts';
import { keepIfRefused } from './keep-if-refused.ts';
import type { Intake } from './open-intake.ts';
import { ownSubmission } from './own-submission.ts';

/**
 * Adds the details of a file to an open report and gives the report's number. The file's id is the sender's own, since
 * no file is taken here. The same details sent again change nothing. Throws `intake.invalid`,
 * `intake.submission-not-found`, `-retracted`, `-finished`, `-file-known`.
 */
export async function describeSubmittedFile(intake: Intake, sender: Source, raw: Buffer): Promise<number> {
  const { store } = intake;
  const at = store.clock.now();
  const read = () => readCyberTipPart(raw, 'fileDetails', at);
  const { xml, reportId, fileId } = await keepIfRefused(intake, sender, raw, read);
  return inTransaction(store, async (tx) => {
    const submission = await ownSubmission(tx, sender, submissionNumber(reportId));
    if (submission.state !== 'open') throw new Problem('intake.submission-finished');
    const parts = await submissionParts(tx, submission.reportId);
    const fileHash = documentHash(store.keys, Buffer.from(`file ${fileId}`));
    const partHash = documentHash(store.keys, raw);
    const known = parts.find((part) => part.fileHash.equals(fileHash));
    if (known?.partHash.equals(partHash)) return submission.reportId;
    if (known) throw new Problem('intake.submission-file-known');
    const [dataKey] = await store.keys.unwrap([submission.key]);
    const bytes = seal(dataKey!, PART_SEALED_AS, Buffer.from(xml));
    await insertPart(tx, submission.reportId, { position: parts.length, fileHash, partHash, bytes });
    await markSubmission(tx, submission.reportId, { state: 'open', at });
    return submission.reportId;
  });
}

/** What a client gives as a number, if it can be one of ours; throws `intake.submission-not-found`. */
export function submissionNumber(text: string | undefined): number {
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new Problem('intake.submission-not-found');
  return Number(text);
}
