/** Lookups that a sender may make in a minute: 10,000 a second, twice what one service must answer. Chosen. */
export const LOOKUPS_PER_MINUTE = 600_000;

/** Of a sender that walked along a boundary: enough to go on working, too few to learn much. Chosen: one a second. */
export const SLOWED_PER_MINUTE = 60;

const MINUTE_MS = 60_000;

export type LookupBudget = {
  /** Takes so many lookups from the sender's minute; false where it has not so many left. */
  take(sourceId: string, lookups: number, perMinute: number): boolean;
};

/** Counts in this process: with several of them a sender has as many budgets. */
export function lookupBudget(nowMs: () => number = () => performance.now()): LookupBudget {
  const minutes = new Map<string, { startedMs: number; taken: number }>();
  return {
    take(sourceId, lookups, perMinute) {
      const now = nowMs();
      const minute = minutes.get(sourceId);
      const current = minute && now - minute.startedMs < MINUTE_MS ? minute : { startedMs: now, taken: 0 };
      if (current.taken + lookups > perMinute) return false;
      current.taken += lookups;
      minutes.set(sourceId, current);
      return true;
    },
  };
}
