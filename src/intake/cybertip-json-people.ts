import type { Account, Answer, Identifier, Party, ReferralContent } from '../referral/index.ts';
import {
  contactsFrom,
  placesFrom,
  saidAt,
  takeCaptures,
  takeTexts,
  takeValue,
} from './cybertip-json-parts.ts';
import { child, type DocNode, takeAs, takeChild } from './cybertip-tree.ts';
import { readDay, readIp, readSaidAnswer } from './cybertip-values.ts';
import type { EvidenceList } from './evidence-list.ts';
import { present } from './making.ts';

type PersonContext = { list: EvidenceList; role: Party['role']; label: string; service: string | undefined };

/** A person as NCMEC passes one on. What describes a suspect's sex, race, disability or language is kept, never mapped. */
export function personFrom(node: DocNode, { list, role, label, service }: PersonContext): Party {
  const captures = takeCaptures(node, { list, label: `${label}: profile address` });
  const ip = takeAs(child(node, 'ipAddress'), readIp);
  return present<Party>({
    role,
    names: some(namesOf(node)),
    dateOfBirth: takeAs(child(node, 'dateOfBirth'), (value) => readDay(value.slice(0, 10))),
    age: takeAs(child(node, 'approximateAge'), readAges) ?? takeAs(child(node, 'age'), readAges),
    sex: role === 'victim' ? takeAs(child(node, 'gender'), readSex) : undefined,
    relationshipToChild: takeChild(node, 'relationshipToChildVictim', 200),
    accounts: accountsOf(node, { service, profileUrls: captures.urls }),
    identifiers: some([
      ...contactsFrom(node, 'emails', 'email'),
      ...contactsFrom(node, 'phones', 'phone'),
      ...vehiclesOf(node),
      ...captures.contacts,
      ...captures.devices,
    ]),
    connections: some([
      ...captures.connections,
      ...(ip === undefined ? [] : [{ ip, event: 'unknown' } as const]),
    ]),
    places: some(placesFrom(node)),
    notes: takeTexts(
      node,
      ['additionalInformations', 'additionalContactInformation', 'physicalDescription'],
      {
        list,
        label: `${label}: additional information`,
      },
    ),
  });
}

function namesOf(node: DocNode): string[] {
  const whole = ['firstName', 'middleName', 'lastName']
    .flatMap((name) => takeChild(node, name, 160) ?? [])
    .join(' ');
  return [whole, takeChild(node, 'preferredName') ?? ''].filter((name) => name !== '');
}

function accountsOf(
  node: DocNode,
  { service, profileUrls }: { service: string | undefined; profileUrls: string[] },
): Account[] | undefined {
  const account = present<Account>({
    accountId: takeChild(node, 'espUserId'),
    username: takeValue(node, 'screenName'),
    profileUrls: some(profileUrls),
    groupIdentifier: takeChild(node, 'groupIdentifier'),
    service: takeChild(node, 'espService', 200),
  });
  if (Object.keys(account).length === 0) return undefined;
  return [present<Account>({ ...account, service: account.service ?? service })];
}

function vehiclesOf(node: DocNode): Identifier[] {
  const kinds = { vehicleTagNumber: 'registration', vehicleDescription: 'description' };
  return Object.entries(kinds).flatMap(([name, type]) => {
    const value = takeChild(node, name);
    return value === undefined ? [] : [{ kind: 'vehicle', value, type }];
  });
}

/** A number of years, or a range of them. */
function readAges(value: string): Party['age'] | undefined {
  const [, from, to = from] = /^(\d{1,3})(?:\s*(?:-|to)\s*(\d{1,3}))?$/.exec(value) ?? [];
  const ages = { from: Number(from), to: Number(to) };
  return from !== undefined && ages.from <= ages.to && ages.to <= 130 ? ages : undefined;
}

function readSex(value: string): Party['sex'] | undefined {
  const said = value.toLowerCase();
  return said === 'female' || said === 'male' ? said : undefined;
}

/**
 * Facts that are stated of the reported persons: yes of any of them is yes; no, only if it is said of all. Only a yes
 * carries over from a narrower field: access to this child is access to children, a conviction is prior offending.
 */
export function statedOf(persons: readonly DocNode[]): ReferralContent['facts'] {
  const access = [
    ...persons.map((person) => saidAt(person, 'accessToChildren')),
    ...persons.map((person) => saidYesAt(person, 'accessToChildVictim')),
  ];
  const convicted = persons.map((person) => saidYesAt(person, 'convictedSexOffender'));
  return present<ReferralContent['facts']>({
    accessToChildren: together(access, persons.length),
    priorOffending: together(convicted, persons.length),
  });
}

function saidYesAt(person: DocNode, name: string): Answer | undefined {
  return takeAs(child(person, name), (value) => (readSaidAnswer(value) === 'yes' ? 'yes' : undefined));
}

function together(answers: readonly (Answer | undefined)[], persons: number): Answer | undefined {
  const said = answers.filter((answer) => answer !== undefined);
  if (said.includes('yes')) return 'yes';
  if (said.includes('unknown')) return 'unknown';
  return said.length >= persons && persons > 0 ? 'no' : undefined;
}

function some<T>(items: readonly T[]): T[] | undefined {
  return items.length > 0 ? [...items] : undefined;
}
