import type { ReferralHeader } from '../referral/index.ts';
import type { Tx } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { enqueue } from '../shared/outbox.ts';
import { addAlarms } from './alarm-records.ts';

/** Calls a person to documents that nobody could read and that may tell of danger; one alarm each, however often asked. */
export async function raiseUnreadAlarms(tx: Tx, at: Date, unread: readonly ReferralHeader[]): Promise<void> {
  const added = await addAlarms(
    tx,
    unread.map(({ id, number }) => ({
      id: newId(at.getTime()),
      referralId: id,
      number,
      floors: ['unread-danger'],
      raisedAt: at,
    })),
  );
  await enqueue(
    tx,
    added.map((subject) => ({ kind: 'notify-alarm', subject })),
  );
}
