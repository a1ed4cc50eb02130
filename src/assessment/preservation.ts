import type { OpenFacts } from '../referral/index.ts';
import type { Policy } from './policy.ts';
import { MS_PER_DAY } from './queue-key.ts';

/** Until when somebody keeps the content. `until`: a day, 2026-03-02. */
export type Preservation = { until: string; assumed: boolean };

/** As stated by the sender; else what the law requires of such senders, marked as assumed; else unknown. */
export function preservation(
  facts: OpenFacts,
  receivedAt: Date,
  by: { sourceKind: string; policy: Policy },
): Preservation | null {
  if (facts.files.preservedUntil !== null) return { until: facts.files.preservedUntil, assumed: false };
  const days = by.policy.preservation.assumedDays[by.sourceKind];
  if (days === undefined || facts.files.count === 0) return null;
  return { until: dayOf(new Date(receivedAt.getTime() + days * MS_PER_DAY)), assumed: true };
}

/** The UTC day of a moment. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
