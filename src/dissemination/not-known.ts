import type { ReferralContent } from '../referral/index.ts';
import { FACTS, type FactName } from '../referral/index.ts';
import type { Asked, Authority, EnquiryKind, EnquiryResult, EnquiryState } from './enquiry.ts';
import type { SubscriberDetail } from './enquiry-records.ts';
import type { Holder } from './holders.ts';

/** An enquiry as the unit is told of it. Personal. */
export type Enquired = {
  kind: EnquiryKind;
  concerns: 'suspect' | 'child';
  provider: string;
  authority: Authority;
  asked: Asked;
  state: EnquiryState;
  result: EnquiryResult | null;
  forces: string[];
  countries: string[];
  subscriber: SubscriberDetail | null;
  answeredAt: string | null;
};

/** What a unit would want to know and the referral does not say. */
export const NOT_KNOWN = {
  'suspect-name': { label: "The suspect's name" },
  'suspect-age': { label: "The suspect's age" },
  'suspect-address': { label: "The suspect's address" },
  'child-identity': { label: 'Who the child is' },
  'child-age': { label: "The child's age" },
  'incident-time': { label: 'When it happened' },
  'connection-with-port-and-time': { label: 'A connection with port and time' },
  'who-holds-content': { label: 'Who holds the content' },
  'preservation-expiry': { label: 'Until when the content is preserved' },
  'file-hashes': { label: 'Hashes of some files' },
  'file-grades': { label: 'The category of some files' },
  subscriber: { label: 'Who is behind the identifiers' },
  'missing-item': { label: 'An item that a report refers to and does not hold' },
} as const satisfies Record<string, { label: string }>;
export type NotKnown = keyof typeof NOT_KNOWN | `fact:${FactName}`;

/** What all reports of it say together: what one of them states is known. */
type Known = {
  contents: readonly Omit<ReferralContent, 'evidence'>[];
  itemsMissing: boolean;
  holders: readonly Holder[];
  enquiries: readonly Enquired[];
};

const INCIDENT: readonly string[] = ['incident', 'upload', 'chat'];

/** Each gap, tested on what the unit will see. */
const GAPS: Record<keyof typeof NOT_KNOWN, (known: Known) => boolean> = {
  'suspect-name': (known) => !parties(known, 'suspect').some(({ names }) => filled(names)),
  'suspect-age': (known) => !parties(known, 'suspect').some(({ age, dateOfBirth }) => age ?? dateOfBirth),
  'suspect-address': (known) =>
    !parties(known, 'suspect').some(({ places }) => filled(places)) &&
    !known.enquiries.some(({ concerns, subscriber }) => concerns === 'suspect' && filled(subscriber?.lines)),
  'child-identity': (known) =>
    !parties(known, 'victim').some(({ names, accounts }) => filled(names) || filled(accounts)),
  'child-age': (known) => !parties(known, 'victim').some(({ age, dateOfBirth }) => age ?? dateOfBirth),
  'incident-time': ({ contents }) =>
    !contents.flatMap(({ times }) => times).some(({ meaning }) => INCIDENT.includes(meaning)),
  'connection-with-port-and-time': (known) =>
    ![...known.contents.flatMap((content) => content.parties), ...files(known)]
      .flatMap(({ connections }) => connections ?? [])
      .some(({ port, at }) => port !== undefined && at !== undefined),
  'who-holds-content': ({ holders }) => holders.some(({ heldBy }) => heldBy === null),
  'preservation-expiry': ({ holders }) => holders.some(({ preservedUntil }) => preservedUntil === null),
  'file-hashes': (known) => files(known).some(({ hashes }) => hashes.length === 0),
  'file-grades': (known) => files(known).some(({ grades }) => !filled(grades)),
  subscriber: ({ enquiries }) => !enquiries.some(({ result }) => result === 'one-subscriber'),
  'missing-item': ({ itemsMissing }) => itemsMissing,
};

/** Pure: the gaps, and every fact about harm and the suspect that nobody answered. */
export function notKnown(known: Known): NotKnown[] {
  const gaps = (Object.keys(GAPS) as (keyof typeof NOT_KNOWN)[]).filter((gap) => GAPS[gap](known));
  const facts = (Object.keys(FACTS) as FactName[]).filter((fact) =>
    known.contents.every((content) => (content.facts[fact] ?? 'unknown') === 'unknown'),
  );
  return [...gaps, ...facts.map((fact) => `fact:${fact}` as const)];
}

function parties({ contents }: Known, role: 'suspect' | 'victim') {
  return contents.flatMap((content) => content.parties).filter((party) => party.role === role);
}

function files({ contents }: Known) {
  return contents.flatMap((content) => content.files);
}

function filled(list: readonly unknown[] | undefined): boolean {
  return (list?.length ?? 0) > 0;
}
