import { type Actor, actorRef, ensureMay, may, type PersonActor } from '../access/index.ts';
import {
  addDecision,
  alarmsOf,
  BANDS,
  type Band,
  currentPriority,
  type Decision,
  enterQueue,
  isOverrideReason,
  NOTE_SEALED_AS,
  type Priority,
} from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import { referralHeader } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import { proposeAgain } from './route-referral.ts';
import { sealNote } from './seal-note.ts';
import { ensureSees } from './visible-referrals.ts';

/**
 * Accepts the proposal, or departs from it with a coded reason. `assessmentId`: the proposal that the person saw; if
 * it is not the current one any more, nothing is decided. `note`: free text, sealed under the record's key.
 */
export type PriorityDecision = { referralId: string; assessmentId?: string; note?: string } & (
  | { accept: true }
  | { band: Band; reasonCode: string }
);

/** A named person decides in which band a referral is worked on. */
export async function decidePriority(store: Store, actor: Actor, asked: PriorityDecision): Promise<Decision> {
  ensureMay(actor, 'decide-priority');
  return inTransaction(store, async (tx) => {
    const priority = await priorityToDecide(tx, actor, asked);
    const choice = chooseBand(asked, priority);
    if (choice.kind === 'override') await ensureMayLiftFloors(tx, actor, priority);
    const decision: Decision = {
      ...choice,
      id: newId(store.clock.now().getTime()),
      referralId: asked.referralId,
      assessmentId: priority.assessment.id,
      proposedBand: priority.proposal.band,
      floors: priority.proposal.floors,
      note: await sealNote(store, tx, {
        id: asked.referralId,
        note: asked.note,
        context: NOTE_SEALED_AS.decision,
      }),
      decidedBy: actor.id,
      decidedAt: store.clock.now(),
    };
    await addDecision(tx, decision);
    await recordDecision(tx, actor, decision);
    await enterQueue(tx, [asked.referralId]);
    // Decided and with nowhere to go is what a person must see next: the unrouted queue.
    await proposeAgain(store, tx, asked.referralId);
    return decision;
  });
}

async function priorityToDecide(tx: Tx, actor: PersonActor, asked: PriorityDecision): Promise<Priority> {
  const header = await referralHeader(tx, asked.referralId);
  await ensureSees(tx, actor, header);
  const { state } = header;
  if (state !== 'open')
    throw new Problem('referral.action-not-possible', { detail: `decide while ${state}` });
  const priority = await currentPriority(tx, asked.referralId);
  if (!priority) throw new Problem('assessment.not-assessed');
  if (asked.assessmentId !== undefined && asked.assessmentId !== priority.assessment.id) {
    throw new Problem('assessment.proposal-changed');
  }
  return priority;
}

function chooseBand(
  asked: PriorityDecision,
  { proposal }: Priority,
): Pick<Decision, 'kind' | 'band' | 'reasonCode'> {
  if ('accept' in asked || asked.band === proposal.band) {
    return { kind: 'accept', band: proposal.band, reasonCode: null };
  }
  if (!Object.hasOwn(BANDS, asked.band)) throw new Problem('assessment.unknown-code', { detail: 'band' });
  if (!asked.reasonCode) throw new Problem('assessment.reason-needed');
  if (!isOverrideReason(asked.reasonCode)) throw new Problem('assessment.unknown-code', { detail: 'reason' });
  return { kind: 'override', band: asked.band, reasonCode: asked.reasonCode };
}

/** A floor is lifted only by somebody who answers for alarms, and only once its alarm was acknowledged. */
async function ensureMayLiftFloors(tx: Tx, actor: PersonActor, priority: Priority): Promise<void> {
  if (priority.proposal.floors.length === 0) return;
  const reports = [priority.assessment, ...priority.folded].map(({ referralId }) => referralId);
  const alarms = await alarmsOf(tx, reports);
  const isAnswered = alarms.every(({ acknowledgedBy }) => acknowledgedBy !== null);
  if (!may(actor, 'acknowledge-alarm') || !isAnswered)
    throw new Problem('assessment.floor-needs-duty-officer');
}

async function recordDecision(tx: Tx, actor: PersonActor, decision: Decision): Promise<void> {
  const { kind, band, proposedBand, reasonCode } = decision;
  await record(tx, [
    {
      verb: 'altered',
      action: 'decide-priority',
      actor: actorRef(actor),
      purpose: 'triage',
      subjects: [decision.referralId],
      detail: { kind, band, proposedBand, reasonCode },
    },
  ]);
}
