import type { SourceKind } from '../../access/index.ts';
import type { Period } from '../../shared/period.ts';

// What a strategic analyst declares before anything is counted. Declared first, so that no answer can choose its question.

/** What is counted: one person, however many records linking found of them. The key is the layer in which people are linked. */
export const COUNTED_UNITS = {
  suspect: { label: 'Suspects: people behind the names and accounts that referrals hold under suspicion' },
  child: { label: 'Children who are named or can be told apart in referrals' },
  recipient: { label: 'Intended recipients of payments or content' },
} as const;
export type CountedUnit = keyof typeof COUNTED_UNITS;

/** By which links two records count as one person. Within a proposed group only: the group keeps to what people judged. */
export const LINKED_BY = {
  confirmed: { label: 'Links that a named person confirmed' },
  'near-certain': { label: 'Confirmed links, and near certain ones' },
  likely: { label: 'Confirmed links, near certain and likely ones' },
} as const;
export type LinkedBy = keyof typeof LINKED_BY;

/** The list that receipts from each kind of sender make, where nobody says otherwise. */
export const LISTS = {
  public: { label: 'The public', kinds: ['public'] },
  industry: { label: 'Industry', kinds: ['platform'] },
  police: { label: 'Police', kinds: ['force'] },
  hotline: { label: 'Hotlines', kinds: ['hotline'] },
  bank: { label: 'Banks', kinds: ['financial'] },
  agency: { label: 'Monitoring agencies', kinds: ['agency'] },
  professional: { label: 'Schools, health and social care', kinds: ['professional'] },
} as const satisfies Record<string, { label: string; kinds: readonly SourceKind[] }>;
export type ListName = keyof typeof LISTS;

/** `lists`: each with the kinds of senders whose receipts make it. */
export type HiddenQuestion = {
  unit: CountedUnit;
  period: Period;
  linkedBy: LinkedBy;
  lists: readonly DeclaredList[];
  resamples: number;
  seed: number;
};
export type DeclaredList = { name: ListName; kinds: readonly SourceKind[] };

/** Resamples of an interval that may be quoted; fewer do not settle. Source: Chan, Silverman and Vincent 2021. */
export const RESAMPLES_TO_QUOTE = 10_000;
