import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import {
  addRepair,
  type DocumentReading,
  ensureSize,
  REPAIR_SEALED_AS,
  type Receipt,
} from '../intake/index.ts';
import { record } from '../ledger/index.ts';
import { openDataKey } from '../referral/index.ts';
import { inTransaction, type Tx } from '../shared/db.ts';
import { saltedDigest, seal } from '../shared/envelope.ts';
import { newId } from '../shared/ids.ts';
import type { Intake } from './open-intake.ts';
import { openRepaired, quarantinedDocument, readAgain } from './read-again.ts';
import { readReceipts } from './read-receipts.ts';

/** `adapter`: its format, where it is another than was tried. `reason`: what was changed and why. */
export type Repair = { raw: Buffer; reason: string; adapter?: string };

/**
 * A person hands in a readable version of a quarantined document; the received one stays as it is. If it can be read,
 * the referral opens; if not, the receipt says why, and the attempt is kept. Throws `intake.not-quarantined`.
 */
export async function repairDocument(
  intake: Intake,
  actor: Actor,
  id: string,
  repair: Repair,
): Promise<Receipt> {
  ensureMay(actor, 'repair-document');
  const { store } = intake;
  return inTransaction(store, async (tx) => {
    const held = await quarantinedDocument(tx, id);
    const raw = { ...held, ...(repair.adapter && { adapter: repair.adapter }), bytes: repair.raw };
    ensureSize(repair.raw, undefined);
    const reading = await readAgain(intake, tx, raw);
    const by = { actor: actorRef(actor), at: store.clock.now() };
    await keepRepair(intake, tx, { id, reading, reason: repair.reason, ...by });
    if (reading.content)
      await openRepaired(store, tx, { id, content: reading.content, reason: 'repaired', ...by });
    return { ...(await readReceipts(tx, [id]))[0]!, repeated: false };
  });
}

type Attempt = { id: string; reading: DocumentReading; reason: string; actor: string; at: Date };

async function keepRepair({ store }: Intake, tx: Tx, attempt: Attempt): Promise<void> {
  const { id, reading, actor, at } = attempt;
  const dataKey = await openDataKey(store, tx, id);
  await addRepair(tx, {
    id: newId(),
    referralId: id,
    repairedBy: actor,
    repairedAt: at,
    reason: seal(dataKey, REPAIR_SEALED_AS.reason, Buffer.from(attempt.reason)),
    adapter: reading.adapter,
    raw: seal(dataKey, REPAIR_SEALED_AS.raw, reading.kept),
    stripped: reading.stripped,
    problem: reading.problem?.toJSON() ?? null,
  });
  await record(tx, [
    {
      verb: 'altered',
      action: 'repair',
      actor,
      purpose: 'intake',
      subjects: [id],
      digest: saltedDigest(dataKey, reading.kept),
      detail: {
        adapter: reading.adapter,
        bytes: reading.raw.length,
        readable: reading.problem === undefined,
      },
    },
  ]);
}
