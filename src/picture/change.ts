import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';

// Change between two counts, with the exact conditional interval of their ratio: given the sum, the later count is
// binomial, so Clopper-Pearson limits of its share become limits of the ratio. Source: Przyborowski and Wilenski 1940.

/** Ratio of the later to the earlier count with its 95 % limits; null limits where they do not exist. */
export type Change = {
  before: number;
  after: number;
  ratio: number | null;
  low: number | null;
  high: number | null;
  words: ChangeWords;
};

/** What may be said. `none`: the counts are too small for a percentage. Source: the wording rules of the picture's design, 2026-11. */
export type ChangeWords =
  | { say: 'counts-only' }
  | { say: 'no-clear-change' }
  | {
      say: 'at-least-doubled' | 'about-doubled' | 'up' | 'down';
      percent: number;
      lowPercent: number;
      highPercent: number;
    };

/** Below this earlier count a percentage says more than the data do. */
const SMALLEST_BASE = 20;
const CONFIDENCE = 0.95;

/** `dispersion`: how many times the variance of plain counting the counts vary by; above 1 it widens the limits. */
export function changeBetween(before: number, after: number, dispersion = 1): Change {
  const exact = ratioLimits(before, after);
  const ratio = before === 0 ? null : after / before;
  const { low, high } = ratio === null || ratio === 0 ? exact : widen(ratio, exact, Math.max(1, dispersion));
  return { before, after, ratio, low, high, words: wordsFor({ before, ratio, low, high }) };
}

type Limits = { low: number | null; high: number | null };

/** Each limit lies so many times further away on the scale of ratios. */
function widen(ratio: number, { low, high }: Limits, dispersion: number): Limits {
  const away = (limit: number | null) =>
    limit === null ? null : ratio * (limit / ratio) ** Math.sqrt(dispersion);
  return { low: away(low), high: away(high) };
}

/** Exact 95 % limits of the ratio after/before of two Poisson means over equal times. */
export function ratioLimits(before: number, after: number): Limits {
  const tail = (1 - CONFIDENCE) / 2;
  if (before + after === 0) return { low: null, high: null };
  const lowShare = after === 0 ? 0 : betaQuantile(tail, after, before + 1);
  const highShare = before === 0 ? 1 : betaQuantile(1 - tail, after + 1, before);
  return { low: lowShare / (1 - lowShare), high: highShare === 1 ? null : highShare / (1 - highShare) };
}

export function wordsFor({
  before,
  ratio,
  low,
  high,
}: Pick<Change, 'before' | 'ratio' | 'low' | 'high'>): ChangeWords {
  if (before < SMALLEST_BASE || ratio === null || low === null || high === null)
    return { say: 'counts-only' };
  if (low <= 1 && high >= 1) return { say: 'no-clear-change' };
  const percents = { percent: percentOf(ratio), lowPercent: percentOf(low), highPercent: percentOf(high) };
  if (low >= 2) return { say: 'at-least-doubled', ...percents };
  if (low > 1.5 && high >= 2) return { say: 'about-doubled', ...percents };
  return { say: ratio > 1 ? 'up' : 'down', ...percents };
}

function percentOf(ratio: number): number {
  return Math.round((ratio - 1) * 100);
}
