import type { Step } from '../crossings.ts';
import { periodsBetween } from './whole-periods.ts';

/** How one series was judged by one method at one period. `upper`: more than this is an alarm. */
export type Reading = {
  period: string;
  count: number;
  expected: number;
  chance: number;
  isAlarm: boolean;
};

/** The life of one rise. `lastPeriod`: the latest in which it was up; `endedPeriod`: in which it was found to be over. */
export type AlertLife = {
  firstPeriod: string;
  lastPeriod: string;
  judgedUntil: string;
  endedPeriod: string | null;
};

/** Periods without an alarm after which a rise is over: one week below the line is no end of it. Chosen. */
export const QUIET = { week: 4, month: 2 } as const satisfies Record<Step, number>;

type Judged = Pick<Reading, 'period' | 'isAlarm'>;

/**
 * What one more period makes of a rise; `alive`: null where there is none. The same rise is one life, and a period that
 * was judged before changes nothing. Null where there is still none.
 */
export function livesOn(alive: AlertLife | null, { period, isAlarm }: Judged, step: Step): AlertLife | null {
  if (alive === null)
    return isAlarm
      ? { firstPeriod: period, lastPeriod: period, judgedUntil: period, endedPeriod: null }
      : null;
  if (period <= alive.judgedUntil) return alive;
  if (isAlarm) return { ...alive, lastPeriod: period, judgedUntil: period };
  const isOver = periodsBetween(alive.lastPeriod, period, step) >= QUIET[step];
  return { ...alive, judgedUntil: period, endedPeriod: isOver ? period : null };
}

/** What a person may say of an alert, and where it leads: an alert that was judged may be judged again. */
export const ALERT_STATES = {
  new: { label: 'New' },
  seen: { label: 'Seen' },
  real: { label: 'Real' },
  explained: { label: 'Explained otherwise' },
} as const satisfies Record<string, { label: string }>;
export type AlertState = keyof typeof ALERT_STATES;
export type AlertJudgement = Extract<AlertState, 'real' | 'explained'>;
