/**
 * People (or whatever unit is declared) by the lists on which they are found. `counts`: of each non-empty set of
 * lists, how many are on exactly these; the set is a bit mask, so that place 0 (on no list) is what is asked for.
 */
export type ListOverlaps = { lists: readonly string[]; counts: Float64Array };

/** Beyond it the number of models grows past what can be looked through. */
export const MOST_LISTS = 6;
export const FEWEST_LISTS = 3;

/** Two lists, by their places. */
export type Pair = readonly [one: number, other: number];

export function knownIn({ counts }: ListOverlaps): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

export function pairsOf(lists: number): Pair[] {
  return Array.from({ length: lists }, (_, one) =>
    Array.from({ length: lists - one - 1 }, (_, next): Pair => [one, one + next + 1]),
  ).flat();
}

export function holdsPair(set: number, [one, other]: Pair): boolean {
  return ((set >> one) & 1) === 1 && ((set >> other) & 1) === 1;
}

/** How many are on both lists, whatever others they are on. */
export function overlapOf({ counts }: ListOverlaps, [one, other]: Pair): number {
  const both = (1 << one) | (1 << other);
  let sum = 0;
  for (let set = both; set < counts.length; set += 1) if ((set & both) === both) sum += counts[set]!;
  return sum;
}
