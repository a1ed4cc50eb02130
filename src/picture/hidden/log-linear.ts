import { choleskyInPlace, inverseDiagonal, solveInPlace } from '../cholesky.ts';
import { type ListOverlaps, overlapOf, type Pair } from './list-overlaps.ts';

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
  return new Fit(overlaps, pairs, start).settle();
}

/** A fit under way, round by round, so that whoever compares many can leave those that have fallen behind. */
export class Fit {
  readonly #overlaps: ListOverlaps;
  readonly #pairs: readonly Pair[];
  readonly #design: Design;
  readonly #work: Work;
  readonly #information: Float64Array;
  #before = Number.POSITIVE_INFINITY;
  #rounds = 0;
  #state: 'open' | 'settled' | 'failed' = 'open';
  /** So far; it falls from round to round. */
  deviance = Number.POSITIVE_INFINITY;

  constructor(overlaps: ListOverlaps, pairs: readonly Pair[], start?: Float64Array) {
    this.#overlaps = overlaps;
    this.#pairs = pairs;
    this.#design = designOf(overlaps, pairs);
    this.#work = startOf(overlaps, this.#design, start);
    this.#information = new Float64Array(this.#design.width ** 2);
  }

  get state(): 'open' | 'settled' | 'failed' {
    return this.#state;
  }

  /** By how much the deviance can still fall at most: each round of Newton's method takes less than half of the last. */
  get mayFall(): number {
    if (this.#state !== 'open') return 0;
    return this.#rounds < 2 ? Number.POSITIVE_INFINITY : Math.abs(this.#before - this.deviance);
  }

  round(): void {
    if (this.#state !== 'open') return;
    this.#before = this.deviance;
    weigh(this.#design, { ...this.#work, information: this.#information });
    if (!choleskyInPlace(this.#information, this.#design.width)) {
      this.#state = 'failed';
      return;
    }
    solveInPlace(this.#information, this.#work.coefficients);
    this.deviance = updateMeans(this.#design, this.#work);
    this.#rounds += 1;
    if (Math.abs(this.deviance - this.#before) < CLOSE_ENOUGH * (Math.abs(this.deviance) + 1))
      this.#state = 'settled';
    else if (this.#rounds >= MOST_ROUNDS) this.#state = 'failed';
  }

  settle(): Fitted | null {
    while (this.#state === 'open') this.round();
    if (this.#state === 'failed') return null;
    const { coefficients } = this.#work;
    const [design, information] = [this.#design, this.#information];
    return describe(this.#overlaps, this.#pairs, {
      design,
      coefficients,
      information,
      deviance: this.deviance,
    });
  }
}

/** What a cell on its way to 0 may still hold when the fit has settled, for each unit of deviance. Chosen: ten times what the last round moved. */
export const VANISHING = 10 * CLOSE_ENOUGH;

function startOf(overlaps: ListOverlaps, { sets, width }: Design, like: Float64Array | undefined): Work {
  const y = new Float64Array(sets.length);
  const means = new Float64Array(sets.length);
  for (let cell = 0; cell < sets.length; cell += 1) {
    y[cell] = overlaps.counts[sets[cell]!]!;
    means[cell] = Math.max(like ? like[sets[cell]!]! : y[cell]! + 0.5, 1e-6);
  }
  return { y, means, coefficients: new Float64Array(width) };
}

/** Resamples try the same models again and again. Chosen: few enough to hold in memory. */
const MOST_KNOWN_DESIGNS = 4_000;
const KNOWN_DESIGNS = new Map<string, Design>();

export function designOf(overlaps: ListOverlaps, pairs: readonly Pair[]): Design {
  const lists = overlaps.lists.length;
  const finite: number[] = [];
  const certain: number[] = [];
  for (const pair of pairs) (overlapOf(overlaps, pair) > 0 ? finite : certain).push(maskOf(pair));
  const key = `${lists} ${finite.join()} ${certain.join()}`;
  const known = KNOWN_DESIGNS.get(key);
  if (known) return known;
  if (KNOWN_DESIGNS.size >= MOST_KNOWN_DESIGNS) KNOWN_DESIGNS.clear();
  const design = makeDesign(lists, finite, certain);
  KNOWN_DESIGNS.set(key, design);
  return design;
}

function makeDesign(lists: number, finite: readonly number[], certain: readonly number[]): Design {
  const sets: number[] = [];
  const effects: Uint8Array[] = [];
  for (let set = 1; set < 2 ** lists; set += 1) {
    if (certain.some((mask) => (set & mask) === mask)) continue;
    sets.push(set);
    effects.push(effectsOf(set, lists, finite));
  }
  return { sets, effects, width: 1 + lists + finite.length };
}

function maskOf([one, other]: Pair): number {
  return (1 << one) | (1 << other);
}

/** Filled anew for each set: few hold more effects than there are lists and pairs. */
const HELD = new Uint8Array(64);

function effectsOf(set: number, lists: number, pairs: readonly number[]): Uint8Array {
  let held = 1;
  for (let list = 0; list < lists; list += 1)
    if ((set >> list) & 1) {
      HELD[held] = 1 + list;
      held += 1;
    }
  for (let i = 0; i < pairs.length; i += 1)
    if ((set & pairs[i]!) === pairs[i]!) {
      HELD[held] = 1 + lists + i;
      held += 1;
    }
  return HELD.slice(0, held);
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
      const row = held[i]! * width;
      coefficients[held[i]!]! += working;
      for (let j = 0; j <= i; j += 1) information[row + held[j]!]! += mean;
    }
  }
}

/** Answers with the deviance. */
function updateMeans({ effects }: Design, { y, means, coefficients }: Work): number {
  let deviance = 0;
  for (let cell = 0; cell < effects.length; cell += 1) {
    let line = 0;
    const held = effects[cell]!;
    for (let i = 0; i < held.length; i += 1) line += coefficients[held[i]!]!;
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
