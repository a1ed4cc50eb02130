/** Where a clock stands: hours from now to the deadline, from (inclusive) and to (exclusive); null: no limit. */
export const CLOCK_STATES = {
  breached: { label: 'Overdue', fromHours: null, toHours: 0 },
  'due-soon': { label: 'Due within 24 hours', fromHours: 0, toHours: 24 },
  running: { label: 'Due later', fromHours: 24, toHours: null },
} as const;
export type ClockState = keyof typeof CLOCK_STATES;

const MS_PER_HOUR = 3_600_000;

/** The state of a deadline; at the very moment of the deadline it is still met. */
export function clockState(actBy: Date, now: Date): ClockState {
  const hours = (actBy.getTime() - now.getTime()) / MS_PER_HOUR;
  if (hours < 0) return 'breached';
  return hours < CLOCK_STATES['due-soon'].toHours ? 'due-soon' : 'running';
}
