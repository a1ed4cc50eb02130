// The vocabulary of what a platform's own people decide about what is on hold: the only copy. Chosen, 2026-11: the
// fewest reasons that tell a mistake of the rules from a mistake of a list, and a child in danger from the rest.

export const CHOICES = {
  release: {
    label: 'Let it go on',
    reasons: {
      'nothing-of-concern': { label: 'A person looked, and nothing suggests harm to a child' },
      'mistaken-match': { label: 'The match with known content is mistaken' },
      'explained-otherwise': { label: 'What was noticed has an ordinary explanation' },
    },
  },
  report: {
    label: 'Report it to the bureau',
    reasons: {
      'suspected-abuse': { label: 'Suspected sexual exploitation of a child' },
      'child-in-danger': { label: 'A child may be in danger now' },
      'child-in-need': { label: 'A child is being extorted or coerced, and needs help' },
    },
  },
  escalate: {
    label: 'Pass it to somebody more senior',
    reasons: {
      'second-opinion': { label: 'A second person should look' },
      'urgent-decision': { label: 'It cannot wait, and I may not decide it' },
    },
  },
} as const satisfies Record<string, { label: string; reasons: Record<string, { label: string }> }>;

export type Choice = keyof typeof CHOICES;
export type ChoiceReason = { [C in Choice]: keyof (typeof CHOICES)[C]['reasons'] }[Choice];

export function isChoice(choice: string, reason: string): choice is Choice {
  return Object.hasOwn(CHOICES, choice) && Object.hasOwn(CHOICES[choice as Choice].reasons, reason);
}
