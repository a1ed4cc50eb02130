import { type Estimate, normalInterval } from './interval.ts';

/**
 * A point of a weighted logistic regression on one variable. `offset`: added to the line with the weight 1. A weight says
 * how many cases one seen case stands for: it moves the line, and it adds to its doubt.
 */
export type Point = { x: number; outcome: boolean; weight: number; offset: number };

export type Line = { intercept: Estimate; slope: Estimate };

const MOST_STEPS = 100;
const CLOSE_ENOUGH = 1e-10;
/** Beyond it the outcomes are told apart without error, and there is no finite line. */
const STEEPEST = 1e3;

/** Maximum likelihood by Newton's method; null where there is none (one outcome only, or no overlap). */
export function fitLine(points: readonly Point[]): Line | null {
  let [a, b] = [0, 0];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { score, information } = derivatives(points, a, b);
    const inverse = invert(information);
    if (!inverse) return null;
    const [da, db] = shortened(
      points,
      [a, b],
      [inverse[0] * score[0] + inverse[1] * score[1], inverse[1] * score[0] + inverse[2] * score[1]],
    );
    [a, b] = [a + da, b + db];
    if (!(Math.abs(b) < STEEPEST && Math.abs(a) < STEEPEST)) return null;
    if (Math.abs(da) + Math.abs(db) < CLOSE_ENOUGH) return lineOf(points, a, b);
  }
  return null;
}

/** Where most probabilities are all but certain, a full step overshoots: it is halved until it betters the fit. */
function shortened(points: readonly Point[], [a, b]: Pair, [da, db]: Pair): Pair {
  const before = lossOf(points, a, b);
  for (let share = 1; share > CLOSE_ENOUGH; share /= 2)
    if (lossOf(points, a + share * da, b + share * db) <= before * (1 + 1e-12))
      return [share * da, share * db];
  return [0, 0];
}
type Pair = readonly [number, number];

/** In nats. */
function lossOf(points: readonly Point[], a: number, b: number): number {
  let loss = 0;
  for (const { x, outcome, weight, offset } of points) {
    const against = (outcome ? -1 : 1) * (offset + a + b * x);
    loss += weight * (Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against))));
  }
  return loss;
}

/** The intercept where the slope is held at 1 (calibration in the large); null where all outcomes are alike. */
export function fitShift(points: readonly Point[]): Estimate | null {
  if (points.every(({ outcome }) => outcome === points[0]!.outcome)) return null;
  let [a, low, high] = [0, -STEEPEST, STEEPEST];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { score, information, doubt } = derivatives(points, a, 0);
    if (score[0] > 0) low = a;
    else high = a;
    const newton = a + score[0] / information[0];
    const next = newton >= low && newton <= high ? newton : (low + high) / 2;
    if (Math.abs(next - a) < CLOSE_ENOUGH) return normalInterval(a, Math.sqrt(doubt[0]) / information[0]);
    a = next;
  }
  return null;
}

type Symmetric = readonly [aa: number, ab: number, bb: number];

function derivatives(points: readonly Point[], a: number, b: number) {
  let [sa, sb, aa, ab, bb] = [0, 0, 0, 0, 0];
  let [va, vab, vb] = [0, 0, 0];
  for (const { x, outcome, weight, offset } of points) {
    const fitted = 1 / (1 + Math.exp(-(offset + a + b * x)));
    const residual = weight * ((outcome ? 1 : 0) - fitted);
    const spread = weight * fitted * (1 - fitted);
    sa += residual;
    sb += residual * x;
    aa += spread;
    ab += spread * x;
    bb += spread * x * x;
    va += weight * spread;
    vab += weight * spread * x;
    vb += weight * spread * x * x;
  }
  return {
    score: [sa, sb] as const,
    information: [aa, ab, bb] as Symmetric,
    doubt: [va, vab, vb] as Symmetric,
  };
}

function lineOf(points: readonly Point[], a: number, b: number): Line | null {
  const { information, doubt } = derivatives(points, a, b);
  const inverse = invert(information);
  if (!inverse) return null;
  const [aa, ab, bb] = inverse;
  return {
    intercept: normalInterval(a, Math.sqrt(varianceAlong([aa, ab], doubt))),
    slope: normalInterval(b, Math.sqrt(varianceAlong([ab, bb], doubt))),
  };
}

/** With equal weights of 1 the doubt is the information, and this its inverse (Huber's sandwich). */
function varianceAlong([x, y]: readonly [number, number], [aa, ab, bb]: Symmetric): number {
  return x * x * aa + 2 * x * y * ab + y * y * bb;
}

function invert([aa, ab, bb]: Symmetric): Symmetric | null {
  const determinant = aa * bb - ab * ab;
  return determinant > 1e-14 * aa * bb && determinant > 0
    ? [bb / determinant, -ab / determinant, aa / determinant]
    : null;
}
