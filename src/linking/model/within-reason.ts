import type { Level } from '../kinds/kind.ts';

/**
 * How much likelier than expected a level that speaks against may become. Chosen: of 2, 2.5 and 3
 * the one that kept sets of households right at least cost to noisy ones.
 */
const MOST_AGAINST = 2.5;

/**
 * Rates of one person's pairs (m) in which no level that strangers reach as often is likelier than reason allows: one
 * person's records may differ, but not mostly. What is taken off goes to the other levels in proportion.
 */
export function withinReason(
  rates: readonly number[],
  expected: readonly number[],
  { strangers, levels }: { strangers: readonly number[]; levels: readonly Level[] },
): number[] {
  const bounds = expected.map((share, level) =>
    level > 0 && (strangers[level]! >= share || levels[level]?.shared)
      ? Math.min(1, MOST_AGAINST * share)
      : 1,
  );
  let bounded = [...rates];
  // Each round holds at least one level more at its bound.
  for (let round = 0; round < rates.length; round++) bounded = heldAt(bounds, bounded);
  return bounded;
}

function heldAt(bounds: readonly number[], rates: readonly number[]): number[] {
  const isHeld = rates.map((rate, level) => rate >= bounds[level]! && bounds[level]! < 1);
  let [held, free] = [0, 0];
  for (const [level, rate] of rates.entries())
    if (isHeld[level]) held += bounds[level]!;
    else free += rate;
  if (free === 0) return [...rates];
  return rates.map((rate, level) => (isHeld[level] ? bounds[level]! : (rate * (1 - held)) / free));
}
