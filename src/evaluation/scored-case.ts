/**
 * One assessed case, as a validation reads it. `score`: any number, higher meaning more likely. `outcome`: null where
 * nobody found out what the case was. `weight`: how many cases it stands for (1, or more where low bands were sampled).
 */
export type ScoredCase = { score: number; outcome: boolean | null; weight: number; group: string | null };

/** A case whose outcome is known. */
export type VerifiedCase = ScoredCase & { outcome: boolean };

export function isVerified(one: ScoredCase): one is VerifiedCase {
  return one.outcome !== null;
}

/** The sum of the weights. */
export function weightOf(cases: readonly { weight: number }[]): number {
  return cases.reduce((sum, { weight }) => sum + weight, 0);
}

/**
 * As how many unweighed cases these count in an interval: 10 cases that stand for 1,000 say no more than 10 do. Source:
 * Kish 1965, the effective sample size. Without weights it is their number.
 */
export function effectiveCount(cases: readonly { weight: number }[]): number {
  const squares = cases.reduce((sum, { weight }) => sum + weight ** 2, 0);
  return cases.length === 0 ? 0 : weightOf(cases) ** 2 / squares;
}
