import type { ReturnFinding } from './findings.ts';
import { median } from './median.ts';

// Whether a count can be believed, held against the force's own last year and against forces of its size. Robust:
// the middle of all forces and their spread, so that a few wrong ones do not hide one another.

/** One force's count of one question. `before`: its own, a year earlier; `size`: people who live in its area. */
export type CountToCheck = {
  force: string;
  question: string;
  cell: string;
  value: number;
  before: number | null;
  size: number | null;
};

/** `isTold`: another finding says it already. */
export type PlausibilityTest = {
  force: string;
  question: string;
  finding: ReturnFinding | null;
  isTold?: boolean;
};

/** So many spreads from the middle are no chance. Source: Iglewicz and Hoaglin 1993, 3.5 for the modified z-score. */
const FAR = 3.5;
/** A median deviation to a standard one. Source: 1 / 0.6745, normal distribution. */
const TO_STANDARD = 1.4826;
/** With fewer forces a middle says little. Chosen. */
const FEWEST = 5;
/** Spread of year-on-year ratios (logarithm) where there are too few forces to measure it, and the least believed. Chosen: counts of a force swing by a third and by a tenth. */
const USUAL_JUMP = 0.33;
const LEAST_JUMP = 0.1;
/** Rates by population of forces differ at least so much. Chosen: a factor of 1.5. */
const LEAST_SIZE_SPREAD = Math.log(1.5);

/** Counts of one question by all forces of a period; every test that could be made of each. */
export function testPlausibility(counts: readonly CountToCheck[]): PlausibilityTest[] {
  const jumps = jumpTests(counts);
  const told = new Set(jumps.flatMap(({ force, finding }) => (finding ? [force] : [])));
  return [
    ...jumps,
    ...sizeTests(counts).map((test) => (told.has(test.force) ? { ...test, isTold: true } : test)),
  ];
}

function jumpTests(counts: readonly CountToCheck[]): PlausibilityTest[] {
  const comparable = counts.filter((one): one is CountToCheck & { before: number } => one.before !== null);
  const ratios = comparable.map(({ value, before }) => logRatio(value, before));
  const isMany = ratios.length >= FEWEST;
  const usual = isMany ? median(ratios) : 0;
  const spread = isMany ? Math.max(spreadOf(ratios, usual), LEAST_JUMP) : USUAL_JUMP;
  return comparable.map((one, i) => {
    const chance = 1 / (one.value + HALF) + 1 / (one.before + HALF);
    const most = FAR * Math.sqrt(spread ** 2 + chance);
    const isFar = Math.abs(ratios[i]! - usual) > most;
    const fits = (away: number) => Math.max(0, (one.before + HALF) * Math.exp(usual + away) - HALF);
    const figures = {
      value: one.value,
      before: one.before,
      usual: Math.exp(usual),
      low: Math.floor(fits(-most)),
      high: Math.ceil(fits(most)),
    };
    return tested(one, isFar ? { kind: 'jump', figures } : null);
  });
}

function sizeTests(counts: readonly CountToCheck[]): PlausibilityTest[] {
  const sized = counts.filter((one): one is CountToCheck & { size: number } => (one.size ?? 0) > 0);
  if (sized.length < FEWEST) return [];
  const rates = sized.map(({ value, size }) => logRatio(value, size));
  const usual = median(rates);
  const spread = Math.max(spreadOf(rates, usual), LEAST_SIZE_SPREAD);
  return sized.map((one, i) => {
    const fits = (away: number) => Math.max(0, (one.size + HALF) * Math.exp(usual + away) - HALF);
    const expected = fits(0) + HALF;
    // A small force's count swings by chance alone.
    const most = FAR * Math.sqrt(spread ** 2 + 1 / expected);
    const isFar = Math.abs(rates[i]! - usual) > most;
    const figures = { value: one.value, low: Math.floor(fits(-most)), high: Math.ceil(fits(most)) };
    return tested(one, isFar ? { kind: 'size', figures } : null);
  });
}

function tested(
  { force, question, cell }: CountToCheck,
  found: Pick<ReturnFinding, 'kind' | 'figures'> | null,
): PlausibilityTest {
  return { force, question, finding: found && { ...found, force, question, cells: [cell] } };
}

/** Half a count, so that nothing can be divided by or have no logarithm. Source: Haldane-Anscombe correction. */
const HALF = 0.5;

function logRatio(value: number, against: number): number {
  return Math.log((value + HALF) / (against + HALF));
}

function spreadOf(values: readonly number[], usual: number): number {
  return TO_STANDARD * median(values.map((value) => Math.abs(value - usual)));
}
