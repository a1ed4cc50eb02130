import { type Actor, actorRef, ensureMay, readBureau } from '../access/index.ts';
import {
  type Asked,
  addAnswer,
  addMismatch,
  type Enquiry,
  type EnquiryResult,
  enquiryById,
  foldPostcode,
  forcesOfPostcodes,
  forcesOn,
  moveEnquiry,
  openEnquiry,
  overdueEnquiries,
  type SubscriberDetail,
  sameAsked,
  simulateAnswer,
  unitById,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { openDataKey, referralHeader } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { proposeAgain } from './route-referral.ts';
import { ensureSees } from './visible-referrals.ts';

/**
 * What the provider says. `about`: the identifier it says it answered about. `forces`: where the subscribers are, if
 * whoever writes the answer down knows; else it is looked up by the subscriber's postcode.
 */
export type AnswerInput = {
  enquiryId: string;
  result: EnquiryResult;
  about: Asked;
  forces?: readonly string[];
  countries?: readonly string[];
  subscriber?: SubscriberDetail;
};

export type TakenAnswer = { matches: boolean; forces: string[] };

/** Takes an answer in, checks that it is about what was asked, and routes the referral by it. */
export async function answerEnquiry(store: Store, actor: Actor, input: AnswerInput): Promise<TakenAnswer> {
  ensureMay(actor, 'answer-enquiry');
  return inTransaction(store, async (tx) => takeAnswer(store, tx, actor, input));
}

/**
 * Answers approved enquiries as a provider might: only in a bureau of generated referrals. Gives the ids it answered.
 */
export async function simulateAnswers(
  store: Store,
  actor: Actor,
  enquiryIds: readonly string[],
): Promise<string[]> {
  if (actor.kind !== 'system') ensureMay(actor, 'answer-enquiry');
  const answered: string[] = [];
  await inTransaction(store, async (tx) => {
    if (!(await readBureau(tx))?.synthetic) throw new Problem('dissemination.not-synthetic');
    const forces = (await forcesOn(tx, store.clock.now())).map(({ id }) => id);
    for (const enquiryId of enquiryIds) {
      const enquiry = await enquiryById(tx, enquiryId);
      if (enquiry.state !== 'approved') continue;
      const { asked } = await reopen(store, tx, enquiry);
      await takeAnswer(store, tx, actor, { enquiryId, ...simulateAnswer(asked, forces) });
      answered.push(enquiryId);
    }
  });
  return answered;
}

/** Marks enquiries that are past their due date; an answer may still come. Gives their ids. */
export async function expireEnquiries(store: Store): Promise<string[]> {
  const by = 'system:enquiries';
  const at = store.clock.now();
  return inTransaction(store, async (tx) => {
    const overdue = await overdueEnquiries(tx, at);
    for (const { id, referralId } of overdue) {
      await moveEnquiry(tx, { id, action: 'expire', by, at });
      await record(tx, [
        {
          verb: 'altered',
          action: 'expire-enquiry',
          actor: by,
          purpose: 'locating',
          subjects: [referralId],
          detail: { enquiry: id },
        },
      ]);
      await proposeAgain(store, tx, referralId);
    }
    return overdue.map(({ id }) => id);
  });
}

async function takeAnswer(store: Store, tx: Tx, actor: Actor, input: AnswerInput): Promise<TakenAnswer> {
  const enquiry = await enquiryById(tx, input.enquiryId);
  const at = store.clock.now();
  const by = actorRef(actor);
  if (actor.kind === 'person') await ensureSees(tx, actor, await referralHeader(tx, enquiry.referralId));
  const { asked } = await reopen(store, tx, enquiry);
  const matches = sameAsked(asked, input.about);
  const forces = await locate(tx, input, at);
  await moveEnquiry(tx, { id: enquiry.id, action: 'answer', by, at, reason: input.result });
  const dataKey = await openDataKey(store, tx, enquiry.referralId);
  await addAnswer(tx, dataKey, {
    enquiryId: enquiry.id,
    result: input.result,
    forces,
    countries: input.countries ?? [],
    about: input.about,
    ...(input.subscriber ? { detail: input.subscriber } : {}),
    by,
    at,
  });
  if (!matches) await addMismatch(tx, { enquiryId: enquiry.id, kind: 'answer-about-another', at });
  await record(tx, [
    {
      verb: 'collected',
      action: 'answer-enquiry',
      actor: by,
      purpose: 'locating',
      subjects: [enquiry.referralId],
      detail: { enquiry: enquiry.id, result: input.result, matches, forces },
    },
  ]);
  await proposeAgain(store, tx, enquiry.referralId);
  return { matches, forces };
}

/** Nobody found lies nowhere; a force that is named has to exist. */
async function locate(tx: Tx, { result, forces, subscriber }: AnswerInput, at: Date): Promise<string[]> {
  if (result === 'none' || result === 'expired') return [];
  for (const force of forces ?? []) await unitById(tx, force, at);
  if (forces && forces.length > 0) return [...forces];
  if (!subscriber?.postcode) return [];
  const found = await forcesOfPostcodes(tx, [subscriber.postcode]);
  return found.get(foldPostcode(subscriber.postcode)) ?? [];
}

async function reopen(store: Store, tx: Tx, enquiry: Enquiry): Promise<{ asked: Asked }> {
  const dataKey = await openDataKey(store, tx, enquiry.referralId);
  return (await openEnquiry(tx, dataKey, enquiry.id)).open('double check');
}
