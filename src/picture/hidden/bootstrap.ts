import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { ExistenceCheck } from './existence.ts';
import { knownIn, type ListOverlaps } from './list-overlaps.ts';
import { chooseStepwise, totalOf } from './stepwise.ts';

// The interval that does not trust the model: people are drawn again, and the model is chosen anew for each draw
// (bias-corrected and accelerated: Efron 1987; for these estimates: Chan, Silverman and Vincent 2021).

/** The total from stepwise choice, or NaN where no model has an estimate. */
export function stepwiseTotal(overlaps: ListOverlaps, exists: ExistenceCheck): number {
  const fit = chooseStepwise(overlaps, exists);
  return fit ? totalOf(overlaps, fit).total : Number.NaN;
}

/** Totals of resamples `from` to `from + count`: each has a seed of its own, so that workers may share them out. */
export function* resampledTotals(
  overlaps: ListOverlaps,
  exists: ExistenceCheck,
  { from, count, seed }: { from: number; count: number; seed: number },
): Generator<number> {
  const people = peopleOf(overlaps);
  for (let resample = from; resample < from + count; resample += 1) {
    const counts = new Float64Array(overlaps.counts.length);
    const generator = xoroshiro128plus(Math.imul(seed, 0x9e3779b1) ^ Math.imul(resample + 1, 0x85ebca6b));
    for (let i = 0; i < people.length; i += 1)
      counts[people[Math.floor(((generator.next() >>> 0) / 2 ** 32) * people.length)]!]! += 1;
    yield stepwiseTotal({ ...overlaps, counts }, exists);
  }
}

/** Each known one's set of lists. */
function peopleOf(overlaps: ListOverlaps): Uint8Array {
  const people = new Uint8Array(knownIn(overlaps));
  let place = 0;
  overlaps.counts.forEach((count, set) => {
    people.fill(set, place, place + count);
    place += count;
  });
  return people;
}

/** `unfit`: resamples for which no model had an estimate; they are left out. */
export type BcaInterval = { low: number; high: number; resamples: number; unfit: number };

/** Null where too little is left to take a 95 % interval from. */
export function bcaInterval(
  overlaps: ListOverlaps,
  exists: ExistenceCheck,
  { estimate, totals }: { estimate: number; totals: readonly number[] },
): BcaInterval | null {
  const sorted = totals.filter(Number.isFinite).sort((a, b) => a - b);
  const below = sorted.filter((total) => total < estimate).length / sorted.length;
  if (sorted.length < 100 || below === 0 || below === 1) return null;
  const bias = normalQuantile(below, 0, 1);
  const acceleration = accelerationOf(overlaps, exists);
  const at = (probability: number) => {
    const shifted = bias + normalQuantile(probability, 0, 1);
    const share = normalCdf(bias + shifted / (1 - acceleration * shifted), 0, 1);
    return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * sorted.length) - 1))]!;
  };
  return { low: at(0.025), high: at(0.975), resamples: totals.length, unfit: totals.length - sorted.length };
}

/** By the jackknife: leaving out one of those on the same lists gives the same total for each of them. */
function accelerationOf(overlaps: ListOverlaps, exists: ExistenceCheck): number {
  const left = [...overlaps.counts].flatMap((count, set) => {
    if (count === 0) return [];
    const total = stepwiseTotal({ ...overlaps, counts: overlaps.counts.with(set, count - 1) }, exists);
    return Number.isFinite(total) ? [{ count, total }] : [];
  });
  const people = left.reduce((sum, { count }) => sum + count, 0);
  const mean = left.reduce((sum, { count, total }) => sum + count * total, 0) / people;
  const moment = (power: number) =>
    left.reduce((sum, { count, total }) => sum + count * (mean - total) ** power, 0);
  return moment(2) === 0 ? 0 : moment(3) / (6 * moment(2) ** 1.5);
}
