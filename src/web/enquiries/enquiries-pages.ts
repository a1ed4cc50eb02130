import { may } from '../../access/index.ts';
import {
  type Asked,
  AUTHORITIES,
  type Authority,
  type Concerns,
  ENQUIRY_KINDS,
  ENQUIRY_RESULTS,
  type EnquiryKind,
  type EnquiryResult,
  enquiriesIn,
  enquiriesOf,
  enquiryById,
  REFUSALS_OF_ENQUIRY,
  RESOLUTIONS,
  type RefusalOfEnquiry,
  type Resolution,
  unitsOn,
} from '../../dissemination/index.ts';
import {
  answerEnquiry,
  approveEnquiry,
  askEnquiry,
  readAskable,
  readAsked,
  refuseEnquiry,
  resolveEnquiryMismatch,
  simulateAnswers,
} from '../../flow/index.ts';
import { findReferral, formatNumber, referralHeader, referralHeaders } from '../../referral/index.ts';
import { type Desk, type Pages, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { termsIn } from '../frame/terms.ts';
import { textOf, typedAs } from './asked-text.ts';
import { enquiryLine } from './enquiry-line.ts';

type One = { Params: { number: string } };
type Enquiry = { Params: { id: string } };
type Form = Record<string, string | undefined>;
type FormError = { text: string; href: string };
type Again = { errors?: FormError[]; typed?: Form };

export const enquiriesPages: Pages = (app, desk) => {
  app.get('/enquiries', (request, reply) => showWaiting(desk, request, reply));
  app.get<One>('/referrals/:number/enquiries', (request, reply) =>
    showEnquiries(desk, request, reply, request.params.number),
  );

  app.post<One & { Body: Form }>('/referrals/:number/enquiries', async (request, reply) => {
    const { number } = request.params;
    const person = signedIn(request);
    const referralId = await findReferral(desk.store.db, number);
    const askable = (await readAskable(desk.store, person, referralId)).open('to read the form');
    const errors = askErrors(request.body, askable, request.visit.words.enquiries.choose);
    if (errors.length > 0)
      return showEnquiries(desk, request, reply.code(422), number, { errors, typed: request.body });
    const { kind, which, again, provider, authority, concerns } = request.body as Record<string, string>;
    const asked = askable[Number(which)]!;
    await askEnquiry(desk.store, person, {
      referralId,
      kind: kind as EnquiryKind,
      concerns: (concerns ?? 'suspect') as Concerns,
      provider: provider!,
      authority: authority as Authority,
      asked,
      askedAgain: typedAs(again!, asked),
    });
    return reply.redirect(`/referrals/${number}/enquiries`, 303);
  });

  app.post<Enquiry>('/enquiries/:id/approve', async (request, reply) => {
    await approveEnquiry(desk.store, signedIn(request), request.params.id);
    return backToReferral(desk, reply, request.params.id);
  });

  app.post<Enquiry & { Body: Form }>('/enquiries/:id/refuse', async (request, reply) => {
    const reason = (request.body['reason'] ?? 'not-necessary') as RefusalOfEnquiry;
    await refuseEnquiry(desk.store, signedIn(request), { enquiryId: request.params.id, reason });
    return backToReferral(desk, reply, request.params.id);
  });

  app.post<Enquiry>('/enquiries/:id/simulate', async (request, reply) => {
    await simulateAnswers(desk.store, signedIn(request), [request.params.id]);
    return backToReferral(desk, reply, request.params.id);
  });

  app.post<Enquiry & { Body: Form }>('/enquiries/:id/resolve', async (request, reply) => {
    const { mismatch = '', resolution = '' } = request.body;
    await resolveEnquiryMismatch(desk.store, signedIn(request), {
      mismatchId: mismatch,
      resolution: resolution as Resolution,
    });
    return backToReferral(desk, reply, request.params.id);
  });

  app.post<Enquiry & { Body: Form }>('/enquiries/:id/answer', async (request, reply) => {
    const { id } = request.params;
    const { result, about, force, postcode } = request.body;
    const choose = request.visit.words.enquiries.choose;
    const errors = [
      ...(result && Object.hasOwn(ENQUIRY_RESULTS, result)
        ? []
        : [{ text: choose.result, href: `#result-${id}` }]),
      ...(about?.trim() ? [] : [{ text: choose.about, href: `#about-${id}` }]),
    ];
    const number = await numberOf(desk, id);
    if (errors.length > 0)
      return showEnquiries(desk, request, reply.code(422), number, { errors, typed: request.body });
    const person = signedIn(request);
    const asked = (await readAsked(desk.store, person, id)).open('to compare the answer with it');
    await answerEnquiry(desk.store, person, {
      enquiryId: id,
      result: result as EnquiryResult,
      about: typedAs(about!, asked),
      ...(force ? { forces: [force] } : {}),
      ...(postcode ? { subscriber: { postcode } } : {}),
    });
    return reply.redirect(`/referrals/${number}/enquiries`, 303);
  });
};

function askErrors(
  form: Form,
  askable: readonly Asked[],
  choose: Request['visit']['words']['enquiries']['choose'],
): FormError[] {
  const has = (vocabulary: object, value: string | undefined) =>
    value !== undefined && Object.hasOwn(vocabulary, value);
  const checks: [keyof typeof choose, boolean][] = [
    ['kind', has(ENQUIRY_KINDS, form['kind'])],
    ['which', form['which'] !== undefined && askable[Number(form['which'])] !== undefined],
    ['again', Boolean(form['again']?.trim())],
    ['provider', Boolean(form['provider']?.trim())],
    ['authority', has(AUTHORITIES, form['authority'])],
  ];
  return checks.filter(([, holds]) => !holds).map(([name]) => ({ text: choose[name], href: `#${name}` }));
}

async function showEnquiries(
  desk: Desk,
  request: Request,
  reply: Reply,
  number: string,
  again: Again = {},
): Promise<Reply> {
  const { words } = request.visit;
  const person = signedIn(request);
  const referralId = await findReferral(desk.store.db, number);
  const askable = (await readAskable(desk.store, person, referralId)).open('to offer what may be asked');
  const enquiries = await enquiriesOf(desk.store.db, [referralId]);
  const { term } = termsIn(words);
  const items = (vocabulary: Record<string, { label: string }>) =>
    Object.keys(vocabulary).map((value) => ({ value, text: term(vocabulary, value) }));
  const units = await unitsOn(desk.store.db, desk.store.clock.now());
  return reply.page('enquiries/enquiries.njk', {
    title: words.enquiries.title(number),
    number,
    lines: enquiries.map((enquiry) => enquiryLine(enquiry, words)),
    askable: askable.map((asked, i) => ({ value: String(i), text: textOf(asked) })),
    choices: {
      kinds: items(ENQUIRY_KINDS),
      authorities: items(AUTHORITIES),
      results: items(ENQUIRY_RESULTS),
      refusals: items(REFUSALS_OF_ENQUIRY),
      resolutions: items(RESOLUTIONS),
      forces: units
        .filter(({ kind }) => kind === 'territorial')
        .map(({ id, name }) => ({ value: id, text: name })),
    },
    mayApprove: may(person, 'approve-enquiry'),
    errors: again.errors ?? [],
    typed: again.typed ?? {},
  });
}

async function showWaiting({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  signedIn(request);
  const { words } = request.visit;
  const waiting = [...(await enquiriesIn(store.db, 'drafted')), ...(await enquiriesIn(store.db, 'approved'))];
  const headers = await referralHeaders(store.db, [...new Set(waiting.map(({ referralId }) => referralId))]);
  const numbers = new Map(headers.map(({ id, number }) => [id, formatNumber(number)]));
  return reply.page('enquiries/waiting.njk', {
    title: words.enquiries.waitingTitle,
    rows: waiting.map((enquiry) => ({
      ...enquiryLine(enquiry, words),
      number: numbers.get(enquiry.referralId),
    })),
  });
}

async function numberOf({ store }: Desk, enquiryId: string): Promise<string> {
  const { referralId } = await enquiryById(store.db, enquiryId);
  return formatNumber((await referralHeader(store.db, referralId)).number);
}

async function backToReferral(desk: Desk, reply: Reply, enquiryId: string): Promise<Reply> {
  return reply.redirect(`/referrals/${await numberOf(desk, enquiryId)}/enquiries`, 303);
}
