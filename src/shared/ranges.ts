/** Numbers from `first` up to, without it, `last`. */
export type Range = { first: number; last: number };

/** Worked off at once: enough that asking costs nothing beside it, few enough that no thread waits for another. Chosen. */
const AT_ONCE = 2 ** 18;

/** All numbers below `count`, in parts that threads share out among themselves. */
export function rangesOf(count: number): Range[] {
  return Array.from({ length: Math.ceil(count / AT_ONCE) }, (_, i) => ({
    first: i * AT_ONCE,
    last: Math.min(count, (i + 1) * AT_ONCE),
  }));
}
