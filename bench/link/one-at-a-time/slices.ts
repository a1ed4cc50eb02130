import { inventReports } from '../../../src/linking/model/shipped/invent-reports.ts';

// A store of invented people, made in slices so that no more than one stands in memory. Households lie within a slice;
// names, days, towns, streets, accounts with a common word and carriers' addresses are shared across all of them.

/** Reports in a slice. Chosen: about 60 megabytes of memory. */
export const SLICE = 20_000;
/** In the first one. Chosen: to store them by the product's own way takes a minute. */
const FIRST_SLICE = 6_000;
/** Of the first slice each so many-th report is not stored: it is a new one, of a person who was reported before. */
const NEW_EVERY = 10;

export type Values = ReturnType<typeof inventReports>[number];

/** The reports of a slice, always the same. */
export function reportsOf(slice: number): Values[] {
  return inventReports(SLICE, SEED + slice);
}

/** The first slice, parted: what the product stores itself, and what comes new after everything is stored. */
export function firstSlice(): { stored: Values[]; fresh: Values[] } {
  const all = inventReports(FIRST_SLICE, SEED);
  const isNew = (i: number) => i % NEW_EVERY === 0;
  return { stored: all.filter((_, i) => !isNew(i)), fresh: all.filter((_, i) => isNew(i)) };
}

/** Any number: the same store each time. */
const SEED = 11;
