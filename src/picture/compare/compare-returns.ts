import { type Change, changeBetween } from '../change.ts';

// Change between two years of returns. Only forces that answered in both years are compared: a force that joins is no rise.

/** `size`: such as its population; null where nobody said. A count is null where the force returned none. */
export type TwoYears = { force: string; before: number | null; after: number | null; size: number | null };

export type Compared = {
  change: Change;
  /** How many times as much forces differ in their change as counting alone explains. */
  dispersion: number;
  isWidened: boolean;
  forces: { both: number; of: number; onlyBefore: string[]; onlyAfter: string[] };
  /** Of all forces' size, the share of those compared; null without sizes. */
  shareOfSize: number | null;
};

/** From here on the limits are widened. Source: the wording rules of the picture's design, 2026-11. */
const OVERDISPERSED = 1.2;

export function compareReturns(returns: readonly TwoYears[]): Compared {
  const both = returns.filter((one): one is InBoth => one.before !== null && one.after !== null);
  const [before, after] = [sum(both.map((one) => one.before)), sum(both.map((one) => one.after))];
  const dispersion = dispersionOf(both, before, after);
  const isWidened = dispersion > OVERDISPERSED;
  return {
    change: changeBetween(before, after, isWidened ? dispersion : 1),
    dispersion,
    isWidened,
    forces: {
      both: both.length,
      of: returns.length,
      onlyBefore: namesOf(returns.filter((one) => one.before !== null && one.after === null)),
      onlyAfter: namesOf(returns.filter((one) => one.before === null && one.after !== null)),
    },
    shareOfSize: shareOfSize(both, returns),
  };
}

type InBoth = TwoYears & { before: number; after: number };

/** Pearson's statistic per degree of freedom, of each force's later share given its sum. 1 where it cannot be told. */
function dispersionOf(both: readonly InBoth[], before: number, after: number): number {
  const share = after / (before + after);
  const parts = both.map((one) => ({ part: one.after, whole: one.before + one.after }));
  return spreadAround(
    share,
    parts.filter(({ whole }) => whole > 0),
  ).dispersion;
}

/** How many times as much parts lie around a common share of their wholes as counting explains. */
export function spreadAround(
  share: number,
  parts: readonly { part: number; whole: number }[],
): { dispersion: number; isWidened: boolean } {
  if (parts.length < 2 || !(share > 0 && share < 1)) return { dispersion: 1, isWidened: false };
  const pearson = parts.map(({ part, whole }) => (part - whole * share) ** 2 / (whole * share * (1 - share)));
  const dispersion = sum(pearson) / (parts.length - 1);
  return { dispersion, isWidened: dispersion > OVERDISPERSED };
}

function shareOfSize(both: readonly TwoYears[], all: readonly TwoYears[]): number | null {
  if (all.some(({ size }) => size === null)) return null;
  const whole = sum(all.map(({ size }) => size!));
  return whole === 0 ? null : sum(both.map(({ size }) => size!)) / whole;
}

function namesOf(returns: readonly TwoYears[]): string[] {
  return returns.map(({ force }) => force);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
