import { type Estimate, proportion } from './interval.ts';
import { effectiveCount, isVerified, type ScoredCase, type VerifiedCase, weightOf } from './scored-case.ts';

/** Cases of like scores: how many there are, of how many the outcome is known, and how often it was positive. */
export type ScoreGroup = {
  from: number;
  to: number;
  meanScore: number;
  cases: number;
  verified: number;
  observed: Estimate | null;
};

/** Tenths are what calibration is usually drawn in; a score of few values (bands) keeps each value a group. Chosen. */
const MOST_GROUPS = 10;

/** Ascending by score; equal scores are never parted. */
export function groupByScore(cases: readonly ScoredCase[]): ScoreGroup[] {
  return cutByScore(cases, MOST_GROUPS).map(describeGroup);
}

/** The same, as the cases themselves. */
export function cutByScore<Case extends ScoredCase>(cases: readonly Case[], most: number): Case[][] {
  const sorted = [...cases].sort((a, b) => a.score - b.score);
  const values = [...Map.groupBy(sorted, ({ score }) => score).values()];
  if (values.length <= most) return values;
  const groups: Case[][] = [];
  let [current, taken]: [Case[], number] = [[], 0];
  for (const tied of values) {
    for (const one of tied) current.push(one);
    taken += tied.length;
    if (taken >= ((groups.length + 1) * sorted.length) / most) {
      groups.push(current);
      current = [];
    }
  }
  return current.length > 0 ? [...groups, current] : groups;
}

function describeGroup(cases: readonly ScoredCase[]): ScoreGroup {
  const verified = cases.filter(isVerified);
  return {
    from: cases[0]!.score,
    to: cases.at(-1)!.score,
    meanScore: cases.reduce((sum, { score, weight }) => sum + score * weight, 0) / weightOf(cases),
    cases: weightOf(cases),
    verified: weightOf(verified),
    observed: observedIn(verified),
  };
}

function observedIn(verified: readonly VerifiedCase[]): Estimate | null {
  const positives = weightOf(verified.filter(({ outcome }) => outcome));
  return proportion(positives, weightOf(verified), effectiveCount(verified));
}
