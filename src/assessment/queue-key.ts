import type { Assessment } from './assess.ts';
import {
  BAND_ORDER,
  BANDS,
  type Band,
  GRAVITY_ORDER,
  IMMINENCE_ORDER,
  type Imminence,
  SOLVABILITY_ORDER,
} from './axes.ts';
import type { Policy, RankedAxis } from './policy.ts';

// The order of the queue as one number that never depends on the time of day, so that it can be stored and indexed:
// tier (1 digit), day of the deadline (5), rank within the day (5), minute of the deadline (4). Smallest first.

export const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
const MINUTE_DIGITS = 10_000;
const RANK_DIGITS = 100_000;
const DAY_DIGITS = 100_000;

/** Imminent danger stands before everything; harm that is current by policy before what goes by its deadline. */
const TIERS = {
  imminent: 0,
  current: 1,
  'by-deadline': 2,
} as const;
export type Tier = (typeof TIERS)[keyof typeof TIERS];

export function tierOf(floored: boolean, imminence: Imminence, band: Band): Tier {
  if (floored) return TIERS.imminent;
  return imminence === 'P1' && band === 'very-high' ? TIERS.current : TIERS['by-deadline'];
}

/** The moment by which a band promises a first action, counted from receipt. */
export function actBy(receivedAt: Date, band: Band): Date {
  return new Date(receivedAt.getTime() + BANDS[band].actWithinDays * MS_PER_DAY);
}

/** One digit for each axis that the policy ranks by, 0 the worst: no weights, the first difference decides. */
export function rankOf(assessment: Assessment, policy: Policy): number {
  return policy.orderWithinDay.reduce((rank, axis) => rank * 10 + rankDigit(axis, assessment), 0);
}

function rankDigit(axis: RankedAxis, assessment: Assessment): number {
  switch (axis) {
    case 'imminence':
      return IMMINENCE_ORDER.indexOf(assessment.imminence.level);
    case 'suspect-risk':
      return BAND_ORDER.indexOf(assessment.suspectRisk.level);
    case 'gravity':
      return GRAVITY_ORDER.indexOf(assessment.gravity);
    case 'solvability':
      return SOLVABILITY_ORDER.indexOf(assessment.solvability.level);
    case 'novelty':
      return noveltyDigit(assessment);
    default:
      return axis satisfies never;
  }
}

function noveltyDigit({ novelty }: Assessment): number {
  if (novelty.level === 'first-seen') return 0;
  if (novelty.virality === 'viral' || novelty.level === 'not-of-concern') return 3;
  return novelty.level === 'seen-before' || novelty.level === 'known' ? 2 : 1;
}

export function orderKey(place: { tier: Tier; actBy: Date; rank: number }): number {
  const ms = place.actBy.getTime();
  const day = Math.floor(ms / MS_PER_DAY);
  const minute = Math.floor((ms - day * MS_PER_DAY) / MS_PER_MINUTE);
  if (day < 0 || day >= DAY_DIGITS || place.rank >= RANK_DIGITS)
    throw new RangeError('outside the order of the queue');
  return ((place.tier * DAY_DIGITS + day) * RANK_DIGITS + place.rank) * MINUTE_DIGITS + minute;
}
