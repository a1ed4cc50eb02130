import type { Source } from '../access/index.ts';
import {
  documentHash,
  insertPart,
  insertSubmission,
  PART_SEALED_AS,
  readCyberTipPart,
} from '../intake/index.ts';
import { record } from '../ledger/index.ts';
import { inTransaction } from '../shared/db.ts';
import { newDataKey, seal } from '../shared/envelope.ts';
import { keepIfRefused } from './keep-if-refused.ts';
import type { Intake } from './open-intake.ts';

/**
 * Opens a report in the way of the CyberTipline API: it becomes a receipt only when its sender finishes it. Gives the
 * number under which its files, and its end, are sent. Throws `intake.invalid`, and then keeps the document in quarantine.
 */
export async function openSubmission(intake: Intake, sender: Source, raw: Buffer): Promise<number> {
  const { store } = intake;
  const at = store.clock.now();
  const { xml } = await keepIfRefused(intake, sender, raw, () => readCyberTipPart(raw, 'report', at));
  const dataKey = newDataKey();
  const [key] = await store.keys.wrap([dataKey]);
  return inTransaction(store, async (tx) => {
    const reportId = await insertSubmission(tx, { sourceId: sender.id, at, key: key! });
    await insertPart(tx, reportId, {
      position: 0,
      fileHash: documentHash(store.keys),
      partHash: documentHash(store.keys, raw),
      bytes: seal(dataKey, PART_SEALED_AS, Buffer.from(xml)),
    });
    await record(tx, [
      {
        verb: 'collected',
        action: 'open-submission',
        actor: `source:${sender.id}`,
        purpose: 'intake',
        subjects: [],
        detail: { source: sender.id, submission: reportId },
      },
    ]);
    return reportId;
  });
}
