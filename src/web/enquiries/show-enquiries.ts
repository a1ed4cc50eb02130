import { may, namesOfPeople } from '../../access/index.ts';
import {
  AUTHORITIES,
  ENQUIRY_KINDS,
  ENQUIRY_RESULTS,
  ENQUIRY_STATES,
  type EnquiryState,
  namesOfUnits,
  REFUSALS_OF_ENQUIRY,
  RESOLUTIONS,
  type ReceivingUnit,
  unitsOn,
} from '../../dissemination/index.ts';
import { listWaitingEnquiries, type OpenedEnquiry, readEnquiries } from '../../flow/index.ts';
import { findReferral, formatNumber, referralHeader } from '../../referral/index.ts';
import { type Again, choicesOf, formValues } from '../frame/forms.ts';
import { type Desk, type Reply, type Request, signedIn } from '../frame/pages.ts';
import { type Reader, readerOf } from '../frame/reader.ts';
import { textOf } from './asked-text.ts';
import { enquiryCard, enquiryLine } from './enquiry-line.ts';

/** `of`: the enquiry to which the form that is shown again belongs; without it, the form that asks. */
export type AgainOf = Again & { of?: string };

/** The page of a referral's enquiries; `number`: of the referral, as people quote it. */
export async function showEnquiries(
  { store }: Desk,
  request: Request,
  reply: Reply,
  { number, ...again }: AgainOf & { number: string },
): Promise<Reply> {
  const person = signedIn(request);
  const reader = readerOf(request, store.clock.now());
  const referralId = await findReferral(store.db, number);
  const { enquiries, askable } = await readEnquiries(store, person, referralId);
  const header = await referralHeader(store.db, referralId);
  const names = {
    people: await namesOfPeople(store.db, peopleIn(enquiries)),
    units: await namesOfUnits(store.db),
  };
  return reply.page('enquiries/enquiries.njk', {
    title: reader.words.enquiries.title(formatNumber(header.number)),
    number: formatNumber(header.number),
    cards: enquiries.map((enquiry) => enquiryCard(enquiry, names, reader)),
    askable: askable
      .open('to offer what may be asked')
      .map((asked, i) => ({ value: String(i), text: textOf(asked) })),
    isWorkedOn: header.state === 'open' || header.state === 'disseminated',
    choices: choicesFor(await unitsOn(store.db, reader.now), reader),
    mayApprove: may(person, 'approve-enquiry'),
    ...formValues(again),
    // What was typed stands in its own form only: there is one for every enquiry.
    typed: again.of ? {} : (again.typed ?? {}),
    typedOf: again.of ? { [again.of]: again.typed ?? {} } : {},
  });
}

function peopleIn(enquiries: readonly OpenedEnquiry[]): string[] {
  const refs = enquiries.flatMap(({ applicant, approver }) => [applicant, approver ?? '']);
  return [
    ...new Set(refs.filter((ref) => ref.startsWith('person:')).map((ref) => ref.slice('person:'.length))),
  ];
}

function choicesFor(units: readonly ReceivingUnit[], reader: Reader) {
  const countries = new Intl.DisplayNames([reader.words.language.code, 'en'], { type: 'region' });
  const abroad = units.flatMap(({ kind, country }) =>
    kind === 'foreign-bureau' && country ? [country] : [],
  );
  return {
    kinds: choicesOf(ENQUIRY_KINDS, reader),
    authorities: choicesOf(AUTHORITIES, reader),
    results: choicesOf(ENQUIRY_RESULTS, reader),
    refusals: choicesOf(REFUSALS_OF_ENQUIRY, reader),
    resolutions: choicesOf(RESOLUTIONS, reader),
    forces: units
      .filter(({ kind }) => kind === 'territorial')
      .map(({ id, name }) => ({ value: id, text: name }))
      .sort((a, b) => a.text.localeCompare(b.text)),
    countries: [...new Set(abroad)]
      .map((country) => ({ value: country, text: countries.of(country) ?? country }))
      .sort((a, b) => a.text.localeCompare(b.text)),
  };
}

export async function showWaiting({ store }: Desk, request: Request, reply: Reply): Promise<Reply> {
  const { shown, hidden } = await listWaitingEnquiries(store, signedIn(request));
  const reader = readerOf(request, store.clock.now());
  return reply.page('enquiries/waiting.njk', {
    title: reader.words.enquiries.waitingTitle,
    hidden,
    parts: WAITING_FOR.map((state) => ({
      title: reader.term(ENQUIRY_STATES, state),
      rows: shown
        .filter((enquiry) => enquiry.state === state)
        .map((enquiry) => ({
          ...enquiryLine(enquiry, reader),
          left: reader.left(enquiry.dueAt, reader.now),
          number: formatNumber(enquiry.number),
        })),
    })).filter(({ rows }) => rows.length > 0),
  });
}

/** What waits for somebody here comes before what is late, and that before what a provider still has time for. */
const WAITING_FOR: readonly EnquiryState[] = ['drafted', 'expired', 'approved'];
