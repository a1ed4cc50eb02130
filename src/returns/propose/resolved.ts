import type { Meaning } from '../mapping.ts';
import type { ProposedItem } from '../proposal.ts';
import { type LabelReading, meaningOf } from './reading-of-label.ts';

/** What is proposed for a label, before it has a place in a mapping. */
export type Resolved = Pick<ProposedItem, 'means' | 'confidence' | 'reason' | 'candidates'>;

/** From this certainty on a meaning is proposed; below it a person says. Chosen: no wrong one in the measured returns. */
export const SURE = 0.84;
const MOST_CANDIDATES = 5;

export function sure(means: Meaning, confidence: number, reason: string): Resolved {
  return { means, confidence: Math.min(1, confidence), reason, candidates: [] };
}

export function unsure(reason: string, readings: readonly LabelReading[] = []): Resolved {
  const seen = new Set<string>();
  const candidates = readings
    .filter(({ saysNothing }) => !saysNothing)
    .map((one) => ({
      means: meaningOf(one),
      confidence: Math.max(0, Math.min(one.certainty, SURE)),
      reason: one.reason,
    }))
    .filter(({ means }) => {
      const key = JSON.stringify(means);
      return seen.has(key) ? false : seen.add(key);
    });
  return {
    means: { is: 'open' },
    confidence: candidates[0]?.confidence ?? 0,
    reason,
    candidates: candidates.slice(0, MOST_CANDIDATES),
  };
}
