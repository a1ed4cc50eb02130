import type { Dice } from '../shared/dice.ts';
import { DAY_MS, HOUR_MS, wholeSecond } from './make-incident.ts';

/** From the first instant up to, but not including, the last; milliseconds UTC. */
export type Period = { from: number; to: number };

/** A calendar month, "2026-10". */
export function monthPeriod(month: string): Period {
  const [, year, number] = /^(\d{4})-(\d{2})$/.exec(month) ?? [];
  if (year === undefined) throw new Error('a month is written as 2026-10');
  return {
    from: Date.UTC(Number(year), Number(number) - 1, 1),
    to: Date.UTC(Number(year), Number(number), 1),
  };
}

/** Days that end at the last full hour, so that an example ends when it is looked at. */
export function daysBefore(now: Date, days: number): Period {
  const to = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  return { from: to - days * DAY_MS, to };
}

/** Reports by weekday, Sunday first, and by six hours of the day: programs never sleep, people do. Chosen. */
const WEEKDAY_WEIGHTS = [7, 12, 11, 11, 11, 10, 8];
const QUARTER_WEIGHTS = [5, 8, 13, 10];

/** An instant at which a document arrives. */
export function arrivalIn(dice: Dice, { from, to }: Period): number {
  for (;;) {
    const at = wholeSecond(from + dice.share() * (to - from));
    const date = new Date(at);
    const weight = WEEKDAY_WEIGHTS[date.getUTCDay()]! * QUARTER_WEIGHTS[Math.floor(date.getUTCHours() / 6)]!;
    if (dice.chance(weight / (12 * 13))) return at;
  }
}

/** When the incident was, for a report that arrives now: hours for a platform's own report, days by way of an agency. */
export function incidentBefore(dice: Dice, receivedAt: number, meanDays: number): number {
  return wholeSecond(receivedAt - HOUR_MS / 2 - dice.waiting(meanDays) * DAY_MS);
}

/** A whole second some time after, but still within the period. */
export function laterIn({ to }: Period, at: number, afterMs: number): number {
  return wholeSecond(Math.min(at + afterMs, to - 1_000));
}
