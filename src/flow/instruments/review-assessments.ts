import {
  addReview,
  findInstrument,
  type Grading,
  gradedAmong,
  knownAnswers,
  type ReviewReason,
  reviewReasons,
  standingGradings,
} from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { confirmedReferrals, linksOf } from '../../linking/index.ts';
import { referralHeaders } from '../../referral/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { enqueue } from '../../shared/outbox.ts';
import { assessJoined, isReadable } from '../assess-joined.ts';
import { gatherKnowledge } from './gather-knowledge.ts';

/**
 * Asks for a look at what was assessed of these referrals, of those that they are folded into and of those linked with
 * them (`linked`, where the caller knows): something about them has changed. Nothing is asked for where nothing was
 * assessed.
 */
export async function askForReview(
  tx: Tx,
  referralIds: readonly string[],
  linked?: readonly string[],
): Promise<void> {
  const near = [...new Set([...referralIds, ...(linked ?? (await linkedTo(tx, referralIds)))])];
  if (near.length === 0) return;
  const heads = (await referralHeaders(tx, near)).flatMap(({ foldedInto }) => foldedInto ?? []);
  const graded = await gradedAmong(tx, [...new Set([...near, ...heads])]);
  await enqueue(
    tx,
    graded.map((subject) => ({ kind: 'review-assessments' as const, subject })),
  );
}

async function linkedTo(db: Db, ids: readonly string[]): Promise<string[]> {
  const linked = (await confirmedReferrals(db, ids, 'suspect')).map(({ otherId }) => otherId);
  for (const id of ids) {
    const links = await linksOf(db, id);
    linked.push(...links.filter(({ strength }) => strength !== 'weak').map(({ referralId }) => referralId));
  }
  return linked;
}

/**
 * Marks finished assessments of these referrals that no longer stand on what is known, and assesses their referrals
 * again: until somebody has looked, the worse of the two counts. Repeating it marks nothing twice.
 */
export async function reviewAssessments(store: Store, referralIds: readonly string[]): Promise<string[]> {
  return inTransaction(store, async (tx) => {
    const standing = await standingGradings(tx, referralIds);
    const headers = (await referralHeaders(tx, [...standing.keys()])).filter(isReadable);
    const marked: string[] = [];
    for (const header of headers) {
      const grading = standing.get(header.id)!;
      const found = await loadedReasons(tx, grading, await gatherKnowledge(tx, header));
      const fresh = found.filter((reason) => !isMarked(grading, reason));
      if (fresh.length === 0) continue;
      await addReview(tx, { assessmentId: grading.id, reasons: fresh, raisedAt: store.clock.now() });
      marked.push(header.id);
    }
    await assessJoined(
      tx,
      store.clock.now(),
      headers.filter(({ id }) => marked.includes(id)),
    );
    if (marked.length > 0)
      await record(tx, [
        {
          verb: 'altered',
          action: 'review-assessments',
          actor: 'system:review',
          purpose: 'triage',
          subjects: marked,
        },
      ]);
    return marked;
  });
}

async function loadedReasons(
  tx: Tx,
  grading: Grading,
  knowledge: Awaited<ReturnType<typeof gatherKnowledge>>,
): Promise<ReviewReason[]> {
  const loaded = await findInstrument(tx, grading.instrumentId, grading.version);
  return reviewReasons(loaded!.instrument, grading, knownAnswers(loaded!.instrument, knowledge));
}

function isMarked({ reviews }: Grading, { item, now }: ReviewReason): boolean {
  return reviews.some(({ reasons }) => reasons.some((reason) => reason.item === item && reason.now === now));
}
