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
