import type { Policy } from './policy.ts';
import { POLICY_2026_11 } from './policy-2026-11.ts';

/**
 * The axes, points and bands of the first policy; another order. Under the first one an overdue referral of a low band
 * stood before a new one of a very high band, and one source could fill the queue. Every number of days is this
 * project's own judgement of 22 November 2026, chosen with `everydot queue simulate`; none has been tried on outcomes.
 */
export const POLICY_2026_12: Policy = {
  ...POLICY_2026_11,
  version: '2026-12',
  validation:
    'Not validated: the points, thresholds and days are judgements; the order was compared with others in simulation only.',

  headStarts: {
    // The clocks promise 1, 7, 14 and 30 days, and while all of them can be met this order meets them. Where they cannot,
    // a new referral of a high band stands before a medium one for 83 days, and that one before a low one for 60; after
    // 150 days even the lowest stands beside what has just come in: nothing starves.
    waitDays: { 'very-high': 1, high: 7, medium: 90, low: 150 },
    daysSooner: {
      imminence: { P1: 7, P2: 4, P3: 0 },
      withChild: 12,
      suspectRisk: { 'very-high': 4, high: 3, medium: 2, low: 0 },
      gravity: { gravest: 7, grave: 2, stated: 0 },
      // First-generation material may mean that a child is being abused now.
      novelty: { 'first-seen': 4, 'not-known': 2, seen: 0, circulating: 0 },
      solvability: { strong: 2, partial: 1, weak: 0.5, none: 0 },
    },
  },

  // Four weeks hold every weekday four times. Twenty a day is what one analyst reads in a shift; chosen.
  // Back by no longer than the lowest band can wait: a sender that was flooded through is not shut out for years.
  fairness: { overDays: 28, timesMedian: 3, leastPerDay: 20, mostDaysBack: 150 },
};
