import type { Estimate } from '../interval.ts';

// How figures read in a report: shares as per cent with one decimal, areas with three, and always with their interval.

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

export function count(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en-GB') : value.toFixed(1);
}

/** "71.2 % (64.0 to 77.5 %)"; `unknown` where it cannot be told. */
export function percents(estimate: Estimate | null, words: { to: string; unknown: string }): string {
  if (!estimate) return words.unknown;
  const [low, high] = [estimate.low, estimate.high].map((share) => (share * 100).toFixed(1));
  return `${percent(estimate.value)} (${low} ${words.to} ${high} %)`;
}

export function decimals(
  estimate: Estimate | null,
  words: { to: string; unknown: string },
  digits = 3,
): string {
  if (!estimate) return words.unknown;
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((one) => one.toFixed(digits));
  return `${value} (${low} ${words.to} ${high})`;
}
