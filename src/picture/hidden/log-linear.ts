import { choleskyInPlace, inverseDiagonal, solveInPlace } from '../cholesky.ts';
import { holdsPair, type ListOverlaps, overlapOf, type Pair } from './list-overlaps.ts';

/**
 * A Poisson log-linear model of the overlaps: an effect of each list, and of some pairs of lists. Where nobody is on
 * both lists of a pair that the model holds, its effect is minus infinity: the cells of both are 0 for certain and take
 * no part (Chan, Silverman and Vincent 2021).
 */
export type Fitted = {
  pairs: readonly Pair[];
  /** Log of the expected count of the empty set, the hidden ones, and its standard error. */
  logHidden: number;
  error: number;
  /** Of each set of lists; place 0 is the hidden ones. */
  expected: Float64Array;
  deviance: number;
  parameters: number;
};

const MOST_ROUNDS = 60;
const CLOSE_ENOUGH = 1e-9;
/** A line beyond it is on its way to infinity. */
const STEEPEST = 30;

/** Which cells take part, and which effects each has: 0 is the intercept, then the lists, then the finite pairs. */
export type Design = { sets: readonly number[]; effects: readonly Uint8Array[]; width: number };

/** Null where the fit does not settle or its effects cannot be told apart. `start`: expected counts of a like model. */
export function fitLogLinear(
  overlaps: ListOverlaps,
  pairs: readonly Pair[],
  start?: Float64Array,
): Fitted | null {
  const design = designOf(overlaps, pairs);
  const y = Float64Array.from(design.sets, (set) => overlaps.counts[set]!);
  const means = Float64Array.from(design.sets, (set, i) => Math.max(start?.[set] ?? y[i]! + 0.5, 1e-6));
  const information = new Float64Array(design.width ** 2);
  const coefficients = new Float64Array(design.width);
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    weigh(design, { y, means, information, coefficients });
    if (!choleskyInPlace(information, design.width)) return null;
    solveInPlace(information, coefficients);
    const deviance = updateMeans(design, { y, means, coefficients });
    if (Math.abs(deviance - before) < CLOSE_ENOUGH * (Math.abs(deviance) + 1))
      return describe(overlaps, pairs, { design, coefficients, information, deviance });
    before = deviance;
  }
  return null;
}

export function designOf(overlaps: ListOverlaps, pairs: readonly Pair[]): Design {
  const lists = overlaps.lists.length;
  const finite = pairs.filter((pair) => overlapOf(overlaps, pair) > 0);
  const certain = pairs.filter((pair) => !finite.includes(pair));
  const sets = [...overlaps.counts.keys()].filter(
    (set) => set > 0 && !certain.some((pair) => holdsPair(set, pair)),
  );
  return {
    sets,
    effects: sets.map((set) => effectsOf(set, lists, finite)),
    width: 1 + lists + finite.length,
  };
}

function effectsOf(set: number, lists: number, pairs: readonly Pair[]): Uint8Array {
  const effects = [0];
  for (let list = 0; list < lists; list += 1) if ((set >> list) & 1) effects.push(1 + list);
  pairs.forEach((pair, i) => {
    if (holdsPair(set, pair)) effects.push(1 + lists + i);
  });
  return Uint8Array.from(effects);
}

type Work = { y: Float64Array; means: Float64Array; coefficients: Float64Array };

/** Information and right-hand side of one round of iteratively reweighted least squares with the log link. */
function weigh({ effects, width }: Design, work: Work & { information: Float64Array }): void {
  const { y, means, information, coefficients } = work;
  information.fill(0);
  coefficients.fill(0);
  for (let cell = 0; cell < effects.length; cell += 1) {
    const mean = means[cell]!;
    const working = mean * Math.log(mean) + y[cell]! - mean;
    const held = effects[cell]!;
    for (let i = 0; i < held.length; i += 1) {
      coefficients[held[i]!]! += working;
      for (let j = 0; j <= i; j += 1) information[held[i]! * width + held[j]!]! += mean;
    }
  }
}

/** Answers with the deviance. */
function updateMeans({ effects }: Design, { y, means, coefficients }: Work): number {
  let deviance = 0;
  for (let cell = 0; cell < effects.length; cell += 1) {
    let line = 0;
    for (const effect of effects[cell]!) line += coefficients[effect]!;
    const mean = Math.exp(Math.max(-STEEPEST, Math.min(STEEPEST, line)));
    means[cell] = mean;
    const count = y[cell]!;
    deviance += 2 * ((count === 0 ? 0 : count * Math.log(count / mean)) - (count - mean));
  }
  return deviance;
}

type Solved = { design: Design; coefficients: Float64Array; information: Float64Array; deviance: number };

function describe(overlaps: ListOverlaps, pairs: readonly Pair[], solved: Solved): Fitted {
  const { design, coefficients, information, deviance } = solved;
  const expected = new Float64Array(overlaps.counts.length);
  expected[0] = Math.exp(coefficients[0]!);
  design.sets.forEach((set, cell) => {
    expected[set] = Math.exp(design.effects[cell]!.reduce((line, effect) => line + coefficients[effect]!, 0));
  });
  return {
    pairs,
    logHidden: coefficients[0]!,
    error: Math.sqrt(inverseDiagonal(information, design.width, 0)),
    expected,
    deviance,
    parameters: design.width,
  };
}
