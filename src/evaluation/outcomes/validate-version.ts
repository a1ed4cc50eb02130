import { type Evaluation, evaluateScore } from '../evaluate-score.ts';
import { isVerified } from '../scored-case.ts';
import { type BandCount, countBands } from './band-counts.ts';
import type { ExtractCase } from './join-outcomes.ts';
import { weighBackIn } from './weigh-back-in.ts';

/**
 * What outcomes say of one version of one instrument. `evaluation`: null where too few outcomes of a kind are known for
 * any figure to mean something; the counts are told all the same.
 */
export type Validation = {
  counts: {
    assessed: number;
    outcomeKnown: number;
    positives: number;
    outsidePopulation: number;
    /** Known through a random sample of the low bands, and so weighed. */
    sampled: number;
  };
  bands: BandCount[];
  /** The rank from which on a case counts as flagged, and its band. */
  cut: { rank: number; band: string };
  enough: 'none' | 'few' | 'some' | 'enough';
  evaluation: Evaluation | null;
};

/** Fewer cases of either outcome than this give no figures. Chosen: below it every interval spans most of its range. */
const FEWEST = 10;
/** From so many of either outcome on a validation is held to be sound. Source: Collins, Ogundimu, Altman 2016. */
const SOUND = 100;

export type ValidateOptions = {
  bands: readonly string[];
  flaggedFrom: string;
  baseRates?: readonly number[] | undefined;
};

export function validateVersion(
  cases: readonly ExtractCase[],
  { bands, flaggedFrom, baseRates }: ValidateOptions,
): Validation {
  const cut = { rank: bands.indexOf(flaggedFrom) + 1, band: flaggedFrom };
  const verified = cases.filter(isVerified);
  const positives = verified.filter(({ outcome }) => outcome).length;
  const fewest = Math.min(positives, verified.length - positives);
  const scored = withProbabilities(weighBackIn(cases), cut.rank);
  return {
    counts: {
      assessed: cases.length,
      outcomeKnown: verified.length,
      positives,
      outsidePopulation: cases.filter(({ outsidePopulation }) => outsidePopulation).length,
      sampled: verified.filter((one) => one.sampled).length,
    },
    bands: countBands(cases, bands),
    cut,
    enough: fewest === 0 ? 'none' : fewest < FEWEST ? 'few' : fewest < SOUND ? 'some' : 'enough',
    evaluation: fewest < FEWEST ? null : evaluateScore(scored.cases, { cut: scored.cut, baseRates }),
  };
}

/** An instrument that states probabilities is held to them; the flag stays where its bands put it. */
function withProbabilities(cases: readonly ExtractCase[], rank: number) {
  const flagged = cases.filter(({ score }) => score >= rank).map(({ probability }) => probability);
  const others = cases.filter(({ score }) => score < rank).map(({ probability }) => probability);
  const stated = [...flagged, ...others].every((probability) => probability !== null);
  const [least, most] = [Math.min(...(flagged as number[])), Math.max(...(others as number[]))];
  if (!stated || least <= most) return { cases, cut: rank };
  return { cases: cases.map((one) => ({ ...one, score: one.probability! })), cut: least };
}
