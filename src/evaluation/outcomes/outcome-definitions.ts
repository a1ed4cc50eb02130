// The vocabulary of outcomes that an instrument can be held against: which answers of a unit count as positive, which as
// negative, and which leave it unknown. Unknown is not no. Source of the fields: src/dissemination/outcome.ts.

import type { Outcome } from '../../dissemination/index.ts';

/** What a unit told last of one package, as far as it bears on an outcome. */
export type ToldOutcome = Pick<Outcome, 'status' | 'closureReason' | 'contactAbuseFound'>;

export const OUTCOME_DEFINITIONS = {
  'contact-abuse': {
    label: 'Contact abuse found',
    definition:
      'Positive: a unit says that contact abuse was found. Negative: a unit says that none was found. Anything else: not known.',
  },
  'arrest-or-conviction': {
    label: 'Arrest or conviction',
    definition:
      'Positive: arrest or conviction. Negative: closed as no crime, false or unfounded. Under way, passed on, or closed because nobody could be found: not known.',
  },
} as const satisfies Record<string, { label: string; definition: string }>;
export type OutcomeDefinition = keyof typeof OUTCOME_DEFINITIONS;

export function isOutcomeDefinition(code: string): code is OutcomeDefinition {
  return Object.hasOwn(OUTCOME_DEFINITIONS, code);
}

/** Closures after looking that say: there was nothing. */
const NOTHING_THERE: readonly (string | null)[] = ['no-crime', 'false', 'unfounded'];

/** What all units together say of one referral: one positive answer is positive, whatever the others say. */
export function positiveBy(definition: OutcomeDefinition, told: readonly ToldOutcome[]): boolean | null {
  const answers = told.map((one) => (definition === 'contact-abuse' ? contactAbuse(one) : arrest(one)));
  if (answers.includes(true)) return true;
  return answers.includes(false) ? false : null;
}

function contactAbuse({ contactAbuseFound }: ToldOutcome): boolean | null {
  return contactAbuseFound === 'unknown' ? null : contactAbuseFound === 'yes';
}

function arrest({ status, closureReason }: ToldOutcome): boolean | null {
  if (status === 'arrest' || status === 'conviction') return true;
  return status === 'closed' && NOTHING_THERE.includes(closureReason) ? false : null;
}
