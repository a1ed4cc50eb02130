import type { Answer } from '../referral/index.ts';
import type { ClosureReason, OutcomeFields, OutcomeStatus } from './outcome.ts';

/** What a sender is told: codes about their own report, and nothing by which a person could be known. */
export type FeedbackBody = {
  /** The number the sender was given. */
  report: string;
  status: OutcomeStatus;
  closureReason: ClosureReason | null;
  childIdentified: Answer;
  useful: Answer;
  recordedOn: string;
};

type Told = Pick<OutcomeFields, 'status' | 'closureReason' | 'victimsIdentified' | 'useful'> & {
  recordedAt: Date;
};

/** Pure: the day, not the hour, and whether, not how many: a count with a time can point at a case. */
export function composeFeedback(report: string, outcome: Told): FeedbackBody {
  const { victimsIdentified: victims } = outcome;
  return {
    report,
    status: outcome.status,
    closureReason: outcome.closureReason,
    childIdentified: victims === null ? 'unknown' : victims > 0 ? 'yes' : 'no',
    useful: outcome.useful,
    recordedOn: outcome.recordedAt.toISOString().slice(0, 10),
  };
}
