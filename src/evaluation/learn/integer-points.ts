import type { Candidate } from './choose-items.ts';
import type { Span } from './fit-weights.ts';
import { lossOf } from './fit-weights.ts';

/** Whole points for the chosen items, and the line that turns their total into log odds. */
export type Points = { points: Int32Array; intercept: number; slope: number; loss: number };

/** Scales at which weights are rounded; the search around each makes more of them pointless. */
const SCALES = 24;
const MOST_PASSES = 20;

/**
 * The whole points with the least loss that are found: the weights are rounded at many scales, and from each rounding
 * single points are moved by one as long as the loss falls. After each move the line is fitted anew, so that points
 * are only ever relative to one another. `signs`: what each item's points may be, as a span of weights.
 */
export function integerPoints(candidate: Candidate, signs: readonly Span[], mostPoints: number): Points {
  const largest = Math.max(...candidate.fit.weights.map(Math.abs), 1e-9);
  const bounds = signs.map(
    ([least, most]) => [least < 0 ? -mostPoints : 0, most > 0 ? mostPoints : 0] as const,
  );
  const seen = new Map<string, Points>();
  const rounded = Array.from({ length: SCALES }, (_, i) => {
    const scale = ((i + 1) / SCALES) * (mostPoints / largest);
    return candidate.fit.weights.map((weight) => Math.round(weight * scale));
  });
  const ends = rounded.map((start) => improve(candidate, Int32Array.from(start), bounds, seen));
  return ends.reduce((best, end) => (end.loss < best.loss ? end : best));
}

function improve(
  candidate: Candidate,
  start: Int32Array,
  bounds: readonly Span[],
  seen: Map<string, Points>,
): Points {
  let best = judge(candidate, start, seen);
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const moves = [...best.points.keys()].flatMap((i) =>
      [-1, 1]
        .map((step) => best.points[i]! + step)
        .filter((moved) => moved >= bounds[i]![0] && moved <= bounds[i]![1])
        .map((moved) => judge(candidate, best.points.with(i, moved), seen)),
    );
    const next = moves.reduce((least, one) => (one.loss < least.loss - 1e-9 ? one : least), best);
    if (next === best) return best;
    best = next;
  }
  return best;
}

function judge({ patterns }: Candidate, points: Int32Array, seen: Map<string, Points>): Points {
  const key = points.join(' ');
  const known = seen.get(key);
  if (known) return known;
  const totals = patterns.bits.map((held) => held.reduce((total, bit, i) => total + bit * points[i]!, 0));
  const judged = { points, ...fitTotals(totals, patterns.cases, patterns.positives) };
  seen.set(key, judged);
  return judged;
}

/** The logistic line over the totals; a slope below 0 would turn points around, and is held at 0. */
function fitTotals(
  totals: readonly number[],
  cases: Float64Array,
  positives: Float64Array,
): Omit<Points, 'points'> {
  const share = positives.reduce((a, b) => a + b, 0) / cases.reduce((a, b) => a + b, 0);
  let [a, b] = [Math.log(share / (1 - share)), 0];
  for (let step = 0; step < 40; step += 1) {
    let [sa, sb, aa, ab, bb] = [0, 0, 1e-9, 0, 1e-9];
    for (let i = 0; i < totals.length; i += 1) {
      const fitted = 1 / (1 + Math.exp(-a - b * totals[i]!));
      const [residual, spread] = [positives[i]! - cases[i]! * fitted, cases[i]! * fitted * (1 - fitted)];
      sa += residual;
      sb += residual * totals[i]!;
      aa += spread;
      ab += spread * totals[i]!;
      bb += spread * totals[i]! ** 2;
    }
    const determinant = aa * bb - ab * ab;
    const limit = (change: number) => Math.max(-2, Math.min(2, change));
    const [da, db] = [limit((bb * sa - ab * sb) / determinant), limit((aa * sb - ab * sa) / determinant)];
    [a, b] = [a + da, Math.max(0, b + db)];
    if (Math.abs(da) + Math.abs(db) < 1e-8) break;
  }
  return {
    intercept: a,
    slope: b,
    loss: lossOf(
      cases,
      positives,
      Float64Array.from(totals, (t) => a + b * t),
    ),
  };
}
