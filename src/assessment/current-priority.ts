import { referralHeader } from '../referral/index.ts';
import type { Db } from '../shared/db.ts';
import type { StoredAssessment } from './assessment-records.ts';
import type { Decision } from './decision-records.ts';
import { withReports } from './place-referrals.ts';
import { isOutOfDate, type Proposal } from './proposal.ts';
import { coveredBy, proposalFor } from './queue-line.ts';

/** What is proposed for a referral and the reports folded into it, and what a person decided on it. */
export type Priority = {
  assessment: StoredAssessment;
  /** Assessments of the reports folded into it. */
  folded: StoredAssessment[];
  proposal: Proposal;
  decision: Decision | null;
  /** A decision was made, on a proposal that has changed since. */
  outOfDate: boolean;
};

/** Null before the referral was assessed. Throws `referral.not-found`. */
export async function currentPriority(db: Db, referralId: string): Promise<Priority | null> {
  const [standing] = await withReports(db, [await referralHeader(db, referralId)]);
  if (!standing) return null;
  const { reports, decision } = standing;
  const [assessment, ...folded] = reports.map((report) => report.assessment);
  const proposal = proposalFor(reports);
  return {
    assessment: assessment!,
    folded,
    proposal,
    decision,
    outOfDate: decision !== null && isOutOfDate(proposal, coveredBy(decision, reports)),
  };
}

/** The latest decision of a named person; null while nobody has decided. */
export async function currentDecision(
  db: Db,
  referralId: string,
): Promise<(Decision & { outOfDate: boolean }) | null> {
  const priority = await currentPriority(db, referralId);
  return priority?.decision ? { ...priority.decision, outOfDate: priority.outOfDate } : null;
}
