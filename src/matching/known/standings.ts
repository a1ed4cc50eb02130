import type { Db } from '../../shared/db.ts';
import { type Listing, listingsOf } from '../lists/listings.ts';
import { quarantinedValues } from '../lookup/quarantine-records.ts';
import { type Hit, judgeFile, type Standing, untilDecided } from './judge-file.ts';
import { type CountedHit, hitsOf } from './known-records.ts';

/** A file that some list names: what it comes to, and every hit with what lists say of it. */
export type KnownFile = Standing & { position: number; seen: boolean; hits: readonly Hit[] };

/** The files of these referrals that show a listed value, by referral, in the order of their positions. */
export async function knownFilesOf(db: Db, ids: readonly string[]): Promise<Map<string, KnownFile[]>> {
  const hits = await hitsOf(db, ids);
  if (hits.length === 0) return new Map();
  const valueIds = [...new Set(hits.map(({ valueId }) => valueId))];
  const listings = await listingsOf(db, valueIds);
  const quarantined = await quarantinedValues(db, valueIds);
  const listed = hits.filter(({ valueId }) => listings.has(valueId));
  const byReferral = Map.groupBy(listed, ({ referralId }) => referralId);
  return new Map([...byReferral].map(([id, of]) => [id, filesIn(of, { listings, quarantined })]));
}

type Said = { listings: ReadonlyMap<number, Listing[]>; quarantined: ReadonlySet<number> };

function filesIn(hits: readonly CountedHit[], { listings, quarantined }: Said): KnownFile[] {
  const files = Map.groupBy(hits, ({ position }) => position);
  return [...files].map(([position, of]) => {
    const said = of.map(({ valueId, distance }) => ({
      valueId,
      distance,
      listings: listings.get(valueId)!.map(untilDecided),
      quarantined: quarantined.has(valueId),
    }));
    const { seen } = of[0]!;
    return { position, seen, hits: said, ...judgeFile(said, seen) };
  });
}
