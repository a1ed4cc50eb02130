import { findSource } from '../access/index.ts';
import {
  chooseAdapter,
  type DocumentReading,
  type HeldDocument,
  heldDocuments,
  REPAIR_SEALED_AS,
  readDocument,
  sealContent,
  splitDocument,
  unread,
} from '../intake/index.ts';
import {
  insertContents,
  moveReferral,
  openDataKey,
  type ReferralContent,
  referralHeader,
  SEALED_AS,
  sensitivityOf,
  setSensitivity,
} from '../referral/index.ts';
import { rows, type Store, type Tx } from '../shared/db.ts';
import { unseal } from '../shared/envelope.ts';
import { enqueue } from '../shared/outbox.ts';
import { Problem } from '../shared/problem.ts';
import type { Intake } from './open-intake.ts';

// What repairing and replaying share: a quarantined document is read once more, and opens if that succeeds.

/** Throws `intake.not-quarantined`, or `referral.not-found`. */
export async function quarantinedDocument(tx: Tx, id: string): Promise<HeldDocument> {
  if ((await referralHeader(tx, id)).state !== 'quarantined') throw new Problem('intake.not-quarantined');
  return (await heldDocuments(tx, [id]))[0]!;
}

/** The bytes as they are kept, opened. */
export async function openHeld(store: Store, tx: Tx, held: HeldDocument): Promise<Buffer> {
  const dataKey = await openDataKey(store, tx, held.referralId);
  return unseal(dataKey, held.repairs > 0 ? REPAIR_SEALED_AS.raw : SEALED_AS.raw, held.raw);
}

/** Reads `bytes` in the format that was tried before, or in whatever format is recognised by now. */
export async function readAgain(
  intake: Intake,
  tx: Tx,
  held: HeldDocument & { bytes: Buffer },
): Promise<DocumentReading> {
  const named = held.adapter === 'none' ? undefined : held.adapter;
  const adapter = chooseAdapter(intake.adapters, held.bytes, { adapter: named, mediaType: held.mediaType });
  const parts = splitDocument(adapter, held.bytes);
  if (parts instanceof Problem) return unread(adapter!.name, held.bytes, parts);
  // One receipt is one referral: a file of many is handed in as such.
  if (parts.length > 1) return unread(adapter!.name, held.bytes, new Problem('intake.several-referrals'));
  const { sourceId } = await referralHeader(tx, held.referralId);
  const { reliability } = (await findSource(tx, sourceId))!;
  return readDocument(adapter, parts[0]!, { receivedAt: held.receivedAt, reliability });
}

type Opening = { id: string; content: ReferralContent; reason: string; actor: string; at: Date };

/** The referral opens with what was read: its first version, its state, its follow-up job. */
export async function openRepaired(
  store: Store,
  tx: Tx,
  { id, content, reason, actor, at }: Opening,
): Promise<void> {
  await moveReferral(tx, { id, action: 'repair', at, actor, purpose: 'intake', reason });
  await setSensitivity(tx, [id], sensitivityOf(content));
  const sealed = sealContent(await openDataKey(store, tx, id), content);
  await rows(tx, insertContents([{ referralId: id, version: 1, madeAt: at, madeBy: actor, ...sealed }]));
  await enqueue(tx, [{ kind: 'derive-referral', subject: id }]);
}
