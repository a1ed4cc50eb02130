import {
  addReleaseRequests,
  CLOCKED_STATES,
  deliveriesOf,
  holdNotice,
  hostById,
  MOST_REMINDERS,
  moveNotice,
  type Notice,
  noticesIn,
  overdueNotices,
  waitsOver,
} from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { recordAsked } from './release-removal.ts';
import { gatesOf, settleGates } from './removal-gates.ts';
import { dueFrom, sendOut } from './send-removal.ts';

const BY = 'system:removal';

/**
 * Keeps notices in line with what happened elsewhere: drafts become ready, those that are out are suspended once a gate
 * shuts, hosts that let their time pass are reminded and then count as not answering, and units that asked to wait are
 * asked again on their day. Taking it further is a person's decision. Repeating it changes nothing.
 */
export async function tendRemovals(store: Store): Promise<void> {
  const open = await noticesIn(store.db, ['draft', 'ready', ...CLOCKED_STATES]);
  for (const { id } of open)
    await inTransaction(store, async (tx) => void (await settleGates(store, tx, await holdNotice(tx, id))));
  for (const { id } of await overdueNotices(store.db, store.clock.now()))
    await inTransaction(store, (tx) => remindOrLapse(store, tx, id));
  await inTransaction(store, (tx) => askAgain(store, tx));
}

async function remindOrLapse(store: Store, tx: Tx, id: string): Promise<void> {
  const { notice } = await settleGates(store, tx, await holdNotice(tx, id));
  const at = store.clock.now();
  const isOverdue = CLOCKED_STATES.includes(notice.state) && notice.dueAt !== null && notice.dueAt < at;
  if (!isOverdue || (await isOnItsWay(tx, id))) return;
  const isReminded = notice.state === 'escalated' || notice.reminders >= MOST_REMINDERS;
  const host = await hostById(tx, notice.hostId, at);
  const action = isReminded ? 'lapse' : 'remind';
  await moveNotice(tx, { notice, action, by: BY, at, dueAt: isReminded ? null : dueFrom(at, host) });
  await recordTending(tx, notice, action);
  if (isReminded) return;
  const round = notice.reminders + 1;
  await sendOut(store, tx, { notice, host, kind: 'reminder', round, by: BY, sender: null });
}

/** What its host's server has not taken yet is not unanswered; the tries show on the notice. */
async function isOnItsWay(tx: Tx, noticeId: string): Promise<boolean> {
  const deliveries = await deliveriesOf(tx, noticeId);
  return deliveries.some(({ takenAt, channel }) => takenAt === null && channel !== 'by-hand');
}

async function recordTending(tx: Tx, notice: Notice, action: 'lapse' | 'remind'): Promise<void> {
  await record(tx, [
    {
      verb: 'altered',
      action: `${action}-removal`,
      actor: BY,
      purpose: 'dissemination',
      subjects: notice.referralIds,
      detail: { notice: notice.id },
    },
  ]);
}

async function askAgain(store: Store, tx: Tx): Promise<void> {
  const askedAt = store.clock.now();
  for (const { noticeId, unitId } of await waitsOver(tx, askedAt.toISOString().slice(0, 10))) {
    const notice = await holdNotice(tx, noticeId);
    await addReleaseRequests(tx, [{ noticeId, unitId, askedBy: BY, askedAt }]);
    const { facts } = await gatesOf(store, tx, notice);
    await recordAsked(tx, {
      notice,
      by: BY,
      units: facts.units.filter((unit) => unit.unitId === unitId),
    });
  }
}
