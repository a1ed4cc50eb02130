import type { Candidate } from './choose-items.ts';
import { heldBack, lossOf, type Span } from './fit-weights.ts';
import type { Patterns } from './patterns.ts';

/** Whole points for the chosen items, and the line that turns their total into log odds. */
export type Points = {
  points: Int32Array;
  intercept: number;
  slope: number;
  /** Logistic loss in nats, summed over cases; and with what holds weights back, by which points are chosen. */
  loss: number;
  cost: number;
};

/** Scales at which weights are rounded. The best roundings are bettered by single moves; more of them found nothing better. */
const SCALES = 24;
const BETTERED = 4;
const MOST_PASSES = 20;

/**
 * The whole points with the least loss that are found: the weights are rounded at many scales, and from the best
 * roundings single points are moved by one as long as the loss falls. After each move the line is fitted anew, so that
 * points are only ever relative to one another. `signs`: what each item's points may be, as a span of weights.
 */
export function integerPoints(candidate: Candidate, signs: readonly Span[], mostPoints: number): Points {
  const largest = Math.max(...candidate.fit.weights.map(Math.abs), 1e-9);
  const bounds = signs.map(
    ([least, most]) => [least < 0 ? -mostPoints : 0, most > 0 ? mostPoints : 0] as const,
  );
  const seen = new Map<string, Points>();
  const judge = (points: Int32Array) => judgeOnce(candidate.patterns, points, seen);
  const starts = Array.from({ length: SCALES }, (_, i) => {
    const scale = ((i + 1) / SCALES) * (mostPoints / largest);
    return judge(Int32Array.from(candidate.fit.weights, (weight) => Math.round(weight * scale)));
  });
  const ends = [...new Set(starts)]
    .sort((a, b) => a.cost - b.cost)
    .slice(0, BETTERED)
    .map((start) => improve(start, bounds, judge));
  return ends.reduce((best, end) => (end.cost < best.cost ? end : best));
}

function improve(start: Points, bounds: readonly Span[], judge: (points: Int32Array) => Points): Points {
  let best = start;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const moves = [...best.points.keys()].flatMap((i) =>
      [-1, 1]
        .map((step) => best.points[i]! + step)
        .filter((moved) => moved >= bounds[i]![0] && moved <= bounds[i]![1])
        .map((moved) => judge(best.points.with(i, moved))),
    );
    const next = moves.reduce((least, one) => (one.cost < least.cost - 1e-9 ? one : least), best);
    if (next === best) return best;
    best = next;
  }
  return best;
}

function judgeOnce(patterns: Patterns, points: Int32Array, seen: Map<string, Points>): Points {
  const key = points.join(' ');
  const known = seen.get(key);
  if (known) return known;
  const fitted = fitTotals(addUp(patterns, points));
  const cost = fitted.loss + heldBack(Array.from(points, (point) => point * fitted.slope));
  const judged = { points, ...fitted, cost };
  seen.set(key, judged);
  return judged;
}

/** Cases and positives of each total that occurs. */
type Totals = { totals: number[]; cases: number[]; positives: number[] };

function addUp({ bits, cases, positives }: Patterns, points: Int32Array): Totals {
  const least = points.reduce((sum, point) => sum + Math.min(0, point), 0);
  const most = points.reduce((sum, point) => sum + Math.max(0, point), 0);
  const [ofCases, ofPositives] = [new Float64Array(most - least + 1), new Float64Array(most - least + 1)];
  for (let i = 0; i < bits.length; i += 1) {
    let total = -least;
    for (let held = bits[i]!, item = 0; held !== 0; held >>>= 1, item += 1)
      if (held & 1) total += points[item]!;
    ofCases[total]! += cases[i]!;
    ofPositives[total]! += positives[i]!;
  }
  const found = [...ofCases.keys()].filter((total) => ofCases[total]! > 0);
  return {
    totals: found.map((total) => total + least),
    cases: found.map((total) => ofCases[total]!),
    positives: found.map((total) => ofPositives[total]!),
  };
}

/** The logistic line over the totals; a slope below 0 would turn points around, and is held at 0. */
function fitTotals({ totals, cases, positives }: Totals): Omit<Points, 'points' | 'cost'> {
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
  const lines = totals.map((total) => a + b * total);
  return { intercept: a, slope: b, loss: lossOf(cases, positives, lines) };
}
