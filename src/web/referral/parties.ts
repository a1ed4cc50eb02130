import {
  type Account,
  type Connection,
  IDENTIFIER_KINDS,
  type Identifier,
  PARTY_ROLES,
  type Party,
  TIME_MEANINGS,
} from '../../referral/index.ts';
import type { Reader } from '../frame/reader.ts';
import { placeLine } from './known.ts';

/** A person or account that the referral names. */
export type PartyView = {
  heading: string;
  facts: { key: string; value: string }[];
  accounts: { text: string; notes: string[]; sealed: string[] }[];
  identifiers: { kind: string; value: string; notes: string[] }[];
  connections: ConnectionView[];
  places: string[];
  sealed: string[];
};

/** `weak`: without port or time it may be one of thousands of customers. */
export type ConnectionView = {
  ip: string;
  port: string;
  at: string;
  event: string;
  weak: boolean;
  proxy: boolean;
};

export function partyView(party: Party, position: number, reader: Reader): PartyView {
  return {
    heading: `${reader.term(PARTY_ROLES, party.role)} ${position}`,
    facts: personFacts(party, reader),
    accounts: (party.accounts ?? []).map((account) => accountView(account, reader)),
    identifiers: (party.identifiers ?? []).map((identifier) => identifierView(identifier, reader)),
    connections: (party.connections ?? []).map((connection) => connectionView(connection, reader)),
    places: (party.places ?? []).map((place) => placeLine(place, reader)),
    sealed: party.notes ?? [],
  };
}

function personFacts(party: Party, { words, day }: Reader): PartyView['facts'] {
  const { known, service } = words;
  const isChild = party.role === 'victim';
  const facts: [key: string, value: string | undefined][] = [
    [known.relation, party.relation],
    [known.names, party.names?.join(', ')],
    [known.born, party.dateOfBirth && day(party.dateOfBirth)],
    [known.age, party.age ? ageText(party.age) : isChild ? service.unknown : undefined],
    [known.sex, isChild ? known.sexes[party.sex ?? 'unknown'] : undefined],
    [known.relationship, party.relationshipToChild],
  ];
  return facts.flatMap(([key, value]) => (value ? [{ key, value }] : []));
}

function ageText({ from, to }: { from: number; to: number }): string {
  return from === to ? String(from) : `${from}–${to}`;
}

function accountView(account: Account, { words, time }: Reader): PartyView['accounts'][number] {
  const { known, service } = words;
  const who = [account.username, account.accountId && known.accountId(account.accountId)]
    .filter(Boolean)
    .join(' · ');
  const notes = [
    account.displayNames?.length && known.displayNames(account.displayNames.join(', ')),
    account.compromised === 'yes' && known.compromised,
    account.disabled === 'yes' && known.disabled,
    account.thirdParty === 'yes' && known.thirdParty,
    account.groupIdentifier && known.group(account.groupIdentifier),
    account.priorReports?.length && known.priorReports(account.priorReports.join(', ')),
    ...(account.restrictions ?? []).map(({ kind, at, userNotified }) =>
      known.restriction(kind, at ? time(at.utc) : '', userNotified ?? 'unknown'),
    ),
  ];
  return {
    text: `${account.service ?? service.unknown}: ${who || service.unknown}`,
    notes: notes.filter((note): note is string => typeof note === 'string' && note !== ''),
    sealed: account.profileUrls ?? [],
  };
}

export function identifierView(
  { kind, value, type, verified, at }: Identifier,
  { words, term, time }: Reader,
): PartyView['identifiers'][number] {
  const notes = [
    type,
    verified && `${words.known.verified}: ${words.known.answers[verified]}`,
    at && words.known.seenAt(time(at.utc)),
  ];
  return {
    kind: term(IDENTIFIER_KINDS, kind),
    value,
    notes: notes.filter((note) => typeof note === 'string'),
  };
}

export function connectionView(
  { ip, port, at, event, possibleProxy }: Connection,
  reader: Reader,
): ConnectionView {
  const { words, term, time } = reader;
  return {
    ip,
    port: port === undefined ? words.service.unknown : String(port),
    at: at ? time(at.utc) : words.service.unknown,
    event: term(TIME_MEANINGS, event),
    weak: at === undefined || (port === undefined && !ip.includes(':')),
    proxy: possibleProxy === 'yes',
  };
}
