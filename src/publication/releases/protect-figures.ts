import type { Change, FigureEstimate, NationalFigure } from '../../picture/index.ts';
import { roundToFive } from '../../picture/index.ts';
import type { Mark } from '../../shared/marks.ts';

// Figures as an edition may say them. Every count is rounded to five, so that the difference of two editions is not exact;
// a small count is left out, and so is a share that would tell one. Source: the disclosure rules of the design.

/** Counts from 1 to below this are never exact. Source: primary suppression of counts 1 to 4, design, 2026-11. */
const SMALLEST_EXACT = 5;

type Measured = NationalFigure['measured'];

/** What is counted is no person, nor an event that concerns one: there is nothing to protect. */
const OF_NOBODY: readonly NationalFigure['unit'][] = ['operations'];

export function protectFigure(figure: NationalFigure): NationalFigure {
  if (OF_NOBODY.includes(figure.unit)) return figure;
  const isShare = figure.unit === 'share';
  const { measured, marks } = protectMeasured(figure.measured, isShare);
  const isWithheld = marks.includes('c');
  return {
    ...figure,
    measured,
    before: figure.before && protectMeasured(figure.before, isShare).measured,
    change: figure.change && protectChange(figure.change),
    estimate: figure.estimate && !isWithheld ? protectEstimate(figure.estimate) : null,
    interval:
      figure.interval && !isWithheld ? [toThree(figure.interval[0]), toThree(figure.interval[1])] : null,
    marks: withMarks(figure.marks, marks),
  };
}

/** Each mark once, in the order of the alphabet. */
export function withMarks(marks: readonly Mark[], more: readonly Mark[]): Mark[] {
  return [...new Set([...marks, ...more])].sort();
}

type Protected = { measured: Measured; marks: Mark[] };

export function protectMeasured(measured: Measured, isShare: boolean): Protected {
  return isShare ? protectShare(measured) : protectCount(measured);
}

/** The denominator of what is no share is a time, such as months. */
function protectCount({ numerator, denominator, value }: Measured): Protected {
  // Rounded, a small count would still tell more than the table that leaves it out.
  if (value !== null && isSmall(numerator))
    return { measured: { numerator: 0, denominator, value: null }, marks: ['c'] };
  const rounded = value === null ? null : roundToFive(value);
  return { measured: { numerator: roundToFive(numerator), denominator, value: rounded }, marks: [] };
}

function protectShare({ numerator, denominator, value }: Measured): Protected {
  const whole = denominator ?? 0;
  // Rounded, a small whole would still tell more than the share that is left out.
  const parts = {
    numerator: isSmall(numerator) ? 0 : roundToFive(numerator),
    denominator: isSmall(whole) ? 0 : roundToFive(whole),
  };
  if (value === null) return { measured: { ...parts, value }, marks: [] };
  if ([numerator, whole - numerator, whole].some(isSmall))
    return { measured: { ...parts, numerator: 0, value: null }, marks: ['c'] };
  return { measured: { ...parts, value: toThree(value) }, marks: [] };
}

export function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_EXACT;
}

/** The ratio of what is exact, to two digits; where there are no words for it, none. Nothing is compared with a small count. */
function protectChange(change: Change): Change | null {
  if (isSmall(change.before) || isSmall(change.after)) return null;
  const isWorded = change.words.say !== 'counts-only';
  const toTwo = (value: number | null) =>
    value === null || !isWorded ? null : Math.round(value * 100) / 100;
  return {
    before: roundToFive(change.before),
    after: roundToFive(change.after),
    ratio: toTwo(change.ratio),
    low: toTwo(change.low),
    high: toTwo(change.high),
    words: change.words,
  };
}

function protectEstimate(estimate: FigureEstimate): FigureEstimate {
  const { value, low, high } = estimate;
  return { ...estimate, value: roundToFive(value), low: roundToFive(low), high: roundToFive(high) };
}

/** A share to a tenth of a percent. */
function toThree(share: number): number {
  return Math.round(share * 1000) / 1000;
}
