import { entriesAbout } from '../../ledger/index.ts';
import type { Db } from '../../shared/db.ts';

/** Entries read of one referral: many more than are made of it while a sample is looked through. */
const ENTRIES_READ = 500;

/** By the ledger: this person has opened this referral itself after it was drawn into the sample. */
export async function hasOpened(
  db: Db,
  actor: string,
  { auditId, referralId }: { auditId: string; referralId: string },
): Promise<boolean> {
  const entries = await entriesAbout(db, referralId, ENTRIES_READ);
  const drawn = entries.findIndex(
    ({ action, detail }) => action === 'draw-sample' && detail['audit'] === auditId,
  );
  return entries
    .slice(0, drawn === -1 ? entries.length : drawn)
    .some(
      (entry) =>
        entry.action === 'open-referral' && entry.actor === actor && entry.subjects[0] === referralId,
    );
}
