import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import {
  addOutcome,
  composeFeedback,
  movePackage,
  type OutcomeFields,
  type OutcomeInput,
  readOutcome,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { formatNumber, membersFoldedInto, referralHeader } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { packageOfOwnUnit } from './acknowledge-package.ts';
import { askForReview } from './instruments/review-assessments.ts';
import { sendFeedback } from './tell-senders.ts';

/** An officer tells what became of a package; the senders of every report in it get their coded answer. Gives the outcome's id. */
export async function recordOutcome(
  store: Store,
  actor: Actor,
  { packageId, ...input }: OutcomeInput & { packageId: string },
): Promise<string> {
  ensureMay(actor, 'record-outcome');
  const fields = readOutcome(input);
  return inTransaction(store, async (tx) => {
    const { referralId, unitId } = await packageOfOwnUnit(tx, actor, packageId);
    const at = store.clock.now();
    const by = actorRef(actor);
    const id = newId(at.getTime());
    await movePackage(tx, { id: packageId, action: 'record-outcome', by, at, reason: fields.status });
    await addOutcome(tx, { id, packageId, referralId, unitId, ...fields, recordedBy: by, recordedAt: at });
    await record(tx, [
      {
        verb: 'collected',
        action: 'record-outcome',
        actor: by,
        purpose: 'investigation',
        subjects: [referralId],
        detail: { package: packageId, unit: unitId, outcome: id, status: fields.status },
      },
    ]);
    await tellSenders(tx, { outcomeId: id, referralId, fields, at });
    await askForReview(tx, [referralId]);
    return id;
  });
}

type Told = { outcomeId: string; referralId: string; fields: OutcomeFields; at: Date };

/** Whoever reported it, folded reports included. Nobody is told of a covert or professional-standards case. */
async function tellSenders(tx: Tx, { outcomeId, referralId, fields, at }: Told): Promise<void> {
  const header = await referralHeader(tx, referralId);
  const reports = [header, ...(await membersFoldedInto(tx, [referralId]))];
  if (reports.some(({ sensitivity }) => sensitivity !== 'ordinary')) return;
  const feedback = reports.map(({ id, number, sourceId }) => ({
    id: newId(at.getTime()),
    outcomeId,
    referralId: id,
    sourceId,
    madeAt: at,
    body: composeFeedback(formatNumber(number), { ...fields, recordedAt: at }),
  }));
  await sendFeedback(tx, feedback);
}
