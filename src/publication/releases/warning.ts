// What a careful colleague would say of a draft. Warnings, not bans: a person decides.

export const WARNINGS = {
  empty: { label: 'The section is empty' },
  'too-strong': { label: 'The word says more than the evidence beside it' },
  prevalence: { label: 'Recorded change is not change in how common something is' },
  'typed-figure': { label: 'A number typed by hand matches a figure' },
  'coverage-not-said': { label: 'Not every force answered, and the section does not say so' },
  withheld: { label: 'The figure cannot be published: a count behind it is too small' },
  'not-known': { label: 'The figure is not known' },
  'claim-without-source': { label: 'A claim is used without its source' },
  'names-somebody': { label: 'It seems to name somebody, and a report names nobody' },
  'off-scale': { label: 'A word of judgement that the yardstick does not hold' },
  'left-out': { label: 'An alert is left out: its count is too small, or nobody has judged it' },
  discloses: {
    label: 'A table is left out: beside other editions or tables it would give a small count away',
  },
  'no-priorities': { label: 'There are no priorities' },
  'no-gaps': { label: 'There are no intelligence gaps' },
  overdue: { label: 'A priority or gap is overdue' },
} as const satisfies Record<string, { label: string }>;
export type WarningCode = keyof typeof WARNINGS;

/**
 * `section`: null for the whole edition. `line`: of the section's text, from 1; null for all of it. `what`: the word, the
 * number or the title that it is about. `id`: of the figure or claim.
 */
export type Warning = {
  code: WarningCode;
  section: string | null;
  line: number | null;
  what: string;
  id: string | null;
};

export function warn(
  code: WarningCode,
  { line = null, what = '', id = null }: Partial<Pick<Warning, 'line' | 'what' | 'id'>> = {},
): Warning {
  return { code, section: null, line, what, id };
}
