// Whom an unanswered alarm calls, and when. Pure.

export const AUDIENCES = {
  'duty-officer': { label: 'Duty officers' },
  supervisor: { label: 'Supervisors' },
} as const;
export type Audience = keyof typeof AUDIENCES;

/**
 * The first call is made at once: it must arrive within 60 seconds of receipt. Five minutes are enough to open a
 * referral, and a child in danger cannot wait until one person is back. Fifteen: then everybody. Chosen by this project.
 */
const ESCALATION: readonly { afterMinutes: number; to: readonly Audience[] }[] = [
  { afterMinutes: 0, to: ['duty-officer'] },
  { afterMinutes: 5, to: ['supervisor'] },
  { afterMinutes: 15, to: ['duty-officer', 'supervisor'] },
];
/** The last step is repeated this often, for as long as nobody answers. */
const REPEAT_MINUTES = 15;

const MS_PER_MINUTE = 60_000;
/** Steps beyond this one repeat it. */
export const LAST_STEP = ESCALATION.length - 1;

/** The step that an alarm has reached: 0, 1, 2, then one more for each repetition. */
export function stepReached(raisedAt: Date, now: Date): number {
  const minutes = Math.max(0, (now.getTime() - raisedAt.getTime()) / MS_PER_MINUTE);
  const beyondLast = minutes - ESCALATION[LAST_STEP]!.afterMinutes;
  if (beyondLast >= 0) return LAST_STEP + Math.floor(beyondLast / REPEAT_MINUTES);
  return ESCALATION.findLastIndex(({ afterMinutes }) => minutes >= afterMinutes);
}

export function audienceOf(step: number): readonly Audience[] {
  return ESCALATION[Math.min(step, LAST_STEP)]!.to;
}

/** An attempt to tell somebody of an alarm; `delivered` is null while its result is not known. */
export type Notice = {
  alarmId: string;
  step: number;
  channel: string;
  try: number;
  attemptedAt: Date;
  delivered: boolean | null;
};

/** An attempt without a result after this long has failed: the process that made it died. */
const RESULT_WITHIN_SECONDS = 60;
const FIRST_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 300;

/** The number of the try that is due now for one alarm, step and channel; null while none is. */
export function tryDue(notices: readonly Notice[], now: Date): number | null {
  const last = notices.reduce<Notice | null>(
    (latest, n) => (latest && latest.try > n.try ? latest : n),
    null,
  );
  if (last === null) return 1;
  if (notices.some(({ delivered }) => delivered)) return null;
  const wait =
    last.delivered === null
      ? RESULT_WITHIN_SECONDS
      : Math.min(FIRST_WAIT_SECONDS * 2 ** (last.try - 1), LONGEST_WAIT_SECONDS);
  return now.getTime() - last.attemptedAt.getTime() >= wait * 1_000 ? last.try + 1 : null;
}
