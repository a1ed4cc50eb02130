import { namesOfPeople } from '../access/index.ts';
import {
  assessmentHistory,
  BANDS,
  type Decision,
  decisionHistory,
  describeReason,
  OVERRIDE_REASONS,
  placeOf,
} from '../assessment/index.ts';
import type { DecidedPriority } from '../dissemination/index.ts';
import type { Db } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';

/**
 * What a person decided on a referral, with the reasons that were before them. Throws `dissemination.no-decision`
 * where nobody has, and `dissemination.decision-out-of-date` where something worse has come in since.
 */
export async function decidedPriority(db: Db, referralId: string): Promise<DecidedPriority> {
  const [decision] = await decisionHistory(db, referralId);
  if (!decision) throw new Problem('dissemination.no-decision');
  await ensureItStands(db, decision);
  const names = await namesOfPeople(db, [decision.decidedBy]);
  return {
    band: decision.band,
    actWithinDays: BANDS[decision.band].actWithinDays,
    proposedBand: decision.proposedBand,
    reasons: await reasonsBefore(db, decision),
    decidedBy: decision.decidedBy,
    deciderName: names.get(decision.decidedBy) ?? '',
    decidedAt: decision.decidedAt.toISOString(),
    overrideReason: decision.reasonCode && OVERRIDE_REASONS[decision.reasonCode].label,
  };
}

/** Out of the queue (sent already) there is nothing newer to compare with. */
async function ensureItStands(db: Db, { referralId, band }: Decision): Promise<void> {
  const place = await placeOf(db, referralId);
  if (place && place.band !== band) throw new Problem('dissemination.decision-out-of-date');
}

/** The floors are those of all reports folded together; the rest is of the referral's own assessment. */
async function reasonsBefore(db: Db, { referralId, assessmentId, floors }: Decision): Promise<string[]> {
  const assessment = (await assessmentHistory(db, referralId)).find(({ id }) => id === assessmentId);
  if (!assessment) return [];
  const { band, imminence, suspectRisk } = assessment.result;
  const floored = floors.map((floor) => ({ axis: 'floor', code: 'floor', params: { floor } }) as const);
  const reasons = [...floored, ...band.reasons, ...imminence.reasons, ...suspectRisk.reasons];
  return [...new Set(reasons.map((reason) => describeReason(reason)))];
}
