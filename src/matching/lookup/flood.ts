// When one value suddenly hits far more than its history, something is wrong with the value (a blank picture, a logo on
// a list) or with whoever asks: it is held back until a person has looked. Pure.

/** Hits of one value for one sender in a day, under which nothing is held back: a person could still look at each. Chosen. */
export const LEAST_HITS = 1_000;

/** How many times its busiest day of the past a value may hit. Chosen: a news story multiplies a value by ten. */
const TIMES_BUSIEST = 20;

/** How long a day counts as history, in days. Chosen: four weeks hold each weekday four times. */
export const HISTORY_DAYS = 28;

/**
 * Of a sender that has looked values up on fewer days than this there is no history to judge by: a first run over all
 * that it stores hits everything at once.
 */
const DAYS_OF_HISTORY = 7;

/** Without a history a value is held back only if it alone makes up so much of the day's hits, from so many hits on. Chosen. */
const WITHOUT_HISTORY = { leastHits: 10_000, shareOfHits: 0.1 };

export type ValueToday = {
  /** Hits of the value for the sender today. */
  hits: number;
  /** Its busiest day before, today's hits at a release included: what a person let pass may come again. */
  busiest: number;
  /** Hits of all values for the sender today. */
  allHits: number;
  /** Days before today on which the sender looked anything up. */
  days: number;
};

/** How many hits the history lets pass today. */
export function allowedHits({ busiest, allHits, days }: ValueToday): number {
  const byHistory = Math.max(LEAST_HITS, busiest * TIMES_BUSIEST);
  if (days >= DAYS_OF_HISTORY) return byHistory;
  const { leastHits, shareOfHits } = WITHOUT_HISTORY;
  return Math.max(byHistory, leastHits, Math.floor(allHits * shareOfHits));
}

export function isFlood(value: ValueToday): boolean {
  return value.hits > allowedHits(value);
}

/** Held back for so many senders, a value is held back for everybody: it is not one sender's doing. */
export const SENDERS_FOR_EVERYBODY = 2;
