import { type Actor, ensureMay } from '../../access/index.ts';
import {
  type DayOfLookups,
  type Listing,
  type LookupAlert,
  listingsOf,
  lookupAlerts,
  lookupDays,
  openQuarantines,
  type Quarantine,
} from '../../matching/index.ts';
import type { Store } from '../../shared/db.ts';

/** A value that is held back, and what lists say of it. */
export type HeldValue = Quarantine & { listings: Listing[] };

/** Who looks up how much, who walked along a boundary, and which values are held back. */
export type LookupsView = { days: DayOfLookups[]; alerts: LookupAlert[]; held: HeldValue[] };

export async function readLookups({ db }: Store, actor: Actor): Promise<LookupsView> {
  if (actor.kind !== 'system') ensureMay(actor, 'see-lookups');
  const held = await openQuarantines(db);
  const listings = await listingsOf(
    db,
    held.map(({ valueId }) => valueId),
  );
  return {
    days: await lookupDays(db),
    alerts: await lookupAlerts(db),
    held: held.map((one) => ({ ...one, listings: listings.get(one.valueId) ?? [] })),
  };
}
