import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { sum } from './cohen-kappa.ts';

/** How often each category came up, before and lately. */
export type Mix = {
  name: string;
  categories: readonly string[];
  before: readonly number[];
  lately: readonly number[];
};

export type Drift = {
  name: string;
  /** Shares of each category. */
  shares: { category: string; before: number; lately: number }[];
  /** Pearson's chi-squared over the categories that can bear it, and its chance if nothing had changed. */
  chiSquared: number;
  degrees: number;
  chance: number;
  /** Size of the change, 0 to 1 (Cramér's V). */
  size: number;
  /** Changed beyond chance, all mixes asked at once, and by enough to matter. */
  changed: boolean;
  /** Too few for the test. */
  tooFew: boolean;
};

/** Of all mixes together, that any is called changed where none is. */
const FALSE_ALARMS = 0.01;
/** A smaller change is not called one, however many referrals there are. Cohen 1988: 0.1 is a small effect. */
const LEAST_SIZE = 0.1;
/** Rarer categories are put together. Source: Cochran 1954. */
const LEAST_EXPECTED = 5;
const LEAST_LATELY = 30;

/** Whether mixes of categories have drifted; false alarms over all of them are held to one in a hundred (Holm 1979). */
export function findDrift(mixes: readonly Mix[]): Drift[] {
  const tested = mixes.map(testMix);
  const ranked = tested.filter(({ tooFew }) => !tooFew).sort((a, b) => a.chance - b.chance);
  let holds = true;
  const changed = new Set<string>();
  ranked.forEach((drift, i) => {
    holds &&= drift.chance <= FALSE_ALARMS / (ranked.length - i);
    if (holds && drift.size >= LEAST_SIZE) changed.add(drift.name);
  });
  return tested.map((drift) => ({ ...drift, changed: changed.has(drift.name) }));
}

function testMix({ name, categories, before, lately }: Mix): Drift {
  const [beforeAll, latelyAll] = [sum(before), sum(lately)];
  const shares = categories.map((category, i) => ({
    category,
    before: beforeAll === 0 ? 0 : before[i]! / beforeAll,
    lately: latelyAll === 0 ? 0 : lately[i]! / latelyAll,
  }));
  const cells = pooled(before, lately);
  const all = beforeAll + latelyAll;
  const tooFew = cells.length < 2 || latelyAll < LEAST_LATELY || beforeAll < LEAST_LATELY;
  const none = { name, shares, chiSquared: 0, degrees: 0, chance: 1, size: 0, changed: false, tooFew };
  if (tooFew) return none;
  const chiSquared = sum(
    cells.flatMap(([was, is]) =>
      [
        [was, beforeAll],
        [is, latelyAll],
      ].map(([seen, total]) => {
        const expected = ((was + is) * total!) / all;
        return (seen! - expected) ** 2 / expected;
      }),
    ),
  );
  const degrees = cells.length - 1;
  return {
    ...none,
    chiSquared,
    degrees,
    chance: chiSquaredTail(chiSquared, degrees),
    size: Math.sqrt(chiSquared / all),
  };
}

/** Categories that are expected too rarely, together as one. */
function pooled(before: readonly number[], lately: readonly number[]): [number, number][] {
  const share = Math.min(sum(before), sum(lately)) / (sum(before) + sum(lately));
  const cells = before.map((was, i): [number, number] => [was, lately[i]!]);
  const enough = ([was, is]: [number, number]) => (was + is) * share >= LEAST_EXPECTED;
  const rest = cells.filter((cell) => !enough(cell));
  const together: [number, number] = [sum(rest.map(([was]) => was)), sum(rest.map(([, is]) => is))];
  return [...cells.filter(enough), ...(enough(together) ? [together] : [])];
}

/** Chance of a chi-squared so large or larger: exact recurrence over the degrees (Abramowitz and Stegun 26.4.4-5). */
export function chiSquaredTail(value: number, degrees: number): number {
  const even = degrees % 2 === 0;
  let tail = even ? Math.exp(-value / 2) : 2 * (1 - normalCdf(Math.sqrt(value), 0, 1));
  let term = even ? Math.exp(-value / 2) : Math.sqrt(value / (2 * Math.PI)) * 2 * Math.exp(-value / 2);
  for (let reached = even ? 2 : 1; reached < degrees; reached += 2) {
    if (even) term *= value / reached;
    tail += term;
    if (!even) term *= value / (reached + 2);
  }
  return Math.min(1, Math.max(0, tail));
}
