// The vocabulary of packages and the one table of a package's life.

export const PACKAGE_STATES = {
  prepared: { label: 'Prepared', held: false },
  sent: { label: 'Sent, no receipt yet', held: true },
  acknowledged: { label: 'Acknowledged', held: true },
  refused: { label: 'Refused', held: false },
  're-routed': { label: 'Re-routed', held: false },
  withdrawn: { label: 'Withdrawn', held: false },
  'outcome-recorded': { label: 'Outcome recorded', held: true },
} as const satisfies Record<string, { label: string; held: boolean }>;
export type PackageState = keyof typeof PACKAGE_STATES;

export type PackageAction = 'send' | 'acknowledge' | 'refuse' | 're-route' | 'withdraw' | 'record-outcome';

export const PACKAGE_LIFE: Record<PackageState, Partial<Record<PackageAction, PackageState>>> = {
  prepared: { send: 'sent', withdraw: 'withdrawn' },
  sent: { acknowledge: 'acknowledged', refuse: 'refused', withdraw: 'withdrawn' },
  // A unit may find out after the receipt that it is not for them; once it has told an outcome, it has acted.
  acknowledged: { 'record-outcome': 'outcome-recorded', refuse: 'refused', withdraw: 'withdrawn' },
  'outcome-recorded': { 'record-outcome': 'outcome-recorded' },
  refused: { 're-route': 're-routed' },
  're-routed': {},
  withdrawn: {},
};

/** States in which a unit holds the package: it knows of the referral and is expected to act. */
export const HELD_STATES: readonly PackageState[] = (Object.keys(PACKAGE_STATES) as PackageState[]).filter(
  (state) => PACKAGE_STATES[state].held,
);

/** The state an action leads to, or undefined where it is not possible. */
export function nextPackageState(state: PackageState, action: PackageAction): PackageState | undefined {
  return PACKAGE_LIFE[state][action];
}

export const REFUSALS_OF_PACKAGE = {
  'wrong-area': { label: 'Not our area' },
  'not-enough-to-act': { label: 'Not enough to act on' },
  duplicate: { label: 'We hold it already' },
  'held-elsewhere': { label: 'Another unit is already acting' },
  'no-capacity': { label: 'No capacity now' },
  'no-offence': { label: 'No offence disclosed' },
} as const satisfies Record<string, { label: string }>;
export type RefusalOfPackage = keyof typeof REFUSALS_OF_PACKAGE;

export const WITHDRAWALS = {
  'sent-in-error': { label: 'Sent in error' },
  superseded: { label: 'A newer package replaces it' },
  retracted: { label: 'The sender retracted the referral' },
} as const satisfies Record<string, { label: string }>;
export type Withdrawal = keyof typeof WITHDRAWALS;

/**
 * Part of the days that a band promises for a first action which waiting for the receipt may use up.
 * Our choice, to be reviewed with the units: with the bands' 1, 7, 14 and 30 days, 6 hours up to a week.
 */
const RECEIPT_SHARE = 0.25;

const DAY_MS = 86_400_000;

/** When the receipt of a package sent at `at` is overdue. */
export function receiptDueAt(at: Date, actWithinDays: number): Date {
  return new Date(at.getTime() + actWithinDays * DAY_MS * RECEIPT_SHARE);
}
