import type { PersonActor } from '../../access/index.ts';
import type { Purpose } from '../../ledger/index.ts';
import { type Hub, hubsOf, type Link, linksOf } from '../../linking/index.ts';
import { type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import type { Db } from '../../shared/db.ts';
import { visibleReferrals } from '../visible-referrals.ts';
import { hiddenAmong, unitsOf } from './visible-records.ts';

/** Another referral with equal values. */
export type ValueLink = Omit<Link, 'referralId'> & { referral: ReferralHeader; units: string[] };

export type ValuesInCommon = {
  links: ValueLink[];
  /** Links between a child and an account that this purpose does not show. */
  withheld: number;
  hubs: Hub[];
};

export type ReadValues = { found: ValuesInCommon; units: string[]; hidden: string[]; shown: string[] };

const ACROSS_LAYERS: readonly Purpose[] = ['safeguarding', 'investigation', 'supervision'];
const LINES_SHOWN = 100;

/** Accounts, devices, numbers and addresses that a referral has in common with others. */
export async function readValues(
  db: Db,
  actor: PersonActor,
  { header, purpose }: { header: ReferralHeader; purpose: Purpose },
): Promise<ReadValues> {
  const all = (await linksOf(db, header.id)).slice(0, LINES_SHOWN);
  const links = all.filter((link) => isShown(link, purpose));
  const headers = await referralHeaders(db, [...new Set(links.map(({ referralId }) => referralId))]);
  const { shown } = await visibleReferrals(db, actor, headers);
  const seen = new Map(shown.map((one) => [one.id, one]));
  const units = await unitsOf(db, [header.id, ...seen.keys()]);
  return {
    found: {
      links: links.flatMap(({ referralId, ...link }): ValueLink[] => {
        const referral = seen.get(referralId);
        return referral ? [{ ...link, referral, units: units.get(referralId) ?? [] }] : [];
      }),
      withheld: all.length - links.length,
      hubs: await hubsOf(db, header.id),
    },
    units: units.get(header.id) ?? [],
    hidden: hiddenAmong(actor, headers, seen),
    shown: [...seen.keys()],
  };
}

function isShown({ layer, otherLayer }: Link, purpose: Purpose): boolean {
  return layer === otherLayer || ACROSS_LAYERS.includes(purpose);
}
