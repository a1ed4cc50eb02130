import { isDay, type Period } from '../shared/period.ts';

// The period of a return in addresses, forms and commands: "2025", "2024-25" for a financial year, else both days.

export function codeOfPeriod({ from, to }: Period): string {
  const year = Number(from.slice(0, 4));
  if (from === `${year}-01-01` && to === `${year}-12-31`) return String(year);
  if (from === `${year}-04-01` && to === `${year + 1}-03-31`) return `${year}-${String(year + 1).slice(2)}`;
  return `${from}_${to}`;
}

/** Undefined where the text names no period. */
export function periodOfCode(code: string): Period | undefined {
  const period = periodWritten(code);
  return period && isPeriod(period) ? period : undefined;
}

function periodWritten(code: string): Period | undefined {
  const days = /^(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})$/.exec(code);
  if (days) return { from: days[1]!, to: days[2]! };
  const year = Number(code.slice(0, 4));
  if (/^\d{4}$/.test(code)) return { from: `${code}-01-01`, to: `${code}-12-31` };
  if (/^\d{4}-\d{2}$/.test(code) && code.slice(5) === String(year + 1).slice(2))
    return { from: `${year}-04-01`, to: `${year + 1}-03-31` };
  return undefined;
}

/** Years that a return can be of. Chosen: what a register can look back to, and forward. */
const YEARS = /^(?:19|20)\d{2}-\d{2}-\d{2}$/;

/** A day that counts can be of. */
export function isCountedDay(day: string): boolean {
  return YEARS.test(day) && isDay(day);
}

export function isPeriod({ from, to }: Period): boolean {
  return isCountedDay(from) && isCountedDay(to) && from <= to;
}
