import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import {
  addGuidedResult,
  type Band,
  currentBaseRate,
  GUIDED_NOTE_SEALED_AS,
  type GuidedResult,
  guidedAnswers,
  isOverrideReason,
  knownAnswers,
} from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { assessJoined, isReadable } from '../assess-joined.ts';
import { sealNote } from '../seal-note.ts';
import { gatherKnowledge } from './gather-knowledge.ts';
import { flagsOf, type OpenedGuided, openOwnGuided } from './own-guided.ts';
import { compute, valuesOf } from './read-guided.ts';

/** `shown`: the band that was proposed when the person decided; if it is another by now, nothing is decided. */
export type GuidedDecision = { assessmentId: string; shown?: string; note?: string } & (
  | { accept: true }
  | { band: string; reasonCode: string }
);

/**
 * A named person accepts the band of an instrument or departs from it with a coded reason. From then on the referral's
 * suspect risk rests on it; floors, imminence and the clocks that follow stay as the facts have them. A second grading
 * changes nothing: it is compared with the first.
 */
export async function finishGuided(store: Store, actor: Actor, asked: GuidedDecision): Promise<GuidedResult> {
  ensureMay(actor, 'assess-suspect');
  return inTransaction(store, async (tx) => {
    const opened = await openOwnGuided(tx, actor, asked.assessmentId);
    const { assessment, header, loaded } = opened;
    const answers = valuesOf(await guidedAnswers(tx, assessment.id));
    const { range } = compute(opened, answers);
    if (asked.shown !== undefined && asked.shown !== range.band)
      throw new Problem('assessment.answers-changed');
    const result: GuidedResult = {
      ...chooseBand(asked, range.band as Band, opened),
      assessmentId: assessment.id,
      referralId: header.id,
      answers,
      known: knownAnswers(loaded.instrument, await gatherKnowledge(tx, header)),
      lowest: range.lowest as Band,
      highest: range.highest as Band,
      note: await sealNote(store, tx, {
        id: header.id,
        note: asked.note,
        context: GUIDED_NOTE_SEALED_AS.result,
      }),
      outside: await flagsOf(store, tx, opened),
      baseRate: (await currentBaseRate(tx))?.rate ?? null,
      finishedAt: store.clock.now(),
    };
    await addGuidedResult(tx, result);
    await recordResult(tx, actor, opened, result);
    if (assessment.secondTo === null && isReadable(header))
      await assessJoined(tx, store.clock.now(), [header]);
    return result;
  });
}

function chooseBand(
  asked: GuidedDecision,
  proposedBand: Band,
  { loaded }: OpenedGuided,
): Pick<GuidedResult, 'kind' | 'band' | 'reasonCode' | 'proposedBand'> {
  if ('accept' in asked || asked.band === proposedBand)
    return { kind: 'accept', band: proposedBand, proposedBand, reasonCode: null };
  const { band, reasonCode } = asked;
  if (!loaded.instrument.bands.some(({ code }) => code === band))
    throw new Problem('assessment.unknown-code', { detail: 'band' });
  if (!reasonCode) throw new Problem('assessment.reason-needed');
  if (!isOverrideReason(reasonCode)) throw new Problem('assessment.unknown-code', { detail: 'reason' });
  return { kind: 'override', band: band as Band, proposedBand, reasonCode };
}

async function recordResult(
  tx: Tx,
  actor: Actor,
  { assessment, header }: OpenedGuided,
  { kind, band, proposedBand, reasonCode }: GuidedResult,
): Promise<void> {
  await record(tx, [
    {
      verb: 'altered',
      action: assessment.secondTo === null ? 'finish-guided' : 'finish-second-grading',
      actor: actorRef(actor),
      purpose: 'triage',
      subjects: [header.id],
      detail: { assessment: assessment.id, kind, band, proposedBand, reasonCode },
    },
  ]);
}
