import { type VerifiedCase, weightOf } from './scored-case.ts';

/** One cut of a score: whoever scores at least so much is flagged; null: nobody is. */
export type RocPoint = { cut: number | null; sensitivity: number; falsePositives: number };

/** Cuts shown of a score with very many values; the curve's ends always are. Chosen. */
const MOST_SHOWN = 200;

/** From no case flagged to all flagged. The caller has cases of both kinds. */
export function rocCurve(cases: readonly VerifiedCase[]): RocPoint[] {
  const positives = weightOf(cases.filter(({ outcome }) => outcome));
  const negatives = weightOf(cases) - positives;
  const byScore = [
    ...Map.groupBy(
      [...cases].sort((a, b) => b.score - a.score),
      ({ score }) => score,
    ),
  ];
  let [found, wrong] = [0, 0];
  const points = byScore.map(([cut, tied]): RocPoint => {
    for (const { outcome, weight } of tied) {
      if (outcome) found += weight;
      else wrong += weight;
    }
    return { cut, sensitivity: found / positives, falsePositives: wrong / negatives };
  });
  const every = Math.ceil(points.length / MOST_SHOWN);
  const shown = points.filter((_, i) => i % every === 0 || i === points.length - 1);
  return [{ cut: null, sensitivity: 0, falsePositives: 0 }, ...shown];
}
