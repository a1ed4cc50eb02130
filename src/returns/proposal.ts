import type { Mapping, Meaning, Place } from './mapping.ts';
import type { ReadingChange } from './reading.ts';

/** A mapping for a person to confirm. What is unsure stands in it as open, with its candidates here. */
export type Proposal = {
  mapping: Mapping;
  /** One for each meaning in the mapping, in the order of the sheets. */
  items: readonly ProposedItem[];
  /** Sheets in which no table was found. */
  sheetsWithout: readonly string[];
  /** How the file differs from the one that the force's own mapping was confirmed for. */
  changes: readonly ReadingChange[];
};

export type ProposedItem = {
  place: Place;
  sheet: string;
  /** Where the label stands: "B7". */
  cell: string;
  /** The label in the force's words. */
  label: string;
  /** What the mapping says now: open where nobody can be sure. */
  means: Meaning;
  /** From 0 to 1. */
  confidence: number;
  /** Why, in words for the person who confirms. */
  reason: string;
  /** Likeliest first; what a person may choose from. */
  candidates: readonly { means: Meaning; confidence: number; reason: string }[];
};

/** `own`: the mapping that the force confirmed last; `period`: what the return is for. */
export type ProposeOptions = { own?: Mapping; period?: { from: string; to: string } };
