import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import {
  addOverride,
  addPreservation,
  addRelease,
  causesOf,
  GATES,
  type GateName,
  PRESERVATION_WAYS,
  type PreservationWay,
  REMOVAL_OVERRIDES,
  REMOVAL_SEALED_AS,
  type RemovalOverride,
  shutBy,
} from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { isDay } from '../../shared/period.ts';
import { Problem } from '../../shared/problem.ts';
import { sealNote } from '../seal-note.ts';
import { gatesOf, settleGates } from './removal-gates.ts';
import { holdSeenNotice } from './visible-removals.ts';

/** `keptOn`: the day since when it is kept, YYYY-MM-DD. `reference`: by which whoever keeps it finds it again. */
export type PreservationInput = {
  noticeId: string;
  how: PreservationWay;
  keptOn: string;
  reference: string;
};

/** Records that the content is kept for the investigation. Throws `dissemination.unknown-code`. */
export async function recordPreservation(
  store: Store,
  actor: Actor,
  input: PreservationInput,
): Promise<void> {
  ensureMay(actor, 'draft-removal');
  const { how, keptOn, noticeId } = input;
  ensureCode(PRESERVATION_WAYS, how, 'how');
  const today = store.clock.now().toISOString().slice(0, 10);
  if (!isDay(keptOn) || keptOn > today)
    throw new Problem('dissemination.unknown-code', { detail: 'keptOn is a day up to today' });
  await inTransaction(store, async (tx) => {
    const notice = await holdSeenNotice(tx, actor, noticeId);
    const reference = await sealNote(store, tx, {
      id: notice.leadReferralId,
      note: input.reference,
      context: REMOVAL_SEALED_AS.preservation,
    });
    if (!reference) throw new Problem('dissemination.unknown-code', { detail: 'a reference is needed' });
    const by = actorRef(actor);
    await addPreservation(tx, { noticeId: notice.id, how, keptOn, reference, by, at: store.clock.now() });
    await record(tx, [
      {
        verb: 'altered',
        action: 'record-preservation',
        actor: by,
        purpose: 'dissemination',
        subjects: notice.referralIds,
        detail: { notice: notice.id, how },
      },
    ]);
    await settleGates(store, tx, notice);
  });
}

/** A person says that no unit investigates it. It counts only while no unit holds a package. */
export async function sayNobodyInvestigates(store: Store, actor: Actor, noticeId: string): Promise<void> {
  ensureMay(actor, 'draft-removal');
  await inTransaction(store, async (tx) => {
    const notice = await holdSeenNotice(tx, actor, noticeId);
    const said = {
      unitId: null,
      answer: 'no-investigation',
      until: null,
      reason: null,
      reference: null,
    } as const;
    await addRelease(tx, { ...said, noticeId: notice.id, by: actorRef(actor), at: store.clock.now() });
    await record(tx, [
      {
        verb: 'altered',
        action: 'say-nobody-investigates',
        actor: actorRef(actor),
        purpose: 'dissemination',
        subjects: notice.referralIds,
        detail: { notice: notice.id },
      },
    ]);
    await settleGates(store, tx, notice);
  });
}

export type OverrideInput = { noticeId: string; gate: GateName; reason: RemovalOverride; note: string };

/**
 * A supervisor lets a notice pass one gate, with a reason: for the causes that stand now. One that arises later shuts
 * it again. Throws `dissemination.removal-gate-holds` where there is nothing to override.
 */
export async function overrideGate(store: Store, actor: Actor, input: OverrideInput): Promise<void> {
  ensureMay(actor, 'override-removal');
  const { gate, reason } = input;
  ensureCode(GATES, gate, 'gate');
  ensureCode(REMOVAL_OVERRIDES, reason, 'reason');
  if (input.note.trim() === '')
    throw new Problem('dissemination.unknown-code', { detail: 'a note is needed' });
  await inTransaction(store, async (tx) => {
    const notice = await holdSeenNotice(tx, actor, input.noticeId);
    const { facts } = await gatesOf(store, tx, notice);
    const shut = shutBy(causesOf(facts)).filter((cause) => cause.gate === gate);
    const covers = shut.map(({ key }) => key);
    if (covers.length === 0) throw new Problem('dissemination.removal-gate-holds');
    const note = await sealNote(store, tx, {
      id: notice.leadReferralId,
      note: input.note,
      context: REMOVAL_SEALED_AS.override,
    });
    // Of the referrals that shut it: the history of another must not tell of them.
    const concerned = [...new Set(shut.flatMap(({ referralIds }) => referralIds))];
    const by = actorRef(actor);
    await addOverride(tx, notice.id, { gate, covers, reason, note, by, at: store.clock.now() });
    await record(tx, [
      {
        verb: 'altered',
        action: 'override-removal-gate',
        actor: by,
        purpose: 'supervision',
        subjects: concerned.length > 0 ? concerned : notice.referralIds,
        detail: { notice: notice.id, gate, reason, covers },
      },
    ]);
    await settleGates(store, tx, notice);
  });
}

export function ensureCode(vocabulary: object, code: string, what: string): void {
  if (!Object.hasOwn(vocabulary, code)) throw new Problem('dissemination.unknown-code', { detail: what });
}
