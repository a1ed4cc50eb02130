import { readBureau } from '../../access/index.ts';
import {
  answerHours,
  answerSecret,
  composeNotice,
  type Delivery,
  hostById,
  itemsOf,
  keepDocument,
  keptDocument,
  legalBasisFor,
  type Notice,
  type NoticeDocument,
  REMOVAL_SEALED_AS,
} from '../../dissemination/index.ts';
import { openDataKey } from '../../referral/index.ts';
import type { Store, Tx } from '../../shared/db.ts';
import { saltedDigest, seal, unseal } from '../../shared/envelope.ts';
import { Problem } from '../../shared/problem.ts';
import { Sealed } from '../../shared/sealed.ts';
import { distinctFiles, openRemovalItems } from './open-removal-items.ts';

/** Where hosts reach the bureau. `contact`: a mailbox for answers; null where there is only the answer page. */
export type RemovalSender = { baseUrl: string; contact: string | null };

export type ComposedRemoval = { document: Sealed<NoticeDocument>; digest: Buffer };

/** What goes out: composed at the first try, kept sealed, and the same at every later one. */
export async function composeRemoval(
  store: Store,
  tx: Tx,
  { notice, delivery, sender }: { notice: Notice; delivery: Delivery; sender: RemovalSender },
): Promise<ComposedRemoval> {
  const dataKey = await openDataKey(store, tx, notice.leadReferralId);
  const kept = await keptDocument(tx, delivery.id);
  if (kept.document && kept.digest) {
    const plain = unseal(dataKey, REMOVAL_SEALED_AS.document, kept.document);
    return {
      document: new Sealed(JSON.parse(plain.toString('utf8')) as NoticeDocument),
      digest: kept.digest,
    };
  }
  const composed = await compose(store, tx, { notice, delivery, sender });
  const bytes = Buffer.from(JSON.stringify(composed));
  const digest = saltedDigest(dataKey, bytes);
  await keepDocument(tx, {
    id: delivery.id,
    document: seal(dataKey, REMOVAL_SEALED_AS.document, bytes),
    digest,
  });
  return { document: new Sealed(composed), digest };
}

type Composing = { notice: Notice; delivery: Delivery; sender: RemovalSender };

async function compose(
  store: Store,
  tx: Tx,
  { notice, delivery, sender }: Composing,
): Promise<NoticeDocument> {
  const now = store.clock.now();
  const host = await hostById(tx, notice.hostId, now);
  const receiver = await hostById(tx, delivery.hostId, now);
  const items = (await openRemovalItems(store, tx, await itemsOf(tx, notice.id))).open('to tell the host');
  const addresses = items.flatMap(({ address, files }) =>
    address === null ? [] : [{ address, files: distinctFiles(files) }],
  );
  if (addresses.length === 0) throw new Problem('keys.record-erased');
  const secret = answerSecret(store.keys.linkingKey, notice.id);
  const query = new URLSearchParams({ reference: notice.reference, key: secret });
  return composeNotice({
    deliveryId: delivery.id,
    kind: delivery.kind,
    reference: notice.reference,
    bureau: { name: (await readBureau(tx))?.name ?? 'The bureau', contact: sender.contact },
    host: { name: host.name },
    addresses,
    legalBasis: legalBasisFor(receiver.country),
    askedWithinHours: answerHours(receiver),
    answerLink: `${sender.baseUrl.replace(/\/$/, '')}/removal-answer?${query}`,
    firstSentAt: delivery.kind === 'notice' ? null : notice.sentAt,
    madeAt: delivery.madeAt,
  });
}
