// The vocabulary of removal notices: their one life table, and the codes with which it is lived.

export const NOTICE_STATES = {
  draft: { label: 'Draft' },
  ready: { label: 'Ready to send' },
  sent: { label: 'Sent' },
  acknowledged: { label: 'Received by the host' },
  removed: { label: 'Removed, says the host' },
  refused: { label: 'Refused by the host' },
  'no-answer': { label: 'No answer' },
  escalated: { label: 'Escalated' },
  confirmed: { label: 'Removal confirmed' },
  closed: { label: 'Closed' },
  withdrawn: { label: 'Withdrawn' },
  suspended: { label: 'Suspended' },
} as const satisfies Record<string, { label: string }>;
export type NoticeState = keyof typeof NOTICE_STATES;

export const NOTICE_ACTIONS = {
  clear: { label: 'Every gate holds' },
  unclear: { label: 'A gate does not hold any more' },
  send: { label: 'Sent to the host' },
  remind: { label: 'Reminded' },
  acknowledge: { label: 'The host says that it has it' },
  'say-removed': { label: 'The host says that it is removed' },
  refuse: { label: 'The host refuses' },
  lapse: { label: 'No answer in time' },
  escalate: { label: 'Escalated' },
  confirm: { label: 'A person confirmed what the host says' },
  close: { label: 'Closed' },
  withdraw: { label: 'Withdrawn' },
  suspend: { label: 'Suspended' },
  resume: { label: 'Taken up again' },
} as const satisfies Record<string, { label: string }>;
export type NoticeAction = keyof typeof NOTICE_ACTIONS;

/** `as-before`: into the state in which it was suspended. */
type Next = NoticeState | 'as-before';

/** A late answer is still an answer. Nobody opens the address: `confirmed` says that a person read the host's word. */
export const NOTICE_LIFE: Record<NoticeState, Partial<Record<NoticeAction, Next>>> = {
  draft: { clear: 'ready', suspend: 'suspended', withdraw: 'withdrawn' },
  ready: { unclear: 'draft', send: 'sent', suspend: 'suspended', withdraw: 'withdrawn' },
  sent: {
    remind: 'sent',
    acknowledge: 'acknowledged',
    'say-removed': 'removed',
    refuse: 'refused',
    lapse: 'no-answer',
    suspend: 'suspended',
    withdraw: 'withdrawn',
  },
  acknowledged: {
    remind: 'acknowledged',
    acknowledge: 'acknowledged',
    'say-removed': 'removed',
    refuse: 'refused',
    lapse: 'no-answer',
    suspend: 'suspended',
    withdraw: 'withdrawn',
  },
  removed: { confirm: 'confirmed', escalate: 'escalated', refuse: 'refused', suspend: 'suspended' },
  refused: {
    acknowledge: 'acknowledged',
    'say-removed': 'removed',
    escalate: 'escalated',
    close: 'closed',
    suspend: 'suspended',
    withdraw: 'withdrawn',
  },
  'no-answer': {
    acknowledge: 'acknowledged',
    'say-removed': 'removed',
    refuse: 'refused',
    escalate: 'escalated',
    close: 'closed',
    suspend: 'suspended',
    withdraw: 'withdrawn',
  },
  escalated: {
    acknowledge: 'escalated',
    'say-removed': 'removed',
    refuse: 'refused',
    lapse: 'no-answer',
    escalate: 'escalated',
    close: 'closed',
    suspend: 'suspended',
    withdraw: 'withdrawn',
  },
  confirmed: { close: 'closed' },
  closed: {},
  withdrawn: {},
  // What a host says while the clock stands is still written down; nothing goes out to it.
  suspended: {
    resume: 'as-before',
    'say-removed': 'removed',
    refuse: 'refused',
    withdraw: 'withdrawn',
  },
};

/** Where an action leads; null where the life table has no such step. `before`: the state it was suspended in. */
export function nextNoticeState(
  state: NoticeState,
  action: NoticeAction,
  before: NoticeState | null,
): NoticeState | null {
  const next = NOTICE_LIFE[state][action];
  if (next === undefined) return null;
  if (next === 'as-before') return before;
  const isAnswer = action === 'say-removed' || action === 'refuse';
  // A host that was never sent anything says nothing.
  return state === 'suspended' && isAnswer && !(before && OUT_STATES.includes(before)) ? null : next;
}

/** States in which a host is expected to do something: the clock runs. */
export const CLOCKED_STATES: readonly NoticeState[] = ['sent', 'acknowledged', 'escalated'];
/** States in which the notice has reached its host, or may have. */
const OUT_STATES: readonly NoticeState[] = [
  'sent',
  'acknowledged',
  'removed',
  'refused',
  'no-answer',
  'escalated',
];
export const ENDED_STATES: readonly NoticeState[] = ['closed', 'withdrawn'];

/** Reminders before a notice counts as not answered. Chosen: one, so that a person decides after two waits. */
export const MOST_REMINDERS = 1;

export const PRESERVATION_WAYS = {
  'asked-of-provider': { label: 'The provider was asked to keep it' },
  'confirmed-by-provider': { label: 'The provider confirmed that it keeps it' },
  'recorded-by-force': { label: 'A force recorded it' },
} as const satisfies Record<string, { label: string }>;
export type PreservationWay = keyof typeof PRESERVATION_WAYS;

export const RELEASE_ANSWERS = {
  yes: { label: 'Yes, it may be removed' },
  'not-yet': { label: 'Not yet' },
  'never-without-asking': { label: 'Never without asking us again' },
} as const satisfies Record<string, { label: string }>;
export type ReleaseAnswer = keyof typeof RELEASE_ANSWERS;

export const HOLD_REASONS = {
  'operation-running': { label: 'An operation is running' },
  'suspect-not-arrested': { label: 'The suspect has not been arrested' },
  'evidence-not-secured': { label: 'Evidence is not secured yet' },
  'child-not-safe': { label: 'A child is not safe yet' },
  'abroad-asks': { label: 'A force abroad asks for it' },
} as const satisfies Record<string, { label: string }>;
export type HoldReason = keyof typeof HOLD_REASONS;

export const REMOVAL_OVERRIDES = {
  'child-harmed-by-circulation': { label: 'A child is harmed by its being there' },
  'agreed-by-word': { label: 'Agreed by word of mouth; to be recorded later' },
  'suspect-knows': { label: 'The suspect knows already' },
  'nobody-can-be-reached': { label: 'Nobody can be reached and it cannot wait' },
} as const satisfies Record<string, { label: string }>;
export type RemovalOverride = keyof typeof REMOVAL_OVERRIDES;

export const HOST_SAYS = {
  received: { label: 'We have it' },
  removed: { label: 'It is removed' },
  refused: { label: 'We will not remove it' },
  'need-more': { label: 'We need to know more' },
} as const satisfies Record<string, { label: string }>;
export type HostSays = keyof typeof HOST_SAYS;

export const HOST_REFUSALS = {
  'not-ours': { label: 'It is not with us' },
  'not-found': { label: 'There is nothing at this address' },
  'not-unlawful': { label: 'We do not think that it is unlawful' },
  'order-needed': { label: 'We need an order of a court' },
} as const satisfies Record<string, { label: string }>;
export type HostRefusal = keyof typeof HOST_REFUSALS;

export const ESCALATIONS = {
  'second-notice': { label: 'Second notice to the host' },
  partner: { label: 'Partner hotline' },
  authority: { label: 'National authority' },
} as const satisfies Record<string, { label: string }>;
export type Escalation = keyof typeof ESCALATIONS;

export const NOTICE_ENDINGS = {
  'removed-and-confirmed': { label: 'Removed and confirmed' },
  'not-there': { label: 'Nothing is at that address' },
  'nothing-more-to-do': { label: 'Nothing more can be done' },
  mistaken: { label: 'The notice was mistaken' },
  'investigation-asks': { label: 'The investigation asks for it' },
} as const satisfies Record<string, { label: string }>;
export type NoticeEnding = keyof typeof NOTICE_ENDINGS;
