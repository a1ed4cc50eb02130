import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import {
  type Asked,
  type Enquiry,
  enquiriesIn,
  enquiriesOf,
  enquiryById,
  openEnquiry,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { openDataKey, referralHeader, referralHeaders } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { Sealed } from '../shared/sealed.ts';
import { readAskable } from './ask-enquiry.ts';
import { ensureSees, type Visible, visibleReferrals } from './visible-referrals.ts';

/** What an enquiry asked about: for whoever enters its answer. Logged, because it reads the referral. */
export async function readAsked(store: Store, actor: Actor, enquiryId: string): Promise<Sealed<Asked>> {
  ensureMay(actor, 'answer-enquiry');
  return inTransaction(store, async (tx) => {
    const { referralId } = await enquiryById(tx, enquiryId);
    await ensureSees(tx, actor, await referralHeader(tx, referralId));
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

/** An enquiry with what it names: what it asked about, and what the latest answer says of the subscriber. */
export type OpenedEnquiry = Enquiry & { named: Awaited<ReturnType<typeof openEnquiry>> };

/** `askable`: what a provider could be asked about. */
export type EnquiriesOfReferral = { enquiries: OpenedEnquiry[]; askable: Sealed<Asked[]> };

/** Everything asked about a referral, and what else could be: for whoever asks, approves or enters an answer. */
export async function readEnquiries(
  store: Store,
  actor: Actor,
  referralId: string,
): Promise<EnquiriesOfReferral> {
  const askable = await readAskable(store, actor, referralId);
  const dataKey = await openDataKey(store, store.db, referralId);
  const enquiries: OpenedEnquiry[] = [];
  for (const enquiry of await enquiriesOf(store.db, [referralId]))
    enquiries.push({ ...enquiry, named: await openEnquiry(store.db, dataKey, enquiry.id) });
  return { enquiries, askable };
}

/** An enquiry of a list, with the number people know its referral by. */
export type WaitingEnquiry = Enquiry & { number: number };

/** Enquiries that wait for approval, then those that wait for an answer or were never given one; nothing they name. */
export async function listWaitingEnquiries(store: Store, actor: Actor): Promise<Visible<WaitingEnquiry>> {
  ensureMay(actor, 'ask-enquiry');
  return inTransaction(store, async (tx) => {
    const waiting: Enquiry[] = [];
    for (const state of ['drafted', 'approved', 'expired'] as const)
      waiting.push(...(await enquiriesIn(tx, state)));
    const headers = await referralHeaders(tx, [...new Set(waiting.map(({ referralId }) => referralId))]);
    const { shown } = await visibleReferrals(tx, actor, headers);
    const numbers = new Map(shown.map(({ id, number }) => [id, number]));
    const lines = waiting.flatMap((enquiry) => {
      const number = numbers.get(enquiry.referralId);
      return number === undefined ? [] : [{ ...enquiry, number }];
    });
    if (shown.length > 0) {
      const entry = { verb: 'consulted', action: 'list-enquiries', purpose: 'locating' } as const;
      await record(tx, [{ ...entry, actor: actorRef(actor), subjects: [...numbers.keys()] }]);
    }
    return { shown: lines, hidden: waiting.length - lines.length };
  });
}
