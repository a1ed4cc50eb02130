import { LEAST_SHOWN, type Rate } from '../../flow/index.ts';
import type { Words } from '../words.ts';

type Estimate = NonNullable<Rate['estimate']>;

export const whole = (value: number) => value.toLocaleString('en-GB');

/** "12%" */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(share < 0.1 ? 1 : 0))}%`;
}

/** "12% (8% to 18%)"; in words where too few are counted. */
export function rateText({ estimate }: Rate, words: Words): string {
  return estimate ? intervalText(estimate, percent, words) : words.supervision.tooFew(LEAST_SHOWN);
}

export function intervalText(
  { value, low, high }: Estimate,
  say: (value: number) => string,
  words: Words,
): string {
  return words.supervision.interval(say(value), say(low), say(high));
}

/** "0.62 (0.48 to 0.75)"; in words where it cannot be told, or where nobody disagreed and the formula gives no width. */
export function kappaText(kappa: Estimate | null, words: Words): string {
  if (!kappa) return words.supervision.tooFew(LEAST_SHOWN);
  const say = (value: number) => value.toFixed(2);
  return kappa.low === kappa.high
    ? words.agreement.noneDisagreed(say(kappa.value))
    : intervalText(kappa, say, words);
}
