// The vocabulary of assessment: five axes that are never added up to one number. Each lists its levels worst first.

import type { Term } from '../referral/index.ts';

/** Days within which each band promises a first action. Source: HMICFRS, inspection of online child sexual abuse, 2023. */
export const BANDS = {
  'very-high': { label: 'Very high', actWithinDays: 1 },
  high: { label: 'High', actWithinDays: 7 },
  medium: { label: 'Medium', actWithinDays: 14 },
  low: { label: 'Low', actWithinDays: 30 },
} as const satisfies Record<string, Term & { actWithinDays: number }>;
export type Band = keyof typeof BANDS;
export const BAND_ORDER = Object.keys(BANDS) as Band[];

/** How soon a child may come to harm. Source: Online Safety Act 2023 s.66, SI 2026/268 (P1, P2, P3). */
export const IMMINENCE = {
  P1: { label: 'Current or immediate' },
  P2: { label: 'Near future or time-sensitive' },
  P3: { label: 'Other' },
} as const satisfies Record<string, Term>;
export type Imminence = keyof typeof IMMINENCE;
export const IMMINENCE_ORDER = Object.keys(IMMINENCE) as Imminence[];

/** Whether anybody can be located with what is stated. */
export const SOLVABILITY = {
  strong: { label: 'Strong: a name with a place, or an address on the network with port and time' },
  partial: { label: 'Partial: identifiers that a provider can answer for' },
  weak: { label: 'Weak: an account only' },
  none: { label: 'None stated' },
} as const satisfies Record<string, Term>;
export type Solvability = keyof typeof SOLVABILITY;
export const SOLVABILITY_ORDER = Object.keys(SOLVABILITY) as Solvability[];

export const COMPLETENESS = {
  poor: { label: 'Poor' },
  partial: { label: 'Partial' },
  complete: { label: 'Complete' },
} as const satisfies Record<string, Term>;
export type Completeness = keyof typeof COMPLETENESS;

/** What an enquirer needs. Source: Stanford Internet Observatory, How to Fix the Online Child Exploitation Reporting System, 2024. */
export const NEEDED_FIELDS = {
  'network-address': { label: 'An address on the network used by the suspect' },
  'port-and-time': { label: 'Port and time of that address' },
  'suspect-account': { label: 'An account or identifier of the suspect' },
  'suspect-place': { label: 'Where the suspect is' },
  'child-details': { label: 'Age or whereabouts of the child' },
  'incident-time': { label: 'When it happened, and what that time means' },
  'files-or-text': { label: 'Files or text of what happened' },
  'file-hashes': { label: 'A hash of each file' },
  'viewed-by-sender': { label: 'Whether the sender viewed the files' },
  preservation: { label: 'Until when the content is preserved' },
  danger: { label: 'Whether a child is in immediate danger' },
} as const satisfies Record<string, Term>;
export type NeededField = keyof typeof NEEDED_FIELDS;

/** Whether the content is known, by this bureau or by hash lists. `not-matched`: matching has not answered yet. */
export const NOVELTY = {
  'first-seen': { label: 'First seen here' },
  'no-hashes': { label: 'No hashes to compare' },
  'partly-compared': { label: 'Only partly compared' },
  'not-matched': { label: 'Not compared yet' },
  known: { label: 'Known to hash lists' },
  'seen-before': { label: 'Seen before' },
  'not-of-concern': { label: 'Listed as harmless' },
} as const satisfies Record<string, Term>;
export type Novelty = keyof typeof NOVELTY;

/** How grave the content and the child's age are as stated: orders referrals that are due on the same day. */
export const GRAVITY = {
  gravest: { label: 'Gravest grade, or an infant or young child' },
  grave: { label: 'Middle grade, or a child under 13' },
  stated: { label: 'Lower grade, or no grade stated' },
} as const satisfies Record<string, Term>;
export type Gravity = keyof typeof GRAVITY;
export const GRAVITY_ORDER = Object.keys(GRAVITY) as Gravity[];

/** Of an axis: where it stands on what is stated, and where it would stand if each unknown turned out best or worst. */
export type Ranged<Level> = { level: Level; lowest: Level; highest: Level };

/** The worst of some levels; `order` lists them worst first. */
export function worst<Level>(order: readonly Level[], levels: readonly Level[]): Level {
  const found = order.find((level) => levels.includes(level));
  if (found === undefined) throw new Error('the worst of no levels');
  return found;
}

/** Whether `a` is worse than `b`. */
export function isWorse<Level>(order: readonly Level[], a: Level, b: Level): boolean {
  return order.indexOf(a) < order.indexOf(b);
}
