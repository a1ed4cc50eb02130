import type { Assessment } from './assess.ts';
import type { Fairness, Policy } from './policy.ts';
import { MS_PER_DAY } from './queue-key.ts';

// Fairness between sources: reports without stated harm beyond what their source may send in a day wait for its turn.
// Whoever floods waits behind itself; nobody else stands any later. What states harm never waits for a turn.

type HarmAxes = Pick<Assessment, 'floors' | 'imminence' | 'suspectRisk' | 'gravity' | 'withChild'>;

/** Whether it tells of harm to a child: then no flood of its source may put it back. */
export function statesHarm(
  { floors, imminence, suspectRisk, gravity, withChild }: HarmAxes,
  { band }: Policy,
): boolean {
  return (
    floors.length > 0 ||
    imminence.level !== 'P3' ||
    suspectRisk.points >= band.harmFromPoints ||
    // A person found it so with an instrument, whatever the report states.
    suspectRisk.level !== 'low' ||
    gravity === 'gravest' ||
    withChild === true
  );
}

/**
 * Reports that a source may send in a day. `perDay`: what it sent on each of the days before that it sent anything;
 * `days`: how many of them the bureau looks back on. On a bureau's first day nobody has an ordinary day: no limit.
 */
export function allowanceOf(perDay: readonly number[], days: number, fairness: Fairness): number {
  const over = Math.min(days, fairness.overDays);
  if (over < 1) return Number.POSITIVE_INFINITY;
  const sent = Array.from({ length: over }, (_, i) => perDay[i] ?? 0).sort((a, b) => a - b);
  const middle = Math.floor(over / 2);
  const median = over % 2 === 1 ? sent[middle]! : (sent[middle - 1]! + sent[middle]!) / 2;
  return Math.max(fairness.leastPerDay, fairness.timesMedian * median);
}

/** `filledUntil`: to when what the source sent so far fills its allowance; null: nothing yet. Milliseconds. */
type Pace = { filledUntil: number | null; allowance: number; mostDaysBack: number };

/**
 * When the source's turn for one more report comes, and how full that leaves its allowance. A whole day's allowance may
 * come at once, and no turn is further off than `mostDaysBack`. The generic cell rate algorithm: ITU-T I.371, annex A.
 */
export function nextTurn(
  arrivedAt: number,
  { filledUntil, allowance, mostDaysBack }: Pace,
): { turnAt: number; filledUntil: number } {
  const filled = Math.min(
    Math.max(filledUntil ?? arrivedAt, arrivedAt) + MS_PER_DAY / allowance,
    arrivedAt + (1 + mostDaysBack) * MS_PER_DAY,
  );
  return { turnAt: Math.max(arrivedAt, Math.floor(filled - MS_PER_DAY)), filledUntil: filled };
}
