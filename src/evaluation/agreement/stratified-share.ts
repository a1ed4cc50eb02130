import { scoreInterval } from '../../shared/score-interval.ts';
import type { Estimate } from '../interval.ts';
import { sum } from './cohen-kappa.ts';

/** Of one stratum: how many there are, how many were looked at, and how many of these had what is asked. */
export type StratumCount = { population: number; looked: number; found: number };

/** Share of the whole that has it, estimated from a sample drawn by strata; null where a stratum was not looked at. */
export type WeightedShare = {
  share: Estimate;
  population: number;
  looked: number;
  found: number;
  inWhole: Estimate;
};

/**
 * Each stratum counts by its size, not by its sample. Interval: Wilson's with the effective size of the sample, corrected
 * for what of the whole was looked at. Source: Korn and Graubard 1998; Cochran, Sampling Techniques, 3rd ed., 5.3.
 */
export function weightedShare(strata: readonly StratumCount[]): WeightedShare | null {
  const population = sum(strata.map((stratum) => stratum.population));
  if (population === 0 || strata.some(({ looked }) => looked === 0)) return null;
  const weighted = (of: (stratum: StratumCount, weight: number) => number) =>
    sum(strata.map((stratum) => of(stratum, stratum.population / population)));
  const value = weighted(({ found, looked }, weight) => (weight * found) / looked);
  const looked = sum(strata.map((stratum) => stratum.looked));
  const variance = weighted((stratum, weight) => weight * weight * varianceOf(stratum, value));
  const effective = variance > 0 ? (value * (1 - value)) / variance : looked;
  const share = looked === population ? exactly(value) : estimateOf(value, effective);
  const times = (part: number) => Math.round(part * population);
  return {
    share,
    population,
    looked,
    found: sum(strata.map(({ found }) => found)),
    inWhole: { value: times(share.value), low: times(share.low), high: times(share.high) },
  };
}

/** Where a stratum shows none or nothing else, the share of the whole stands in: a small sample is not certainty. */
function varianceOf({ population, looked, found }: StratumCount, whole: number): number {
  const own = found === 0 || found === looked ? whole : found / looked;
  const unseen = population <= 1 ? 0 : (population - looked) / (population - 1);
  return (unseen * own * (1 - own)) / looked;
}

function exactly(value: number): Estimate {
  return { value, low: value, high: value };
}

function estimateOf(value: number, cases: number): Estimate {
  const [low, high] = scoreInterval(value, cases);
  return { value, low, high };
}
