import { enquiryById, REFUSALS_OF_ENQUIRY, RESOLUTIONS } from '../../dissemination/index.ts';
import { approveEnquiry, refuseEnquiry, resolveEnquiryMismatch, simulateAnswers } from '../../flow/index.ts';
import { findReferral, formatNumber, referralHeader } from '../../referral/index.ts';
import { errorsOf, type FormError, formError, formFrom, isOneOf } from '../frame/forms.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { answer } from './answer-form.ts';
import { ask } from './ask-form.ts';
import { showEnquiries, showWaiting } from './show-enquiries.ts';

type One = { Params: { number: string } };
type Enquiry = { Params: { id: string } };

export const enquiriesPages: Pages = (app, desk) => {
  const { store } = desk;

  app.get('/enquiries', (request, reply) => showWaiting(desk, request, reply));
  app.get<One>('/referrals/:number/enquiries', (request, reply) =>
    showEnquiries(desk, request, reply, request.params),
  );

  app.post<One>('/referrals/:number/enquiries', async (request, reply) => {
    const { number } = request.params;
    const typed = formFrom(request.body);
    const referralId = await findReferral(store.db, number);
    const errors = await ask(desk, request, { referralId, form: typed });
    if (errors.length > 0) return showEnquiries(desk, request, reply.code(422), { number, errors, typed });
    return reply.redirect(`/referrals/${number}/enquiries`, 303);
  });

  app.post<Enquiry>('/enquiries/:id/approve', async (request, reply) => {
    await approveEnquiry(store, signedIn(request), request.params.id);
    return backToReferral(desk, reply, request.params.id);
  });

  app.post<Enquiry>('/enquiries/:id/refuse', async (request, reply) => {
    const { reason } = formFrom(request.body);
    const enquiryId = request.params.id;
    if (!isOneOf(REFUSALS_OF_ENQUIRY, reason)) {
      const { choose } = request.visit.words.enquiries;
      return again(desk, request, reply, [formError(`refusal-${enquiryId}`, choose.reason)]);
    }
    await refuseEnquiry(store, signedIn(request), { enquiryId, reason });
    return backToReferral(desk, reply, enquiryId);
  });

  app.post<Enquiry>('/enquiries/:id/simulate', async (request, reply) => {
    await simulateAnswers(store, signedIn(request), [request.params.id]);
    return backToReferral(desk, reply, request.params.id);
  });

  app.post<Enquiry>('/enquiries/:id/resolve', async (request, reply) => {
    const { mismatch = '', resolution } = formFrom(request.body);
    const { choose } = request.visit.words.enquiries;
    if (!isOneOf(RESOLUTIONS, resolution))
      return again(desk, request, reply, [formError(`resolution-${mismatch}`, choose.resolution)]);
    const decided = { mismatchId: mismatch, resolution };
    // Somebody else settled it in the meantime: the page tells how.
    await errorsOf(() => resolveEnquiryMismatch(store, signedIn(request), decided), {
      'dissemination.mismatch-not-found': formError('', ''),
    });
    return backToReferral(desk, reply, request.params.id);
  });

  app.post<Enquiry>('/enquiries/:id/answer', async (request, reply) => {
    const errors = await answer(desk, request, {
      enquiryId: request.params.id,
      form: formFrom(request.body),
    });
    if (errors.length > 0) return again(desk, request, reply, errors);
    return backToReferral(desk, reply, request.params.id);
  });
};

/** The page again with a form of one enquiry and what is wrong with it. */
async function again(
  desk: Desk,
  request: Request,
  reply: Reply,
  errors: readonly FormError[],
): Promise<Reply> {
  const { id: of } = request.params as Enquiry['Params'];
  const typed = formFrom(request.body);
  const number = await numberOf(desk, of);
  return showEnquiries(desk, request, reply.code(422), { number, errors, typed, of });
}

async function numberOf({ store }: Desk, enquiryId: string): Promise<string> {
  const { referralId } = await enquiryById(store.db, enquiryId);
  return formatNumber((await referralHeader(store.db, referralId)).number);
}

async function backToReferral(desk: Desk, reply: Reply, enquiryId: string): Promise<Reply> {
  return reply.redirect(`/referrals/${await numberOf(desk, enquiryId)}/enquiries`, 303);
}
