// The vocabulary of outcomes: what became of a package. Source: NCMEC feedback fields (status, closure reason,
// victims identified, useful), with what the national picture counts beside them.

import type { Answer } from '../referral/index.ts';
import { type Fault, Problem } from '../shared/problem.ts';

export const OUTCOME_STATUSES = {
  conviction: { label: 'Conviction' },
  arrest: { label: 'Arrest' },
  ongoing: { label: 'Investigation under way' },
  referred: { label: 'Passed to another body' },
  closed: { label: 'Closed' },
} as const satisfies Record<string, { label: string }>;
export type OutcomeStatus = keyof typeof OUTCOME_STATUSES;

export const CLOSURE_REASONS = {
  'cannot-locate': { label: 'Nobody could be located' },
  'no-crime': { label: 'No crime' },
  adult: { label: 'The person shown is an adult' },
  'age-undeterminable': { label: 'The age cannot be told' },
  false: { label: 'The report was false' },
  unfounded: { label: 'The report was unfounded' },
} as const satisfies Record<string, { label: string }>;
export type ClosureReason = keyof typeof CLOSURE_REASONS;

/** What a unit tells. Null counts and "unknown" answers: not told. */
export type OutcomeFields = {
  status: OutcomeStatus;
  closureReason: ClosureReason | null;
  victimsIdentified: number | null;
  victimsSafeguarded: number | null;
  contactAbuseFound: Answer;
  useful: Answer;
  devicesSeized: number | null;
};

/** As entered: what is left out is not told. */
export type OutcomeInput = Pick<OutcomeFields, 'status'> & Partial<OutcomeFields>;

/** The fields with what was left out as unknown; throws `dissemination.outcome-invalid`. */
export function readOutcome(input: OutcomeInput): OutcomeFields {
  const fields: OutcomeFields = {
    status: input.status,
    closureReason: input.closureReason ?? null,
    victimsIdentified: input.victimsIdentified ?? null,
    victimsSafeguarded: input.victimsSafeguarded ?? null,
    contactAbuseFound: input.contactAbuseFound ?? 'unknown',
    useful: input.useful ?? 'unknown',
    devicesSeized: input.devicesSeized ?? null,
  };
  const faults = outcomeFaults(fields);
  if (faults.length > 0) throw new Problem('dissemination.outcome-invalid', { faults });
  return fields;
}

const COUNTS = ['victimsIdentified', 'victimsSafeguarded', 'devicesSeized'] as const;

/** Children or devices in one package above which a number is taken for a slip of the hand: our choice. */
const MOST_COUNTED = 10_000;

function outcomeFaults(fields: OutcomeFields): Fault[] {
  const answers: readonly string[] = ['yes', 'no', 'unknown'];
  const isCount = (count: number | null) =>
    count === null || (Number.isInteger(count) && count >= 0 && count <= MOST_COUNTED);
  const faults: [boolean, Fault][] = [
    [
      !Object.hasOwn(OUTCOME_STATUSES, fields.status),
      { path: 'status', reason: 'not one of the known states' },
    ],
    [
      fields.status === 'closed' && fields.closureReason === null,
      { path: 'closureReason', reason: 'needed when closed' },
    ],
    [
      fields.status !== 'closed' && fields.closureReason !== null,
      { path: 'closureReason', reason: 'only when closed' },
    ],
    [
      fields.closureReason !== null && !Object.hasOwn(CLOSURE_REASONS, fields.closureReason),
      { path: 'closureReason', reason: 'not one of the known reasons' },
    ],
    [
      !answers.includes(fields.contactAbuseFound),
      { path: 'contactAbuseFound', reason: 'yes, no or unknown' },
    ],
    [!answers.includes(fields.useful), { path: 'useful', reason: 'yes, no or unknown' }],
    ...COUNTS.map((name): [boolean, Fault] => [
      !isCount(fields[name]),
      { path: name, reason: 'not a count' },
    ]),
  ];
  return faults.filter(([wrong]) => wrong).map(([, fault]) => fault);
}
