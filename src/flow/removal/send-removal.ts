import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import {
  addRemovalDelivery,
  addTryResult,
  answerHours,
  claimTry,
  type Delivery,
  deliveriesOf,
  deliveryById,
  ESCALATIONS,
  type Escalation,
  hostById,
  moveNotice,
  type Notice,
  type NoticeDocument,
  type RemovalHost,
} from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { enqueue } from '../../shared/outbox.ts';
import { Problem } from '../../shared/problem.ts';
import type { Sealed } from '../../shared/sealed.ts';
import { ensureCode } from './clear-removal.ts';
import { composeRemoval, type RemovalSender } from './compose-removal.ts';
import { ensureGatesHold, settleGates } from './removal-gates.ts';
import { ensureSeesWhole, holdSeenNotice } from './visible-removals.ts';

const HOUR_MS = 3_600_000;

/** When a host should have answered. */
export function dueFrom(at: Date, host: RemovalHost): Date {
  return new Date(at.getTime() + answerHours(host) * HOUR_MS);
}

/**
 * Sends a notice to its host, once every gate holds or was overridden; throws `dissemination.removal-gates-shut`. What
 * goes by mail or webhook goes by a job; what goes by hand counts as handed over now.
 */
export async function sendRemoval(
  store: Store,
  actor: Actor,
  { noticeId, sender }: { noticeId: string; sender: RemovalSender },
): Promise<void> {
  ensureMay(actor, 'send-removal');
  await inTransaction(store, async (tx) => {
    const { notice, gates } = await settleGates(store, tx, await holdSeenNotice(tx, actor, noticeId));
    await ensureGatesHold(tx, actor, gates);
    const at = store.clock.now();
    const host = await hostById(tx, notice.hostId, at);
    await moveNotice(tx, { notice, action: 'send', by: actorRef(actor), at, dueAt: dueFrom(at, host) });
    await recordAct(tx, actor, { notice, action: 'send-removal' });
    await sendOut(store, tx, { notice, host, kind: 'notice', round: 1, by: actorRef(actor), sender });
  });
}

/** `toId`: the partner or authority; a second notice goes to the host again. */
export type EscalationInput = { noticeId: string; how: Escalation; toId?: string; sender: RemovalSender };

/** Takes a notice that the host refused or left unanswered further; the gates must still hold. */
export async function escalateRemoval(store: Store, actor: Actor, input: EscalationInput): Promise<void> {
  ensureMay(actor, 'send-removal');
  ensureCode(ESCALATIONS, input.how, 'how');
  await inTransaction(store, async (tx) => {
    const { notice, gates } = await settleGates(store, tx, await holdSeenNotice(tx, actor, input.noticeId));
    await ensureGatesHold(tx, actor, gates);
    const at = store.clock.now();
    const toId = input.how === 'second-notice' ? notice.hostId : (input.toId ?? '');
    const receiver = await hostById(tx, toId, at);
    if (input.how !== 'second-notice' && receiver.kind !== input.how)
      throw new Problem('dissemination.unknown-host');
    const by = actorRef(actor);
    const earlier = (await deliveriesOf(tx, notice.id)).filter(({ kind }) => kind === 'escalation');
    await moveNotice(tx, {
      notice,
      action: 'escalate',
      by,
      at,
      reason: input.how,
      dueAt: dueFrom(at, receiver),
    });
    await recordAct(tx, actor, {
      notice,
      action: 'escalate-removal',
      detail: { how: input.how, to: receiver.id },
    });
    const round = earlier.length + 1;
    await sendOut(store, tx, { notice, host: receiver, kind: 'escalation', round, by, sender: input.sender });
  });
}

type Act = { notice: Notice; action: string; detail?: Record<string, string> };

async function recordAct(tx: Tx, actor: PersonActor, { notice, action, detail }: Act): Promise<void> {
  await record(tx, [
    {
      verb: 'altered',
      action,
      actor: actorRef(actor),
      purpose: 'dissemination',
      subjects: notice.referralIds,
      detail: { notice: notice.id, ...detail },
    },
  ]);
}

type Outgoing = {
  notice: Notice;
  host: RemovalHost;
  kind: Delivery['kind'];
  round: number;
  by: string;
  /** Without it, what goes by hand waits until somebody fetches it. */
  sender: RemovalSender | null;
};

/** Writes down what is to go out, and what does it. */
export async function sendOut(store: Store, tx: Tx, out: Outgoing): Promise<void> {
  const { notice, host, kind, round, by, sender } = out;
  const madeAt = store.clock.now();
  const { channel, id: hostId } = host;
  const delivery = { noticeId: notice.id, kind, round, hostId, channel, madeBy: by, madeAt };
  const id = await addRemovalDelivery(tx, delivery);
  if (id === null) return;
  if (channel !== 'by-hand') return enqueue(tx, [{ kind: 'deliver-removal', subject: id }]);
  if (sender) await handOver(store, tx, { notice, deliveryId: id, by, sender });
}

type Handing = { notice: Notice; deliveryId: string; by: string; sender: RemovalSender };

async function handOver(store: Store, tx: Tx, { notice, deliveryId, by, sender }: Handing): Promise<void> {
  const delivery = await deliveryById(tx, deliveryId);
  const { digest } = await composeRemoval(store, tx, { notice, delivery, sender });
  const at = store.clock.now();
  const number = await claimTry(tx, deliveryId, at);
  if (typeof number !== 'number') return;
  await addTryResult(tx, { deliveryId, number, at, problem: null });
  await recordDisclosed(tx, { notice, delivery, by, digest });
}

/** A reminder that goes by hand waits until a person says that they hand it over; the gates must still hold. */
export async function handOverRemoval(
  store: Store,
  actor: Actor,
  { noticeId, deliveryId, sender }: { noticeId: string; deliveryId: string; sender: RemovalSender },
): Promise<void> {
  ensureMay(actor, 'send-removal');
  await inTransaction(store, async (tx) => {
    const { notice, gates } = await settleGates(store, tx, await holdSeenNotice(tx, actor, noticeId));
    await ensureGatesHold(tx, actor, gates);
    const delivery = (await deliveriesOf(tx, notice.id)).find(({ id }) => id === deliveryId);
    if (delivery?.channel !== 'by-hand') throw new Problem('dissemination.removal-not-found');
    await handOver(store, tx, { notice, deliveryId, by: actorRef(actor), sender });
  });
}

/** What a host was given, by the digest of what it was sent. */
export async function recordDisclosed(
  tx: Tx,
  { notice, delivery, by, digest }: { notice: Notice; delivery: Delivery; by: string; digest: Buffer },
): Promise<void> {
  await record(tx, [
    {
      verb: 'disclosed',
      action: 'deliver-removal',
      actor: by,
      purpose: 'dissemination',
      subjects: notice.referralIds,
      recipient: `host:${delivery.hostId}`,
      digest,
      detail: { notice: notice.id, delivery: delivery.id, kind: delivery.kind },
    },
  ]);
}

/** What was handed over or sent, to download. Its addresses are evidence: each reading is logged. */
export async function readRemovalDocument(
  store: Store,
  actor: Actor,
  { noticeId, deliveryId, sender }: { noticeId: string; deliveryId: string; sender: RemovalSender },
): Promise<Sealed<NoticeDocument>> {
  ensureMay(actor, 'send-removal');
  return inTransaction(store, async (tx) => {
    const notice = await holdSeenNotice(tx, actor, noticeId);
    await ensureSeesWhole(tx, actor, notice);
    const delivery = (await deliveriesOf(tx, notice.id)).find(({ id }) => id === deliveryId);
    if (!delivery) throw new Problem('dissemination.removal-not-found');
    const { document, digest } = await composeRemoval(store, tx, { notice, delivery, sender });
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-removal-document',
        actor: actorRef(actor),
        purpose: 'dissemination',
        subjects: notice.referralIds,
        digest,
        detail: { notice: notice.id, delivery: deliveryId },
      },
    ]);
    return document;
  });
}
