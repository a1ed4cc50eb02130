import { openDataKey } from '../referral/index.ts';
import type { Store, Tx } from '../shared/db.ts';
import { seal } from '../shared/envelope.ts';

/** A note as it is stored: under the record's own key, so that it goes when the record is erased. Null for none. */
export async function sealNote(
  store: Store,
  tx: Tx,
  { id, note, context }: { id: string; note: string | undefined; context: string },
): Promise<Buffer | null> {
  if (note === undefined || note.trim() === '') return null;
  return seal(await openDataKey(store, tx, id), context, Buffer.from(note.trim()));
}
