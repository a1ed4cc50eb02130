import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import { type Hub, hubsOf, LINK_KINDS, latestHolders } from '../../linking/index.ts';
import { type ReferralHeader, referralHeader, referralHeaders } from '../../referral/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureSees, visibleReferrals } from '../visible-referrals.ts';
import { hubsFor } from './values-in-common.ts';
import { hiddenAmong, unitsOf } from './visible-records.ts';

/** Which of a referral's identifiers: its kind and where it stands. Never the value. */
export type AskedHub = { referralId: string; kind: string; party: number; item: number };

export type HubPage = {
  header: ReferralHeader;
  hub: Hub;
  cap: number;
  holders: { referral: ReferralHeader; units: string[] }[];
  hidden: number;
};

/** As many referrals as are listed, the latest first. Chosen: the count says how many there are. */
const HOLDERS_SHOWN = 50;
/** Looked through for those that a unit holds, so that another's referrals do not push its own off the list. Chosen. */
const HOLDERS_LOOKED_THROUGH = 10_000;

/** Looks at a value that too many referrals share to link any. Throws `linking.unknown-hub`. */
export async function readHub(store: Store, actor: Actor, asked: AskedHub): Promise<HubPage> {
  ensureMay(actor, 'see-links');
  return inTransaction(store, async (tx) => {
    const header = await referralHeader(tx, asked.referralId);
    await ensureSees(tx, actor, header);
    const hub = hubsFor(actor, await hubsOf(tx, header.id)).find(
      ({ kind, party, item }) => kind === asked.kind && party === asked.party && item === asked.item,
    );
    if (!hub) throw new Problem('linking.unknown-hub');
    const isOfUnit = actor.compartment !== null;
    const most = isOfUnit ? HOLDERS_LOOKED_THROUGH : HOLDERS_SHOWN;
    const ids = await latestHolders(tx, { ...hub, referralId: header.id }, most);
    const headers = await referralHeaders(
      tx,
      ids.filter((id) => id !== header.id),
    );
    const visible = await visibleReferrals(tx, actor, headers);
    const shown = visible.shown
      .toSorted((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime())
      .slice(0, HOLDERS_SHOWN);
    const units = await unitsOf(
      tx,
      actor,
      shown.map(({ id }) => id),
    );
    const subjects = [header.id, ...shown.map(({ id }) => id)];
    await record(tx, [
      { verb: 'consulted', action: 'read-hub', actor: actorRef(actor), purpose: 'linking', subjects },
    ]);
    const seen = new Map(shown.map((one) => [one.id, one]));
    return {
      header,
      hub,
      cap: LINK_KINDS[hub.kind].cap,
      holders: shown.map((referral) => ({ referral, units: units.get(referral.id) ?? [] })),
      hidden: isOfUnit ? 0 : (await hiddenAmong(tx, actor, headers, seen)).length,
    };
  });
}
