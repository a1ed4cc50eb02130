import { codeOfPeriod } from '../../returns/index.ts';
import type { Period } from '../../shared/period.ts';
import type { Times } from '../frame/times.ts';
import type { Words } from '../words.ts';

export function nameOfPeriod(period: Period, words: Words, times: Times): string {
  const code = codeOfPeriod(period);
  if (code.length === 4) return words.returns.year(code);
  if (code.length === 7) return words.returns.financialYear(code.replace('-', '–'));
  return words.returns.fromTo(times.day(period.from), times.day(period.to));
}

/** The first year that the national scheme was made for. Source: scheme national-return 1. */
const FIRST_YEAR = 2011;

/** Periods that a return may be for: years and financial years that have begun, the latest first. */
export function periodChoices(now: Date): Period[] {
  const years = Array.from(
    { length: now.getUTCFullYear() - FIRST_YEAR + 1 },
    (_, i) => now.getUTCFullYear() - i,
  );
  return years
    .flatMap((year) => [
      { from: `${year}-04-01`, to: `${year + 1}-03-31` },
      { from: `${year}-01-01`, to: `${year}-12-31` },
    ])
    .filter(({ from }) => Date.parse(from) <= now.getTime());
}
