import type { Confusion } from './classification.ts';
import { proportion } from './interval.ts';
import { cutByScore } from './score-groups.ts';
import { isVerified, type ScoredCase, weightOf } from './scored-case.ts';

/**
 * Whether high scores were looked into more often than low ones, and what the rates would be had all been looked into.
 * The correction is that of Begg and Greenes (1983): it holds if, among cases of like scores, who was looked into had
 * nothing to do with the outcome. It has no interval here, and says so by having none.
 */
export type Verification = {
  cases: number;
  verified: number;
  sharePerFlag: { flagged: number | null; notFlagged: number | null };
  corrected: { confusion: Confusion; sensitivity: number | null; specificity: number | null } | null;
};

/** Strata on each side of the cut: finer ones assume less and need more cases. Chosen. */
const STRATA = 5;

export function verificationOf(cases: readonly ScoredCase[], cut: number): Verification {
  const flagged = cases.filter(({ score }) => score >= cut);
  const others = cases.filter(({ score }) => score < cut);
  return {
    cases: weightOf(cases),
    verified: weightOf(cases.filter(isVerified)),
    sharePerFlag: { flagged: shareVerified(flagged), notFlagged: shareVerified(others) },
    corrected: cases.every(isVerified) ? null : correct(flagged, others),
  };
}

function shareVerified(cases: readonly ScoredCase[]): number | null {
  return cases.length === 0 ? null : weightOf(cases.filter(isVerified)) / weightOf(cases);
}

/** Null where cases of some score were never looked into: nothing can be said of them. */
function correct(flagged: readonly ScoredCase[], others: readonly ScoredCase[]): Verification['corrected'] {
  const [high, low] = [expected(flagged), expected(others)];
  if (!high || !low) return null;
  const confusion: Confusion = {
    truePositives: high.positives,
    falsePositives: high.negatives,
    falseNegatives: low.positives,
    trueNegatives: low.negatives,
  };
  return {
    confusion,
    sensitivity: proportion(high.positives, high.positives + low.positives)?.value ?? null,
    specificity: proportion(low.negatives, low.negatives + high.negatives)?.value ?? null,
  };
}

/** Positives and negatives to be expected among all, from the verified ones of like scores. */
function expected(cases: readonly ScoredCase[]): { positives: number; negatives: number } | null {
  const strata = cutByScore(cases, STRATA);
  const shares = strata.map((stratum) => {
    const verified = stratum.filter(isVerified);
    const positive = weightOf(verified.filter(({ outcome }) => outcome)) / weightOf(verified);
    return { total: weightOf(stratum), positive };
  });
  if (shares.some(({ positive }) => Number.isNaN(positive))) return null;
  return {
    positives: shares.reduce((sum, { total, positive }) => sum + total * positive, 0),
    negatives: shares.reduce((sum, { total, positive }) => sum + total * (1 - positive), 0),
  };
}
