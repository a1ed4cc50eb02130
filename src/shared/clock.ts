/** The time of day, handed in so that a test or the example month can say what time it is. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is set: for tests and for the generated example. */
export function settableClock(start: Date): Clock & { set(to: Date): void } {
  let current = start;
  return {
    now: () => new Date(current),
    set(to) {
      current = to;
    },
  };
}
