import { choleskyInPlace, solveInPlace } from '../cholesky.ts';

/** Counts to be explained: one row of `effects` per count, row after row; `weights`: what each count is worth. */
export type Counts = {
  counts: Float64Array;
  effects: Float64Array;
  width: number;
  weights: Float64Array;
};

/** A log-linear model whose variance is `dispersion` times its mean, and never less than it. */
export type Fit = {
  coefficients: Float64Array;
  means: Float64Array;
  /** Of each count, how far it pulls its own mean: between 0 and 1. */
  leverages: Float64Array;
  dispersion: number;
};

const MOST_ROUNDS = 50;
const CLOSE_ENOUGH = 1e-10;
const SMALLEST_MEAN = 1e-8;

/** Iteratively reweighted least squares. Null where it does not settle or effects cannot be told apart. */
export function fitQuasiPoisson(given: Counts): Fit | null {
  const { counts, width } = given;
  const means = counts.map((count) => count + 0.1);
  const information = new Float64Array(width ** 2);
  const coefficients = new Float64Array(width);
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    weigh(given, { means, information, coefficients });
    if (!choleskyInPlace(information, width)) return null;
    solveInPlace(information, coefficients);
    const deviance = updateMeans(given, means, coefficients);
    if (Math.abs(deviance - before) < CLOSE_ENOUGH * (Math.abs(deviance) + 0.1))
      return describe(given, { means, coefficients, information });
    before = deviance;
  }
  return null;
}

type Work = { means: Float64Array; information: Float64Array; coefficients: Float64Array };

function weigh({ counts, effects, width, weights }: Counts, work: Work): void {
  const { means, information, coefficients } = work;
  information.fill(0);
  coefficients.fill(0);
  for (let row = 0; row < counts.length; row += 1) {
    const mean = means[row]!;
    const weight = weights[row]! * mean;
    const working = weights[row]! * (mean * Math.log(mean) + counts[row]! - mean);
    for (let i = 0; i < width; i += 1) {
      const effect = effects[row * width + i]!;
      if (effect === 0) continue;
      coefficients[i]! += effect * working;
      for (let j = 0; j <= i; j += 1)
        information[i * width + j]! += weight * effect * effects[row * width + j]!;
    }
  }
}

function updateMeans(given: Counts, means: Float64Array, coefficients: Float64Array): number {
  const { counts, weights } = given;
  let deviance = 0;
  for (let row = 0; row < counts.length; row += 1) {
    const mean = Math.max(SMALLEST_MEAN, Math.exp(Math.min(30, lineOf(given, coefficients, row))));
    const count = counts[row]!;
    means[row] = mean;
    deviance += 2 * weights[row]! * ((count === 0 ? 0 : count * Math.log(count / mean)) - (count - mean));
  }
  return deviance;
}

function lineOf({ effects, width }: Counts, coefficients: Float64Array, row: number): number {
  let line = 0;
  for (let i = 0; i < width; i += 1) line += effects[row * width + i]! * coefficients[i]!;
  return line;
}

function describe(given: Counts, { means, information, coefficients }: Work): Fit {
  const { counts, effects, width, weights } = given;
  const leverages = counts.map((_, row) => {
    const own = effects.slice(row * width, (row + 1) * width);
    const solved = own.slice();
    solveInPlace(information, solved);
    return weights[row]! * means[row]! * own.reduce((sum, effect, i) => sum + effect * solved[i]!, 0);
  });
  const pearson = counts.reduce(
    (sum, count, row) => sum + (weights[row]! * (count - means[row]!) ** 2) / means[row]!,
    0,
  );
  const dispersion = Math.max(1, pearson / Math.max(1, counts.length - width));
  return { coefficients, means, leverages, dispersion };
}
