import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { openAlarmsAmong } from '../assessment/index.ts';
import { type DisposalReason, heldLines, type ProblemBody } from '../intake/index.ts';
import { record } from '../ledger/index.ts';
import {
  destroyKey,
  formatNumber,
  moveReferral,
  recordExposure,
  referralHeader,
  referralHeaders,
  referralsInState,
} from '../referral/index.ts';
import { type Db, inTransaction, type Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { Sealed } from '../shared/sealed.ts';
import { openHeld, quarantinedDocument } from './read-again.ts';

/** A document in quarantine, without a word of what it holds. */
export type QuarantinedDocument = {
  id: string;
  number: string;
  sourceId: string;
  receivedAt: Date;
  adapter: string;
  bytes: number;
  problem: ProblemBody;
  repairs: number;
};

/** What waits in quarantine, oldest first. */
export async function listQuarantine(store: Store, actor: Actor): Promise<QuarantinedDocument[]> {
  ensureMay(actor, 'repair-document');
  return describeQuarantined(store.db, await referralsInState(store.db, 'quarantined'));
}

/** One document in quarantine, as the list describes it; throws `intake.not-quarantined`. */
export async function readQuarantined(store: Store, actor: Actor, id: string): Promise<QuarantinedDocument> {
  ensureMay(actor, 'repair-document');
  const { state } = await referralHeader(store.db, id);
  if (state !== 'quarantined') throw new Problem('intake.not-quarantined');
  return (await describeQuarantined(store.db, [id]))[0]!;
}

async function describeQuarantined(db: Db, ids: readonly string[]): Promise<QuarantinedDocument[]> {
  const headers = new Map((await referralHeaders(db, ids)).map((header) => [header.id, header]));
  return (await heldLines(db, ids)).map((held) => {
    const { id, number, sourceId } = headers.get(held.referralId)!;
    const { receivedAt, adapter, rawBytes: bytes, problem, repairs } = held;
    return {
      id,
      number: formatNumber(number),
      sourceId,
      receivedAt,
      adapter,
      bytes,
      problem: problem!,
      repairs,
    };
  });
}

/** Stands for the document itself where exposure names a piece of evidence. */
const WHOLE_DOCUMENT = 'document';

/** Opens a quarantined document to whoever repairs it: the latest repair if there is one, else as it was received. */
export async function openQuarantined(store: Store, actor: Actor, id: string): Promise<Sealed<Buffer>> {
  ensureMay(actor, 'repair-document');
  return inTransaction(store, async (tx) => {
    const bytes = await openHeld(store, tx, await quarantinedDocument(tx, id));
    await record(tx, [
      {
        verb: 'consulted',
        action: 'open-quarantined',
        actor: actorRef(actor),
        purpose: 'intake',
        subjects: [id],
      },
    ]);
    await recordExposure(tx, {
      personId: actor.id,
      referralId: id,
      evidenceId: WHOLE_DOCUMENT,
      openedAt: store.clock.now(),
    });
    return new Sealed(bytes);
  });
}

/**
 * Disposes of a quarantined document: it stays counted, and its key is destroyed. Throws `intake.not-quarantined`, and
 * `assessment.alarm-open` while nobody has looked at what may tell of danger.
 */
export async function disposeQuarantined(
  store: Store,
  actor: Actor,
  id: string,
  reason: DisposalReason,
): Promise<void> {
  ensureMay(actor, 'repair-document');
  await inTransaction(store, async (tx) => {
    await quarantinedDocument(tx, id);
    if ((await openAlarmsAmong(tx, [id])).size > 0) throw new Problem('assessment.alarm-open');
    const by = { actor: actorRef(actor), purpose: 'retention' } as const;
    await moveReferral(tx, { ...by, id, action: 'dispose', at: store.clock.now(), reason });
    await destroyKey(tx, id);
    await record(tx, [{ ...by, verb: 'erased', action: 'dispose', subjects: [id], detail: { reason } }]);
  });
}
