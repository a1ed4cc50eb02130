import type { Db } from '../../shared/db.ts';
import { keysOfGroups } from '../group-records.ts';
import { isNegative, untilDecided } from '../known/judge-file.ts';
import { exactValues, type Listing, listingsOf } from '../lists/listings.ts';
import type { GroupedKind } from '../usable-hash.ts';

/** Hashes of one group that are looked up: a group has a handful, one that wrongly joined much has thousands. Chosen. */
const KEYS_LOOKED_UP = 1_000;

/** What the bureau's lists say of the hashes of these groups; a group of which they say nothing is not listed. */
export async function listingsOfGroups(db: Db, groups: readonly number[]): Promise<Map<number, Listing[]>> {
  if (groups.length === 0) return new Map();
  const standing = [...(await keysOfGroups(db, groups))].slice(0, KEYS_LOOKED_UP * groups.length);
  const groupOf = new Map(standing);
  const values = await exactValues(
    db,
    standing.map(([key]) => ({ kind: key.split(':')[0] as GroupedKind, hex: key.split(':')[1]! })),
  );
  const listings = await listingsOf(
    db,
    values.map(({ id }) => id),
  );
  const said = values.flatMap(({ id, kind, hex }) =>
    (listings.get(id) ?? []).map((listing) => ({
      group: groupOf.get(`${kind}:${hex}`)!,
      listing: untilDecided(listing),
    })),
  );
  return new Map(
    [...Map.groupBy(said, ({ group }) => group)].map(([group, all]) => [
      group,
      [...new Map(all.map(({ listing }) => [listing.entryId, listing])).values()],
    ]),
  );
}

/** What the lists call the content of these groups: a meme (or not of concern, or found not harmful) outweighs harmful. */
export async function listedAs(db: Db, groups: readonly number[]): Promise<Map<number, 'meme' | 'harmful'>> {
  const listings = await listingsOfGroups(db, groups);
  return new Map([...listings].map(([group, all]) => [group, all.some(saysMeme) ? 'meme' : 'harmful']));
}

function saysMeme(listing: Listing): boolean {
  return isNegative(listing) || (listing.meaning === 'meme' && listing.standing === 'stands');
}
