import type { Listing } from '../lists/listings.ts';

// What lists and other referrals say of one file, as one word. Pure: `standings.ts` reads what it needs.

/** In the order of what is most urgent last: a file that nobody has seen may show a child who is being abused now. */
export const KNOWN_STATUSES = {
  'not-of-concern': { label: 'Not of concern' },
  known: { label: 'Known' },
  'near-known': { label: 'Nearly known' },
  seen: { label: 'Seen, not listed' },
  'cannot-tell': { label: 'Cannot tell' },
  'never-seen': { label: 'Never seen' },
} as const satisfies Record<string, { label: string }>;
export type KnownStatus = keyof typeof KNOWN_STATUSES;

/** Why a hit is shown and does not count. */
export const HELD_BACK = {
  disputed: { label: 'The listing is disputed and not decided yet' },
  quarantined: { label: 'Held back: the value suddenly matched far more than before' },
} as const satisfies Record<string, { label: string }>;
export type HeldBack = keyof typeof HELD_BACK;

/** A value that the file shows. `quarantined`: a flood of hits on it has not been released by a person. */
export type Hit = { valueId: number; distance: number; listings: readonly Listing[]; quarantined: boolean };

export type Standing = {
  status: KnownStatus;
  /** Of the hit that decided; null where none did. 0: the very value. */
  distance: number | null;
  /** Only where there is a hit that does not count. */
  heldBack: HeldBack | null;
};

/** A PDQ value of lower quality says nothing. Source: PDQ reference, matching advice (drop <= 49). */
const LEAST_QUALITY = 50;

/** Listings that say something: those that a faulty hash brought up do not. */
export function tellingListings(listings: readonly Listing[]): Listing[] {
  return listings.filter(({ quality }) => quality === null || quality >= LEAST_QUALITY);
}

/**
 * As the order of our own referrals takes a listing: of an objection, whoever raised it, until a supervisor has decided
 * only that there is one. Nobody outside the bureau can lower a referral; who looks hashes up is told at once.
 */
export function untilDecided(listing: Listing): Listing {
  return listing.undecided ? { ...listing, standing: 'disputed' } : listing;
}

/** Whether a listing says that the content is harmless; it is taken to be until somebody decides. */
export function isNegative({ meaning, standing }: Listing): boolean {
  return meaning === 'harmful'
    ? standing === 'not-harmful'
    : meaning === 'not-of-concern' && standing === 'stands';
}

function isHarmful({ meaning, standing }: Listing): boolean {
  return meaning === 'harmful' && standing === 'stands';
}

function isCirculating({ meaning, standing }: Listing): boolean {
  return meaning === 'meme' && standing === 'stands';
}

/** `seen`: another referral showed it before. The word of "harmless" wins unless a harmful value is nearer. */
export function judgeFile(hits: readonly Hit[], seen: boolean): Standing {
  const telling = hits.map((hit) => ({ ...hit, listings: tellingListings(hit.listings) }));
  const nearest = (says: (listing: Listing, hit: Hit) => boolean): number =>
    Math.min(
      ...telling.filter((hit) => hit.listings.some((one) => says(one, hit))).map(({ distance }) => distance),
    );
  const negative = nearest(isNegative);
  const harmful = nearest((listing, { quarantined }) => isHarmful(listing) && !quarantined);
  const heldBack = heldBackOf(telling);
  if (Number.isFinite(negative) && negative <= harmful) {
    return { status: 'not-of-concern', distance: negative, heldBack };
  }
  if (Number.isFinite(harmful)) {
    return { status: harmful === 0 ? 'known' : 'near-known', distance: harmful, heldBack };
  }
  const circulates = Number.isFinite(nearest(isCirculating));
  return { status: seen || circulates ? 'seen' : 'never-seen', distance: null, heldBack };
}

function heldBackOf(hits: readonly Hit[]): HeldBack | null {
  if (hits.some(({ quarantined, listings }) => quarantined && listings.some(isHarmful))) return 'quarantined';
  const disputed = hits.some(({ listings }) => listings.some(({ standing }) => standing === 'disputed'));
  return disputed ? 'disputed' : null;
}
