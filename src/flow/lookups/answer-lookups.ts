import {
  type Hit,
  type Listing,
  LOOKUP_STATUSES,
  type LookupHit,
  type LookupStatus,
} from '../../matching/index.ts';

/** What one list says, as whoever looks up is told it. `distance` only where that is granted. */
export type ToldListing = Omit<Listing, 'valueId' | 'entryId' | 'quality' | 'listedAt' | 'undecided'> & {
  entry: number;
  distance?: number;
};

/** `query`: the place of the hash in the request, from 0. */
export type LookupAnswer = {
  query: number;
  status: LookupStatus;
  /** Whether anything is to be done because of it: not where it is disputed, held back or harmless. */
  actionable: boolean;
  distance?: number;
  listings: ToldListing[];
};

/** Pure. */
export function answerOf({ query, status, hits }: LookupHit, showsDistance: boolean): LookupAnswer {
  const nearest = Math.min(...hits.map(({ distance }) => distance));
  return {
    query,
    status,
    actionable: LOOKUP_STATUSES[status].actionable,
    ...(showsDistance ? { distance: nearest } : {}),
    listings: inToldOrder(
      hits.flatMap((hit) => toldListings(hit, showsDistance)),
      showsDistance,
    ),
  };
}

/** Nearest first, which by itself tells of two pictures which is the nearer one. */
function inToldOrder(listings: readonly ToldListing[], showsDistance: boolean): ToldListing[] {
  return showsDistance ? [...listings] : listings.toSorted((a, b) => a.entry - b.entry);
}

function toldListings({ listings, distance }: Hit, showsDistance: boolean): ToldListing[] {
  return listings.map(({ valueId: _, entryId, quality: __, listedAt: ___, undecided: ____, ...said }) => ({
    entry: entryId,
    ...said,
    ...(showsDistance ? { distance } : {}),
  }));
}
