import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import {
  deliveriesOf,
  HOLD_REASONS,
  type HoldReason,
  moveNotice,
  NOTICE_ENDINGS,
  type NoticeAction,
  type NoticeEnding,
} from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { enqueue } from '../../shared/outbox.ts';
import { ensureCode } from './clear-removal.ts';
import { ensureGatesHold, gatesOf, settleGates } from './removal-gates.ts';
import { holdSeenNotice } from './visible-removals.ts';

/** A person has read that the host says it is gone, and takes its word: nobody opens the address. */
export async function confirmRemoval(store: Store, actor: Actor, noticeId: string): Promise<void> {
  await settle(store, actor, { noticeId, action: 'confirm' });
}

export async function closeRemoval(
  store: Store,
  actor: Actor,
  { noticeId, reason }: { noticeId: string; reason: NoticeEnding },
): Promise<void> {
  ensureCode(NOTICE_ENDINGS, reason, 'reason');
  await settle(store, actor, { noticeId, action: 'close', reason });
}

export async function withdrawRemoval(
  store: Store,
  actor: Actor,
  { noticeId, reason }: { noticeId: string; reason: NoticeEnding },
): Promise<void> {
  ensureCode(NOTICE_ENDINGS, reason, 'reason');
  await settle(store, actor, { noticeId, action: 'withdraw', reason });
}

/** The investigation asks to hold: the clock stops, and nothing more goes out. */
export async function suspendRemoval(
  store: Store,
  actor: Actor,
  { noticeId, reason }: { noticeId: string; reason: HoldReason },
): Promise<void> {
  ensureCode(HOLD_REASONS, reason, 'reason');
  await settle(store, actor, { noticeId, action: 'suspend', reason });
}

/** Takes a suspended notice up again, with what was left of its clock; the gates must hold if it is out already. */
export async function resumeRemoval(store: Store, actor: Actor, noticeId: string): Promise<void> {
  await settle(store, actor, { noticeId, action: 'resume' });
}

type Settling = { noticeId: string; action: NoticeAction; reason?: string };

async function settle(store: Store, actor: Actor, { noticeId, action, reason }: Settling): Promise<void> {
  ensureMay(actor, 'send-removal');
  const by = actorRef(actor);
  await inTransaction(store, async (tx) => {
    const notice = await holdSeenNotice(tx, actor, noticeId);
    const goesOutAgain = action === 'resume' && notice.sentAt !== null;
    if (goesOutAgain) await ensureGatesHold(tx, actor, await gatesOf(store, tx, notice));
    await moveNotice(tx, { notice, action, by, at: store.clock.now(), ...(reason ? { reason } : {}) });
    await record(tx, [
      {
        verb: 'altered',
        action: `${action}-removal`,
        actor: by,
        purpose: 'dissemination',
        subjects: notice.referralIds,
        detail: { notice: notice.id, reason: reason ?? null },
      },
    ]);
    if (action !== 'resume') return;
    const waiting = (await deliveriesOf(tx, notice.id)).filter(
      ({ takenAt, channel }) => takenAt === null && channel !== 'by-hand',
    );
    await enqueue(
      tx,
      waiting.map(({ id }) => ({ kind: 'deliver-removal', subject: id })),
    );
    await settleGates(store, tx, await holdSeenNotice(tx, actor, noticeId));
  });
}
