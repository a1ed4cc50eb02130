import { scoreInterval } from '../../shared/score-interval.ts';
import type { Figures, Instrument } from './definition.ts';

/** How often a flag would be right at a base rate, by Bayes’ rule; the interval is Wilson’s on what was measured. */
export type PredictiveValues = {
  fromBand: string;
  baseRate: number;
  positive: number;
  negative: number;
  /** Where sensitivity and specificity stand at the ends of their 95 % intervals. */
  positiveRange: [number, number];
  negativeRange: [number, number];
  figures: Figures;
};

/**
 * By the figures of the document unless others are given, such as those of this bureau's own outcomes. Null where there
 * are none: then nobody knows how often a band is right.
 */
export function predictiveValues(
  { validation }: Instrument,
  baseRate: number,
  figures: Figures | undefined = validation.figures,
): PredictiveValues | null {
  if (!figures) return null;
  const { sensitivity, specificity, positives, negatives } = figures;
  const [leastSensitive, mostSensitive] = scoreInterval(sensitivity, positives);
  const [leastSpecific, mostSpecific] = scoreInterval(specificity, negatives);
  return {
    fromBand: figures.fromBand,
    baseRate,
    positive: positiveAt(sensitivity, specificity, baseRate),
    negative: negativeAt(sensitivity, specificity, baseRate),
    positiveRange: [
      positiveAt(leastSensitive, leastSpecific, baseRate),
      positiveAt(mostSensitive, mostSpecific, baseRate),
    ],
    negativeRange: [
      negativeAt(leastSensitive, leastSpecific, baseRate),
      negativeAt(mostSensitive, mostSpecific, baseRate),
    ],
    figures,
  };
}

export function positiveAt(sensitivity: number, specificity: number, baseRate: number): number {
  const flagged = sensitivity * baseRate + (1 - specificity) * (1 - baseRate);
  return flagged === 0 ? 0 : (sensitivity * baseRate) / flagged;
}

export function negativeAt(sensitivity: number, specificity: number, baseRate: number): number {
  const passed = (1 - sensitivity) * baseRate + specificity * (1 - baseRate);
  return passed === 0 ? 0 : (specificity * (1 - baseRate)) / passed;
}

/** The published development sample of KIRAT-2, and what it comes to: shown for scale, and of no other instrument. */
export const PUBLISHED_PREDICTIVE = {
  source:
    'Long, Alison, Tejeiro, Hendricks and Giles 2016: 374 cases of 11 UK forces, development sample, cut-off not published',
  // 97.6 % and 62.3 % as counts: rounded shares would give 99.0 where 99.1 was published.
  sensitivity: 166 / 170,
  specificity: 127 / 204,
  at: [0.05, 0.1, 0.2, 0.455],
} as const;
