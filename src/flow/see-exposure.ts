import { type Actor, actorRef, ensureMay, may, namesOfPeople } from '../access/index.ts';
import { record } from '../ledger/index.ts';
import { type ExposureDay, type ExposureOfPerson, exposureByPerson, exposureOf } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';

/** `everybody` is null unless the reader is the welfare lead. */
export type ExposureView = {
  since: Date;
  own: ExposureDay[];
  everybody: (ExposureOfPerson & { name: string })[] | null;
};

/** Chosen: long enough to see a bad fortnight beside an ordinary one. */
const SHOWN_DAYS = 28;
const DAY_MS = 24 * 60 * 60 * 1000;

/** How much sealed evidence one has opened oneself; for the welfare lead, also how much others have. */
export async function seeExposure(store: Store, actor: Actor): Promise<ExposureView> {
  ensureMay(actor, 'see-own-exposure');
  const since = new Date(store.clock.now().getTime() - SHOWN_DAYS * DAY_MS);
  return inTransaction(store, async (tx) => {
    const own = await exposureOf(tx, actor.id, since);
    if (!may(actor, 'see-exposure-of-others')) return { since, own, everybody: null };
    const everybody = await exposureByPerson(tx, since);
    const names = await namesOfPeople(
      tx,
      everybody.map(({ personId }) => personId),
    );
    await record(tx, [
      { verb: 'consulted', action: 'see-exposure', actor: actorRef(actor), purpose: 'welfare', subjects: [] },
    ]);
    return {
      since,
      own,
      everybody: everybody.map((one) => ({ ...one, name: names.get(one.personId) ?? '' })),
    };
  });
}
