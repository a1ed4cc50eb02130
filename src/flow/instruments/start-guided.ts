import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import {
  addGuided,
  addGuidedAnswer,
  type Grading,
  type GuidedAssessment,
  guidedAnswers,
  type LoadedInstrument,
  standingGradings,
  unfinishedGuided,
  waitingSecondGradings,
} from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { referralHeader } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureSees } from '../visible-referrals.ts';
import { offeredInstruments } from './manage-instruments.ts';

export type GuidedStart = { referralId: string; instrumentId?: string; second?: boolean };

/**
 * Starts a guided assessment, or goes on with the one that this person has not finished. Where one was finished before,
 * its answers are taken over, except those that what has come in since would change. A second grading starts blank,
 * with the version of the first.
 */
export async function startGuided(
  store: Store,
  actor: Actor,
  { referralId, instrumentId, second = false }: GuidedStart,
): Promise<GuidedAssessment> {
  ensureMay(actor, 'assess-suspect');
  return inTransaction(store, async (tx) => {
    const header = await referralHeader(tx, referralId);
    await ensureSees(tx, actor, header);
    if (header.facts === null) throw new Problem('assessment.not-assessed');
    const unfinished = (await unfinishedGuided(tx, { referralId })).find(
      (one) => one.assessor === actor.id && (one.secondTo !== null) === second,
    );
    if (unfinished) return unfinished;
    const offered = await offeredInstruments(store, tx);
    const to = second ? await firstToGradeAgain(tx, actor, referralId) : null;
    const standing = second ? undefined : (await standingGradings(tx, [referralId])).get(referralId);
    const chosen = to ? { id: to.instrumentId, version: to.version } : choose(offered, instrumentId);
    const assessment: GuidedAssessment = {
      id: newId(store.clock.now().getTime()),
      referralId,
      referralVersion: header.version,
      instrumentId: chosen.id,
      version: chosen.version,
      secondTo: to?.id ?? null,
      assessor: actor.id,
      startedAt: store.clock.now(),
    };
    await addGuided(tx, assessment);
    if (standing?.instrumentId === chosen.id && standing.version === chosen.version)
      await takeOver(tx, assessment, standing);
    await record(tx, [
      {
        verb: 'consulted',
        action: second ? 'start-second-grading' : 'start-guided',
        actor: actorRef(actor),
        purpose: 'triage',
        subjects: [referralId],
        detail: { assessment: assessment.id, instrument: chosen.id, version: chosen.version },
      },
    ]);
    return assessment;
  });
}

function choose(
  offered: readonly LoadedInstrument[],
  instrumentId: string | undefined,
): Pick<LoadedInstrument, 'id' | 'version'> {
  const chosen = instrumentId === undefined ? offered[0] : offered.find(({ id }) => id === instrumentId);
  if (!chosen) throw new Problem('assessment.unknown-instrument');
  return chosen;
}

async function firstToGradeAgain(tx: Tx, actor: PersonActor, referralId: string): Promise<Grading> {
  const waiting = await waitingSecondGradings(tx, referralId);
  if (waiting.length === 0) throw new Problem('assessment.unknown-assessment');
  const asked = waiting.find(({ firstAssessor }) => firstAssessor !== actor.id);
  if (!asked) throw new Problem('assessment.second-person-needed');
  const first = (await standingGradings(tx, [referralId])).get(referralId);
  if (first?.id !== asked.firstId) throw new Problem('assessment.answers-changed');
  return first;
}

/** Answers that something new would change are left open: the person answers them anew. */
async function takeOver(tx: Tx, to: GuidedAssessment, before: Grading): Promise<void> {
  const changed = new Set(before.reviews.flatMap(({ reasons }) => reasons.map(({ item }) => item)));
  for (const [item, answer] of await guidedAnswers(tx, before.id)) {
    if (changed.has(item)) continue;
    await addGuidedAnswer(tx, to.id, { ...answer, origin: 'before', answeredAt: to.startedAt });
  }
}
