import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { addSecondGrading, findGuidedResult } from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { openGuided } from './own-guided.ts';

/** Asks for a second grading of a finished assessment, by somebody who is not shown the first. Whether it is new. */
export async function askSecondGrading(store: Store, actor: Actor, assessmentId: string): Promise<boolean> {
  ensureMay(actor, 'ask-second-grading');
  return inTransaction(store, async (tx) => {
    const { assessment, header } = await openGuided(tx, actor, assessmentId);
    if (assessment.secondTo !== null || !(await findGuidedResult(tx, assessmentId)))
      throw new Problem('assessment.unknown-assessment');
    const isNew = await addSecondGrading(tx, {
      firstId: assessmentId,
      askedBy: actor.id,
      askedAt: store.clock.now(),
    });
    await record(tx, [
      {
        verb: 'altered',
        action: 'ask-second-grading',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: [header.id],
        detail: { assessment: assessmentId },
      },
    ]);
    return isNew;
  });
}
