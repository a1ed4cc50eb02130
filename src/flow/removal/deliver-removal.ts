import {
  addTryResult,
  claimTry,
  type Delivery,
  deliveryById,
  holdNotice,
  hostById,
  type Notice,
  type NoticeDocument,
  type NoticeState,
  type RemovalHost,
  restartClock,
} from '../../dissemination/index.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import type { Sealed } from '../../shared/sealed.ts';
import type { Signer } from '../../shared/signer.ts';
import { type Post, postJson, signatureHeaders } from '../feedback.ts';
import { composeRemoval, type RemovalSender } from './compose-removal.ts';
import { settleGates } from './removal-gates.ts';
import { dueFrom, recordDisclosed } from './send-removal.ts';

/** A mail to a host. `id`: the same at every try; `attachment`: JSON text. */
export type RemovalMail = { id: string; to: string; subject: string; text: string; attachment: string };

/** The ways there are. Without `mail` what should go by mail fails with a code, and is tried again. */
export type RemovalPost = {
  sender: RemovalSender;
  signer: Signer;
  mail?: (mail: RemovalMail) => Promise<void>;
  post?: Post;
};

const BY = 'system:removal';
/** States in which something about a notice may go out. */
const GOES_OUT: readonly NoticeState[] = ['sent', 'acknowledged', 'escalated', 'no-answer'];

/**
 * Delivers what is to go out about a notice: at least once, always with the same id. The gates are looked at again right
 * before; a notice that is suspended, answered or withdrawn meanwhile is not sent. Throws
 * `dissemination.removal-not-taken` so that the job is tried again.
 */
export async function deliverRemoval(store: Store, deliveryId: string, ways: RemovalPost): Promise<void> {
  const claimed = await inTransaction(store, (tx) => claim(store, tx, deliveryId, ways.sender));
  if (claimed === null) return;
  const { notice, delivery, host, number, document, digest } = claimed;
  const problem = await hand(document.open('to send it to the host'), host, ways);
  await inTransaction(store, async (tx) => {
    await addTryResult(tx, { deliveryId, number, at: store.clock.now(), problem });
    if (problem !== null) return;
    await restartClock(tx, notice.id, dueFrom(store.clock.now(), host));
    await recordDisclosed(tx, { notice, delivery, by: BY, digest });
  });
  if (problem !== null) throw new Problem('dissemination.removal-not-taken', { detail: problem });
}

type Claimed = {
  notice: Notice;
  delivery: Delivery;
  host: RemovalHost;
  number: number;
  document: Sealed<NoticeDocument>;
  digest: Buffer;
};

async function claim(
  store: Store,
  tx: Tx,
  deliveryId: string,
  sender: RemovalSender,
): Promise<Claimed | null> {
  const delivery = await deliveryById(tx, deliveryId);
  const { notice } = await settleGates(store, tx, await holdNotice(tx, delivery.noticeId));
  if (!GOES_OUT.includes(notice.state)) return null;
  const number = await claimTry(tx, deliveryId, store.clock.now());
  if (number === 'taken') return null;
  if (number === 'under-way') throw new Problem('dissemination.removal-not-taken', { detail: number });
  const host = await hostById(tx, delivery.hostId, store.clock.now());
  const { document, digest } = await composeRemoval(store, tx, { notice, delivery, sender });
  return { notice, delivery, host, number, document, digest };
}

/** Null if it was taken, else a code; what the other side said is not kept. */
async function hand(document: NoticeDocument, host: RemovalHost, ways: RemovalPost): Promise<string | null> {
  try {
    if (host.channel === 'mail') return await mailIt(document, host, ways);
    if (host.channel === 'webhook') return await postIt(document, host, ways);
    return 'by-hand';
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    return typeof code === 'string' ? code : 'failed';
  }
}

async function mailIt(
  document: NoticeDocument,
  host: RemovalHost,
  { mail }: RemovalPost,
): Promise<string | null> {
  if (!mail) return 'no-mail-server';
  const { id, subject, text, xarf } = document;
  await mail({ id, to: host.contact!, subject, text, attachment: JSON.stringify(xarf, null, 2) });
  return null;
}

async function postIt(
  document: NoticeDocument,
  host: RemovalHost,
  ways: RemovalPost,
): Promise<string | null> {
  const body = Buffer.from(canonicalJson(document));
  const headers = { ...signatureHeaders(ways.signer, body), 'everydot-notice-id': document.id };
  const status = await (ways.post ?? postJson)(host.contact!, body, headers);
  return status >= 200 && status < 300 ? null : `http-${status}`;
}
