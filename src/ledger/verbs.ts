/** What a system may do to a record. Source: Data Protection Act 2018 s.62(1). */
const VERBS = ['collected', 'altered', 'consulted', 'combined', 'disclosed', 'erased'] as const;
export type Verb = (typeof VERBS)[number];

/** Why it was done: coded, so that no personal data can slip in. */
export const PURPOSES = {
  intake: { label: 'Receiving referrals' },
  matching: { label: 'Matching content' },
  linking: { label: 'Joining referrals up' },
  triage: { label: 'Deciding what to do first' },
  locating: { label: 'Finding out who and where' },
  dissemination: { label: 'Sending to the right unit' },
  investigation: { label: 'Investigation by a force' },
  safeguarding: { label: 'Protecting a child' },
  supervision: { label: 'Supervision and audit' },
  welfare: { label: 'Staff welfare' },
  statistics: { label: 'National picture' },
  retention: { label: 'Review and disposal' },
} as const satisfies Record<string, { label: string }>;
export type Purpose = keyof typeof PURPOSES;
