import {
  AUTHORITIES,
  ENQUIRY_KINDS,
  ENQUIRY_LIFE,
  ENQUIRY_RESULTS,
  ENQUIRY_STATES,
  type Enquiry,
  MISMATCHES,
} from '../../dissemination/index.ts';
import type { OpenedEnquiry } from '../../flow/index.ts';
import type { Reader } from '../frame/reader.ts';
import { type Tag, tag } from '../frame/tags.ts';
import { textOf } from './asked-text.ts';

type Names = Record<'people' | 'units', ReadonlyMap<string, string>>;

const COLOURS: Record<Enquiry['state'], Parameters<typeof tag>[1]> = {
  drafted: 'yellow',
  approved: 'blue',
  refused: 'grey',
  answered: 'grey',
  expired: 'red',
};

/** An enquiry as lists show it: never what it names. */
export function enquiryLine(enquiry: Enquiry, { term, time }: Reader) {
  const { state } = enquiry;
  return {
    id: enquiry.id,
    kind: term(ENQUIRY_KINDS, enquiry.kind),
    provider: enquiry.provider,
    state: tag(term(ENQUIRY_STATES, state), COLOURS[state]) satisfies Tag,
    due: time(enquiry.dueAt),
  };
}

/** An enquiry on the page of its referral: also whom it is about, and what this reader may do with it. */
export function enquiryCard(enquiry: OpenedEnquiry, names: Names, reader: Reader) {
  const { words, term } = reader;
  const { state, openMismatches, applicant } = enquiry;
  const isOwn = applicant === `person:${reader.personId}`;
  return {
    ...enquiryLine(enquiry, reader),
    facts: factsOf(enquiry, names, reader),
    mismatches: openMismatches.map(({ id, kind }) => ({ id, text: term(MISMATCHES, kind) })),
    isDrafted: state === 'drafted',
    isOwn,
    takesAnswer: 'answer' in ENQUIRY_LIFE[state],
    answerTitle: state === 'answered' ? words.enquiries.answerAgain : words.enquiries.answerTitle,
  };
}

function factsOf(enquiry: OpenedEnquiry, names: Names, { words, term, time }: Reader) {
  const { enquiries } = words;
  const { asked, detail } = enquiry.named.open('to show it to whoever asks, approves or answers');
  const answer = enquiry.result && [
    term(ENQUIRY_RESULTS, enquiry.result),
    ...enquiry.forces.map((id) => names.units.get(id) ?? id),
    ...enquiry.countries,
  ];
  const facts: [key: string, value: string | null][] = [
    [enquiries.asked, textOf(asked)],
    [enquiries.concerns, enquiry.concerns === 'child' ? enquiries.child : enquiries.suspect],
    [enquiries.provider, enquiry.provider],
    [enquiries.authority, term(AUTHORITIES, enquiry.authority)],
    [enquiries.applicant, nameOf(enquiry.applicant, names)],
    [enquiries.approver, enquiry.approver && nameOf(enquiry.approver, names)],
    [enquiries.due, time(enquiry.dueAt)],
    [enquiries.result, answer?.join(', ') ?? null],
    [enquiries.names, detail?.names?.join(', ') ?? null],
    [enquiries.address, [...(detail?.lines ?? []), detail?.postcode].filter(Boolean).join(', ')],
    [enquiries.reference, detail?.reference ?? null],
  ];
  return facts.flatMap(([key, value]) => (value ? [{ key, value }] : []));
}

/** The name behind "person:<id>"; a part of the system is named as it is. */
function nameOf(ref: string, { people }: Names): string {
  return people.get(ref.replace(/^person:/, '')) ?? ref;
}
