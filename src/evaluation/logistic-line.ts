import { type Estimate, normalInterval } from './interval.ts';

/** A point of a weighted logistic regression on one variable. `offset`: added to the line with the weight 1. */
export type Point = { x: number; outcome: boolean; weight: number; offset: number };

export type Line = { intercept: Estimate; slope: Estimate };

const MOST_STEPS = 50;
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
    const [da, db] = [
      inverse[0] * score[0] + inverse[1] * score[1],
      inverse[1] * score[0] + inverse[2] * score[1],
    ];
    [a, b] = [a + da, b + db];
    if (!(Math.abs(b) < STEEPEST && Math.abs(a) < STEEPEST)) return null;
    if (Math.abs(da) + Math.abs(db) < CLOSE_ENOUGH) return lineOf(points, a, b);
  }
  return null;
}

/** The intercept where the slope is held at 1 (calibration in the large); null where all outcomes are alike. */
export function fitShift(points: readonly Point[]): Estimate | null {
  let a = 0;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { score, information } = derivatives(points, a, 0);
    if (!(information[0] > 1e-12)) return null;
    const change = score[0] / information[0];
    a += change;
    if (!(Math.abs(a) < STEEPEST)) return null;
    if (Math.abs(change) < CLOSE_ENOUGH) return normalInterval(a, Math.sqrt(1 / information[0]));
  }
  return null;
}

type Symmetric = readonly [aa: number, ab: number, bb: number];

function derivatives(points: readonly Point[], a: number, b: number) {
  let [sa, sb, aa, ab, bb] = [0, 0, 0, 0, 0];
  for (const { x, outcome, weight, offset } of points) {
    const fitted = 1 / (1 + Math.exp(-(offset + a + b * x)));
    const residual = weight * ((outcome ? 1 : 0) - fitted);
    const spread = weight * fitted * (1 - fitted);
    sa += residual;
    sb += residual * x;
    aa += spread;
    ab += spread * x;
    bb += spread * x * x;
  }
  return { score: [sa, sb] as const, information: [aa, ab, bb] as Symmetric };
}

function lineOf(points: readonly Point[], a: number, b: number): Line | null {
  const inverse = invert(derivatives(points, a, b).information);
  if (!inverse) return null;
  return {
    intercept: normalInterval(a, Math.sqrt(inverse[0])),
    slope: normalInterval(b, Math.sqrt(inverse[2])),
  };
}

function invert([aa, ab, bb]: Symmetric): Symmetric | null {
  const determinant = aa * bb - ab * ab;
  return determinant > 1e-14 * aa * bb && determinant > 0
    ? [bb / determinant, -ab / determinant, aa / determinant]
    : null;
}
