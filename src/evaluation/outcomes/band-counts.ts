import { type Estimate, proportion } from '../interval.ts';
import { effectiveCount, isVerified, weightOf } from '../scored-case.ts';
import type { ExtractCase } from './join-outcomes.ts';

/** One band: its cases, of how many the outcome is known, and how often it was positive. Counts are of cases, not weights. */
export type BandCount = {
  band: string;
  cases: number;
  outcomeKnown: number;
  positives: number;
  observed: Estimate | null;
};

/** Every band of the instrument, least first, those with no case too. A band is no group of people: no count is withheld. */
export function countBands(cases: readonly ExtractCase[], bands: readonly string[]): BandCount[] {
  return bands.map((band) => {
    const own = cases.filter((one) => one.band === band);
    const verified = own.filter(isVerified);
    const positive = verified.filter(({ outcome }) => outcome);
    return {
      band,
      cases: own.length,
      outcomeKnown: verified.length,
      positives: positive.length,
      observed: proportion(weightOf(positive), weightOf(verified), effectiveCount(verified)),
    };
  });
}
