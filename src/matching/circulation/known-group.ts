import type { Db } from '../../shared/db.ts';
import { contentOf } from '../content-of.ts';
import { KNOWN_STATUSES, type KnownStatus } from '../known/judge-file.ts';
import { type KnownFile, knownFilesOf } from '../known/standings.ts';
import type { Listing } from '../lists/listings.ts';

/** What is known of a group's content by the files of some referrals that show it, near matches included. */
export type KnownGroup = { status: KnownStatus; distance: number | null; listings: Listing[] };

/** Referrals looked at: senders send different hashes of one content, so that several tell more than one. Chosen. */
const REFERRALS_ASKED = 10;

/** The status that is least doubtful among the files; null where no list names any of them. */
export async function knownGroup(
  db: Db,
  group: number,
  referralIds: readonly string[],
): Promise<KnownGroup | null> {
  const asked = referralIds.slice(0, REFERRALS_ASKED);
  const known = await knownFilesOf(db, asked);
  const files: KnownFile[] = [];
  for (const id of known.keys()) {
    const ofGroup = (await contentOf(db, id)).filter(({ groupId }) => groupId === group);
    const positions = new Set(ofGroup.map(({ position }) => position));
    files.push(...known.get(id)!.filter(({ position }) => positions.has(position)));
  }
  const order = Object.keys(KNOWN_STATUSES);
  const [first] = files.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  if (!first) return null;
  const listings = files.flatMap(({ hits }) => hits.flatMap((hit) => hit.listings));
  return {
    status: first.status,
    distance: first.distance,
    listings: [...new Map(listings.map((listing) => [listing.entryId, listing])).values()],
  };
}
