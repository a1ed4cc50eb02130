import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { type Asked, enquiryById, openEnquiry } from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { openDataKey } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { Sealed } from '../shared/sealed.ts';

/** What an enquiry asked about: for whoever enters its answer. Logged, because it reads the referral. */
export async function readAsked(store: Store, actor: Actor, enquiryId: string): Promise<Sealed<Asked>> {
  ensureMay(actor, 'answer-enquiry');
  return inTransaction(store, async (tx) => {
    const { referralId } = await enquiryById(tx, enquiryId);
    const opened = await openEnquiry(tx, await openDataKey(store, tx, referralId), enquiryId);
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-asked',
        actor: actorRef(actor),
        purpose: 'locating',
        subjects: [referralId],
        detail: { enquiry: enquiryId },
      },
    ]);
    return new Sealed(opened.open('to compare the answer with it').asked);
  });
}
