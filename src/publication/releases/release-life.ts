import { RELEASE_LIFE, type ReleaseState } from './release.ts';

export type ReleaseAction = { [State in ReleaseState]: keyof (typeof RELEASE_LIFE)[State] }[ReleaseState];

/** What an action asks of whoever does it: a note why, and to be somebody else than who froze the edition. */
export const RELEASE_ACTIONS = {
  freeze: { label: 'Freeze', permission: 'write-release', needsNote: false, byAnother: false },
  discard: { label: 'Discard', permission: 'write-release', needsNote: true, byAnother: false },
  publish: { label: 'Publish', permission: 'publish-release', needsNote: false, byAnother: true },
  reopen: { label: 'Reopen', permission: 'write-release', needsNote: true, byAnother: false },
  withdraw: { label: 'Withdraw', permission: 'publish-release', needsNote: true, byAnother: false },
} as const satisfies Record<
  ReleaseAction,
  {
    label: string;
    permission: 'write-release' | 'publish-release';
    needsNote: boolean;
    byAnother: boolean;
  }
>;

/** Labels of the states, for people. */
export const RELEASE_STATES = {
  draft: { label: 'Draft' },
  frozen: { label: 'Frozen' },
  published: { label: 'Published' },
  withdrawn: { label: 'Withdrawn' },
  discarded: { label: 'Discarded' },
} as const satisfies Record<ReleaseState, { label: string }>;

/** In the order of the life table. */
export function actionsIn(state: ReleaseState): ReleaseAction[] {
  return Object.keys(RELEASE_LIFE[state]) as ReleaseAction[];
}

/** Where an action leads from a state; undefined where it cannot be done. */
export function releaseStateAfter(state: ReleaseState, action: ReleaseAction): ReleaseState | undefined {
  const leads: Partial<Record<ReleaseAction, ReleaseState>> = RELEASE_LIFE[state];
  return leads[action];
}

/** States in which what an edition says stands fast, and is read from what was frozen. */
export function isFast(state: ReleaseState): boolean {
  return state === 'frozen' || state === 'published' || state === 'withdrawn';
}

/** States of an edition that can be revised: the next edition says what is different, and why. */
export function isRevisable(state: ReleaseState): boolean {
  return state === 'published' || state === 'withdrawn';
}
