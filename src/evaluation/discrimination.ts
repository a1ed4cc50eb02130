import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { type Estimate, normalInterval } from './interval.ts';
import { type VerifiedCase, weightOf } from './scored-case.ts';

// How well a score tells positives from negatives: the chance that a random positive scores above a random negative,
// ties counting half. Variance by DeLong, DeLong and Clarke-Pearson (1988), from each case's placement among the
// cases of the other kind; with weights, each case's share in the mean is weighted, and so is its part of the variance.

/** Of one kind of case: the share of the other kind that each beats (or loses to), and its weight. */
type Placed = { shares: Float64Array; weights: Float64Array };
type Placements = { area: number; positives: Placed; negatives: Placed };

/** Area under the curve with DeLong's interval; null where one kind has fewer than two cases. */
export function areaUnderCurve(cases: readonly VerifiedCase[]): Estimate | null {
  const placed = placementsOf(cases);
  return placed && estimateOf(placed);
}

function estimateOf({ area, positives, negatives }: Placements): Estimate {
  return normalInterval(area, Math.sqrt(varianceOfMean(positives) + varianceOfMean(negatives)), [0, 1]);
}

export type AreaDifference = { one: Estimate; other: Estimate; difference: Estimate; pValue: number };

/** Two scores of the same cases, head to head. `other`: the second score of each case, in the order of `cases`. */
export function compareAreas(
  cases: readonly VerifiedCase[],
  other: readonly number[],
): AreaDifference | null {
  const rescored = cases.map((one, i) => ({ ...one, score: other[i]! }));
  const [a, b] = [placementsOf(cases), placementsOf(rescored)];
  if (!a || !b) return null;
  const variance =
    varianceOfMean(minus(a.positives, b.positives)) + varianceOfMean(minus(a.negatives, b.negatives));
  const difference = a.area - b.area;
  return {
    one: estimateOf(a),
    other: estimateOf(b),
    difference: normalInterval(difference, Math.sqrt(variance), [-1, 1]),
    pValue: pValueOf(difference, Math.sqrt(variance)),
  };
}

/** Two-sided. Scores that rank every pair alike do not differ at all. */
function pValueOf(difference: number, error: number): number {
  if (error === 0) return difference === 0 ? 1 : 0;
  return 2 * normalCdf(-Math.abs(difference) / error, 0, 1);
}

function placementsOf(cases: readonly VerifiedCase[]): Placements | null {
  const positives = emptyPlaces(cases, true);
  const negatives = emptyPlaces(cases, false);
  if (positives.shares.length < 2 || negatives.shares.length < 2) return null;
  const totals = [weightIn(positives), weightIn(negatives)] as const;
  const places = placeNumbers(cases);
  let [positivesBelow, negativesBelow] = [0, 0];
  for (const tied of tiedGroups(cases)) {
    const [p, n] = [true, false].map((kind) =>
      weightOf(tied.map((i) => cases[i]!).filter((c) => c.outcome === kind)),
    );
    for (const i of tied) {
      if (cases[i]!.outcome) positives.shares[places[i]!] = (negativesBelow + n! / 2) / totals[1];
      else negatives.shares[places[i]!] = 1 - (positivesBelow + p! / 2) / totals[0];
    }
    positivesBelow += p!;
    negativesBelow += n!;
  }
  return { area: meanOf(positives), positives, negatives };
}

function emptyPlaces(cases: readonly VerifiedCase[], outcome: boolean): Placed {
  const weights = Float64Array.from(
    cases.filter((one) => one.outcome === outcome).map(({ weight }) => weight),
  );
  return { shares: new Float64Array(weights.length), weights };
}

/** For each case its number among the cases of its own kind: the same for every score of them. */
function placeNumbers(cases: readonly VerifiedCase[]): number[] {
  const next = { true: 0, false: 0 };
  return cases.map(({ outcome }) => next[`${outcome}`]++);
}

/** The numbers of the cases, by ascending score, those of one score together. */
function tiedGroups(cases: readonly VerifiedCase[]): number[][] {
  const order = cases.map((_, i) => i).sort((a, b) => cases[a]!.score - cases[b]!.score);
  return [...Map.groupBy(order, (i) => cases[i]!.score).values()];
}

function minus(one: Placed, other: Placed): Placed {
  return { weights: one.weights, shares: one.shares.map((share, i) => share - other.shares[i]!) };
}

function weightIn({ weights }: Placed): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}

function meanOf(placed: Placed): number {
  return placed.shares.reduce((sum, share, i) => sum + share * placed.weights[i]!, 0) / weightIn(placed);
}

/** With equal weights, the sample variance divided by the number of cases. */
function varianceOfMean(placed: Placed): number {
  const [mean, total, n] = [meanOf(placed), weightIn(placed), placed.shares.length];
  const squares = placed.shares.reduce(
    (sum, share, i) => sum + (placed.weights[i]! * (share - mean)) ** 2,
    0,
  );
  return (squares / total ** 2) * (n / (n - 1));
}
