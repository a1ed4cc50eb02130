import type { PersonActor } from '../../access/index.ts';
import type { Purpose } from '../../ledger/index.ts';
import { type Hub, hubsOf, LINK_KINDS, type Link, linksOf } from '../../linking/index.ts';
import { type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import type { Db } from '../../shared/db.ts';
import { visibleReferrals } from '../visible-referrals.ts';
import { hiddenAmong, unitsOf } from './visible-records.ts';

/** Another referral with equal values. */
export type ValueLink = Omit<Link, 'referralId'> & { referral: ReferralHeader; units: string[] };

export type ValuesInCommon = {
  links: ValueLink[];
  /** Links of a child that this purpose does not show. */
  withheld: number;
  hubs: Hub[];
};

export type ReadValues = { found: ValuesInCommon; units: string[]; hidden: string[]; shown: string[] };

/** Only these may see which children may be the same: a victim's identity never stands beside a suspect's links. */
export const OF_CHILDREN: readonly Purpose[] = ['safeguarding', 'investigation', 'supervision'];
const LINES_SHOWN = 100;

/** Accounts, devices, numbers and addresses that a referral has in common with others. */
export async function readValues(
  db: Db,
  actor: PersonActor,
  { header, purpose }: { header: ReferralHeader; purpose: Purpose },
): Promise<ReadValues> {
  const all = await linksOf(db, header.id);
  const headers = await referralHeaders(db, [...new Set(all.map(({ referralId }) => referralId))]);
  const { shown } = await visibleReferrals(db, actor, headers);
  const seen = new Map(shown.map((one) => [one.id, one]));
  // What is hidden takes no place on the page from what is not, and does not count as withheld.
  const visible = all.filter(({ referralId }) => seen.has(referralId)).slice(0, LINES_SHOWN);
  const links = visible.filter((link) => isShown(link, purpose));
  const units = await unitsOf(db, actor, [header.id, ...links.map(({ referralId }) => referralId)]);
  return {
    found: {
      links: links.map(({ referralId, ...link }) => ({
        ...link,
        referral: seen.get(referralId)!,
        units: units.get(referralId) ?? [],
      })),
      withheld: visible.length - links.length,
      hubs: hubsFor(actor, await hubsOf(db, header.id)),
    },
    units: units.get(header.id) ?? [],
    hidden: await hiddenAmong(db, actor, headers, seen),
    shown: [...new Set(links.map(({ referralId }) => referralId))],
  };
}

/** A unit is told that a value is common, not in how many referrals it is: one more may be another's guarded case. */
export function hubsFor({ compartment }: PersonActor, hubs: readonly Hub[]): Hub[] {
  if (compartment === null) return [...hubs];
  return hubs
    .map((hub) => ({ ...hub, referrals: LINK_KINDS[hub.kind].cap + 1, atLeast: true }))
    .sort((one, other) => one.party - other.party || one.item - other.item);
}

function isShown({ layer, otherLayer }: Link, purpose: Purpose): boolean {
  return (layer === otherLayer && layer !== 'child') || OF_CHILDREN.includes(purpose);
}
