import type { KnownHit, ScreenEvent } from '../events/screen-event.ts';
import type { RuleSet } from '../rules/load-rules.ts';
import type { Decision } from './decision.ts';

/** Looks a frame up in the lists; at once, as a decision waits for it. Or send `hits` with the event. */
export type FrameLookup = (pdq: string, quality: number) => readonly KnownHit[];

export type ScreenOptions = {
  rules: RuleSet;
  lookup?: FrameLookup;
  /** How late an event may come, by event time, and still be put in its place. Default: 10,000. */
  toleranceMs?: number;
  /** The most of each that is remembered; see docs/screening.md for what is forgotten first. */
  capacity?: Partial<Capacity>;
};

export type Capacity = { accounts: number; pairs: number; streams: number; recentEvents: number };

/** Counts since the screen was made or restored. */
export type ScreenCounts = {
  taken: number;
  duplicates: number;
  /** Came later than the tolerance allows: not used, except that a confirmed hit still stops its stream. */
  tooLate: number;
  /** Came late, and what followed was worked out anew. */
  putInOrder: number;
  /** Came late, but too much depends on its place: taken as though it had happened last. */
  placedLast: number;
  forgotten: number;
};

/** What has to be kept to go on after a restart as though nothing had happened. Plain JSON. */
export type SavedScreen = { format: 1; rules: { id: string; version: string }; body: unknown };

/** In memory, clocked by the times of the events only: the same events give the same decisions. */
export type Screen = {
  /** Takes one checked event (see `readEvent`) and gives the decisions that follow from it, at once. */
  take(event: ScreenEvent): Decision[];
  state(): SavedScreen;
  counts(): ScreenCounts;
  /** How many accounts, pairs, streams and recent events are remembered now. */
  size(): Capacity;
};
