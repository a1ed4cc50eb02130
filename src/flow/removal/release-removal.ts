import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import {
  addRelease,
  addReleaseRequests,
  ENDED_STATES,
  HOLD_REASONS,
  type HoldReason,
  holdNotice,
  type Notice,
  noticesAskedOf,
  RELEASE_ANSWERS,
  REMOVAL_SEALED_AS,
  type ReleaseAnswer,
  releaseRequestsOf,
  type UnitSays,
} from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { isDay } from '../../shared/period.ts';
import { Problem } from '../../shared/problem.ts';
import { sealNote } from '../seal-note.ts';
import { visibleReferrals } from '../visible-referrals.ts';
import { ensureCode } from './clear-removal.ts';
import { gatesOf, settleGates } from './removal-gates.ts';
import { holdSeenNotice } from './visible-removals.ts';

/** Asks every unit that holds a package about it and has not released it; gives how many were asked that one may know. */
export async function askRelease(store: Store, actor: Actor, noticeId: string): Promise<{ asked: string[] }> {
  ensureMay(actor, 'draft-removal');
  return inTransaction(store, async (tx) => {
    const notice = await holdSeenNotice(tx, actor, noticeId);
    ensureGoesOn(notice);
    const { facts, headers } = await gatesOf(store, tx, notice);
    const waiting = facts.units.filter(({ answer }) => answer !== 'yes');
    const by = actorRef(actor);
    const askedAt = store.clock.now();
    await addReleaseRequests(
      tx,
      waiting.map(({ unitId }) => ({ noticeId: notice.id, unitId, askedBy: by, askedAt })),
    );
    await recordAsked(tx, { notice, by, units: waiting });
    const seen = new Set((await visibleReferrals(tx, actor, headers)).shown.map(({ id }) => id));
    const known = waiting.filter(({ referralIds }) => referralIds.some((id) => seen.has(id)));
    return { asked: known.map(({ unitId }) => unitId) };
  });
}

/** The entry is about the unit's own referrals: another's history must not tell that the unit works on it. */
export async function recordAsked(
  tx: Tx,
  { notice, by, units }: { notice: Notice; by: string; units: readonly UnitSays[] },
): Promise<void> {
  await record(
    tx,
    units.map(({ unitId, referralIds }) => ({
      verb: 'disclosed',
      action: 'ask-removal-release',
      actor: by,
      purpose: 'dissemination',
      subjects: referralIds,
      recipient: `unit:${unitId}`,
      detail: { notice: notice.id },
    })),
  );
}

/** `until`: the day up to which a unit asks to wait, YYYY-MM-DD. `reason`: needed unless the answer is yes. */
export type ReleaseInput = {
  noticeId: string;
  answer: ReleaseAnswer;
  until?: string;
  reason?: HoldReason;
  reference?: string;
};

/** An officer answers for their own unit. Throws `dissemination.removal-not-found` where it was not asked. */
export async function answerRelease(store: Store, actor: Actor, input: ReleaseInput): Promise<void> {
  ensureMay(actor, 'release-removal');
  const { compartment: unitId } = actor;
  await inTransaction(store, async (tx) => {
    const asked = unitId === null ? [] : await noticesAskedOf(tx, unitId);
    if (unitId === null || !asked.some(({ noticeId }) => noticeId === input.noticeId))
      throw new Problem('dissemination.removal-not-found');
    await take(store, tx, actor, { ...input, unitId, notice: await holdNotice(tx, input.noticeId) });
  });
}

/** Somebody of the bureau writes down what a unit said elsewhere; `reference`: where that can be found. */
export async function recordRelease(
  store: Store,
  actor: Actor,
  input: ReleaseInput & { unitId: string; reference: string },
): Promise<void> {
  ensureMay(actor, 'draft-removal');
  if (input.reference.trim() === '')
    throw new Problem('dissemination.unknown-code', { detail: 'a reference is needed' });
  await inTransaction(store, async (tx) => {
    const notice = await holdSeenNotice(tx, actor, input.noticeId);
    const { facts, headers } = await gatesOf(store, tx, notice);
    const seen = new Set((await visibleReferrals(tx, actor, headers)).shown.map(({ id }) => id));
    const unit = facts.units.find(({ unitId }) => unitId === input.unitId);
    if (!unit?.referralIds.some((id) => seen.has(id))) throw new Problem('dissemination.unknown-unit');
    await take(store, tx, actor, { ...input, notice });
  });
}

type Taking = ReleaseInput & { notice: Notice; unitId: string };

async function take(store: Store, tx: Tx, actor: PersonActor, taking: Taking): Promise<void> {
  const { notice, unitId, answer } = taking;
  ensureGoesOn(notice);
  const reason = answer === 'yes' ? null : (taking.reason ?? null);
  const until = answer === 'not-yet' ? (taking.until ?? null) : null;
  ensureAnswerable(taking);
  const reference = await sealNote(store, tx, {
    id: notice.leadReferralId,
    note: taking.reference,
    context: REMOVAL_SEALED_AS.release,
  });
  const by = actorRef(actor);
  await addRelease(tx, {
    noticeId: notice.id,
    unitId,
    answer,
    until,
    reason,
    reference,
    by,
    at: store.clock.now(),
  });
  const { facts } = await gatesOf(store, tx, notice);
  await record(tx, [
    {
      verb: 'altered',
      action: 'release-removal',
      actor: by,
      purpose: 'investigation',
      subjects: facts.units.find((unit) => unit.unitId === unitId)?.referralIds ?? [],
      detail: { notice: notice.id, unit: unitId, answer, reason, until },
    },
  ]);
  await settleGates(store, tx, notice);
}

function ensureAnswerable({ answer, until, reason }: ReleaseInput): void {
  ensureCode(RELEASE_ANSWERS, answer, 'answer');
  if (answer === 'yes') return;
  ensureCode(HOLD_REASONS, reason ?? '', 'reason');
  if (answer === 'not-yet' && !isDay(until ?? ''))
    throw new Problem('dissemination.unknown-code', { detail: 'until is a day' });
}

function ensureGoesOn({ state }: Notice): void {
  if (ENDED_STATES.includes(state) || state === 'confirmed')
    throw new Problem('dissemination.removal-step-not-possible', { detail: `release while ${state}` });
}

/** When each unit was last asked, by unit. */
export async function askedAtByUnit(tx: Tx, noticeId: string): Promise<Map<string, Date>> {
  return new Map((await releaseRequestsOf(tx, [noticeId])).map(({ unitId, askedAt }) => [unitId, askedAt]));
}
