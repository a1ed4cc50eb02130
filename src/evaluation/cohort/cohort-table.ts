import { COHORT_CODES } from './cohort-items.ts';
import type { CohortCase } from './make-cohort.ts';

/** Marks a table of invented cases: whatever is learned from one is for demonstration only. */
export const SYNTHETIC_COLUMN = 'synthetic';

/** The cases as a table with a header. `withTruth`: adds the probability that each outcome was drawn with. */
export function cohortTable(cases: readonly CohortCase[], { withTruth = false } = {}): string {
  const head = ['case', SYNTHETIC_COLUMN, 'force', 'suspectSex', ...COHORT_CODES, 'outcome'];
  const lines = cases.map(({ id, force, suspectSex, answers, outcome, probability }) =>
    [
      id,
      'yes',
      force,
      suspectSex,
      ...COHORT_CODES.map((code) => answers[code]),
      outcome ? 'yes' : 'no',
      ...(withTruth ? [String(probability)] : []),
    ].join(','),
  );
  return [[...head, ...(withTruth ? ['truth'] : [])].join(','), ...lines, ''].join('\n');
}
