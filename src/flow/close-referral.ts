import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import {
  addClosure,
  alarmsOf,
  type Closure,
  currentAssessments,
  isClosureReason,
  leaveQueue,
  NOTE_SEALED_AS,
} from '../assessment/index.ts';
import { foldedMembers, moveReferral, referralHeader } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import { sealNote } from './seal-note.ts';
import { tellOfClosures } from './tell-senders.ts';
import { ensureSees } from './visible-referrals.ts';

export type CloseRequest = { referralId: string; reasonCode: string; note?: string };

/** A named person closes a referral, with a coded reason, which its senders are told. Nothing else closes a single one. */
export async function closeReferral(store: Store, actor: Actor, asked: CloseRequest): Promise<Closure> {
  ensureMay(actor, 'close-referral');
  const { referralId, reasonCode } = asked;
  if (!isClosureReason(reasonCode)) throw new Problem('assessment.unknown-code', { detail: 'reason' });
  return inTransaction(store, async (tx) => {
    const at = store.clock.now();
    const header = await referralHeader(tx, referralId);
    await ensureSees(tx, actor, header);
    await moveReferral(tx, {
      id: referralId,
      action: 'close',
      at,
      actor: actorRef(actor),
      purpose: 'triage',
      reason: reasonCode,
    });
    await ensureNoDanger(tx, [referralId, ...(await foldedMembers(tx, referralId))]);
    const closure: Closure = {
      id: newId(at.getTime()),
      referralId,
      reasonCode,
      note: await sealNote(store, tx, { id: referralId, note: asked.note, context: NOTE_SEALED_AS.closure }),
      closedBy: actor.id,
      closedAt: at,
      auditId: null,
    };
    await addClosure(tx, closure);
    await tellOfClosures(tx, [closure], [header]);
    await leaveQueue(tx, [referralId]);
    return closure;
  });
}

/** What was not assessed yet has not had the chance to raise its alarm. */
async function ensureNoDanger(tx: Tx, reports: readonly string[]): Promise<void> {
  const assessments = await currentAssessments(tx, reports);
  if (reports.some((id) => !assessments.has(id))) throw new Problem('assessment.not-assessed');
  const alarms = await alarmsOf(tx, reports);
  if (alarms.some(({ acknowledgedBy }) => acknowledgedBy === null))
    throw new Problem('assessment.alarm-open');
}
