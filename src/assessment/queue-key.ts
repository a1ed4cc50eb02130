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
import { NOVELTY_CLASSES, type NoveltyClass, type Policy, type RankedAxis } from './policy.ts';

// The order of the queue as one number that never depends on the time of day, so that it can be stored and indexed.
// By head starts: tier (1 digit), minute at which it stands (8), rank (5). By deadline, as under the first policy: tier,
// day of the deadline (5), rank within the day (5), minute of the deadline (4). Smallest first.

export const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
const MINUTE_DIGITS = 10_000;
const RANK_DIGITS = 100_000;
const DAY_DIGITS = 100_000;
/** Minutes since 1970: enough until the year 2160. */
const STANDING_DIGITS = 100_000_000;

/** Imminent danger before everything; then harm that is current by policy; then every other very high band. */
const TIERS = {
  imminent: 0,
  current: 1,
  'very-high': 2,
  others: 3,
} as const;
export type Tier = (typeof TIERS)[keyof typeof TIERS];

type Tiered = { floored: boolean; imminence: Imminence; band: Band };

/** Without head starts what is very high but not current goes by its deadline among the others. */
export function tierOf({ floored, imminence, band }: Tiered, policy: Policy): Tier {
  if (floored) return TIERS.imminent;
  if (imminence === 'P1' && band === 'very-high') return TIERS.current;
  if (policy.headStarts === null) return TIERS['very-high'];
  return band === 'very-high' ? TIERS['very-high'] : TIERS.others;
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
      return NOVELTY_CLASSES.indexOf(noveltyClass(assessment));
    default:
      return axis satisfies never;
  }
}

export function noveltyClass({ novelty }: Pick<Assessment, 'novelty'>): NoveltyClass {
  if (novelty.level === 'first-seen') return 'first-seen';
  if (novelty.virality === 'viral' || novelty.level === 'not-of-concern') return 'circulating';
  return novelty.level === 'seen-before' || novelty.level === 'known' ? 'seen' : 'not-known';
}

export type Place = { tier: Tier; actBy: Date; standsAt: Date; rank: number };

export function orderKey(place: Place, policy: Policy): number {
  return policy.headStarts === null ? keyByDeadline(place) : keyByStanding(place);
}

function keyByStanding({ tier, standsAt, rank }: Place): number {
  const minute = Math.floor(standsAt.getTime() / MS_PER_MINUTE);
  ensureFits(minute >= 0 && minute < STANDING_DIGITS && rank < RANK_DIGITS);
  return (tier * STANDING_DIGITS + minute) * RANK_DIGITS + rank;
}

function keyByDeadline({ tier, actBy: due, rank }: Place): number {
  const ms = due.getTime();
  const day = Math.floor(ms / MS_PER_DAY);
  const minute = Math.floor((ms - day * MS_PER_DAY) / MS_PER_MINUTE);
  ensureFits(day >= 0 && day < DAY_DIGITS && rank < RANK_DIGITS);
  return ((tier * DAY_DIGITS + day) * RANK_DIGITS + rank) * MINUTE_DIGITS + minute;
}

function ensureFits(fits: boolean): void {
  if (!fits) throw new RangeError('outside the order of the queue');
}
