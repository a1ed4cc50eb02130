import type { Account, Party, Place } from '../referral/index.ts';
import {
  child,
  childrenOf,
  type DocNode,
  take,
  takeAs,
  takeChild,
  takeEach,
  takeEvidence,
} from './cybertip-tree.ts';
import { readAge, readAnswer, readDay } from './cybertip-values.ts';
import {
  answerAt,
  connectionsOf,
  deviceFrom,
  emailFrom,
  estimatedPlaceFrom,
  momentAt,
  phoneFrom,
  placeFrom,
} from './cybertip-xml-parts.ts';
import type { EvidenceList } from './evidence-list.ts';
import { present } from './making.ts';

/** What a party's mapping needs to know. `service`: where its account is, unless the document says otherwise. */
export type PartyContext = {
  list: EvidenceList;
  role: Party['role'];
  /** How its evidence is labelled: "Reported person". */
  label: string;
  service?: string | undefined;
  /** Collects services that are named beside the account's own. */
  services: string[];
};

/** The party that a reported person, recipient or child is, and the accounts associated with it. */
export function partiesFrom(node: DocNode, personName: string, context: PartyContext): Party[] {
  const person = child(node, personName);
  const account = accountFrom(node, context);
  const party = present<Party>({
    ...identityOf(person, context.role),
    accounts: account && [account],
    identifiers: someOf([
      ...(contactsOf(person) ?? []),
      ...(takeEach(childrenOf(node, 'vehicleDescription'), vehicleFrom) ?? []),
      ...(takeEach(childrenOf(node, 'deviceId'), deviceFrom) ?? []),
    ]),
    connections: connectionsOf(node),
    places: someOf([
      ...(placesOf(person) ?? []),
      ...(takeEach(childrenOf(node, 'schoolName'), schoolFrom) ?? []),
      ...(takeEach(childrenOf(node, 'estimatedLocation'), estimatedPlaceFrom) ?? []),
    ]),
    notes: notesOf(node, context, ['profileBio', 'additionalInfo']),
  });
  const associates = childrenOf(node, 'associatedAccount').map((each) => associateFrom(each, context));
  return [party, ...associates];
}

/** A person who is there to be asked, and nothing else. */
export function contactFrom(node: DocNode, { role }: Pick<PartyContext, 'role'>): Party {
  return present<Party>({ ...identityOf(node, role), identifiers: contactsOf(node), places: placesOf(node) });
}

function associateFrom(node: DocNode, context: PartyContext): Party {
  const account = accountFrom(node, { ...context, service: undefined });
  return present<Party>({
    ...identityOf(node, 'associate'),
    relation: takeChild(node, '@type', 200) ?? takeChild(node, '@accountType', 200),
    accounts: account && [account],
    identifiers: someOf([
      ...(contactsOf(node) ?? []),
      ...(takeEach(childrenOf(node, 'deviceId'), deviceFrom) ?? []),
    ]),
    connections: connectionsOf(node),
    places: placesOf(node),
    notes: notesOf(node, { ...context, label: 'Associated account' }, ['profileBio', 'additionalInfo']),
  });
}

function identityOf(node: DocNode | undefined, role: Party['role']): Party {
  const names = ['firstName', 'middleName', 'lastName'].flatMap((name) => takeChild(node, name, 160) ?? []);
  const age = takeAs(child(node, 'age') ?? child(node, 'approximateAge'), readAge);
  const dateOfBirth = takeAs(child(node, 'dateOfBirth'), readDay);
  return present<Party>({ role, names: names.length > 0 ? [names.join(' ')] : undefined, dateOfBirth, age });
}

function contactsOf(node: DocNode | undefined) {
  return someOf([
    ...(takeEach(childrenOf(node, 'phone'), phoneFrom) ?? []),
    ...(takeEach(childrenOf(node, 'email'), emailFrom) ?? []),
  ]);
}

function placesOf(node: DocNode | undefined): Place[] | undefined {
  return takeEach(childrenOf(node, 'address'), (each) => placeFrom(each));
}

function vehicleFrom(node: DocNode) {
  const value = take(node);
  return value === undefined ? undefined : ({ kind: 'vehicle', value } as const);
}

function schoolFrom(node: DocNode): Place | undefined {
  const name = take(node, 1_000);
  return name === undefined ? undefined : { meaning: 'school', lines: [name] };
}

function notesOf(
  node: DocNode,
  { list, label }: PartyContext,
  names: readonly string[],
): string[] | undefined {
  const titles: Record<string, string> = {
    profileBio: 'profile text',
    additionalInfo: 'additional information',
  };
  const nodes = names.flatMap((name) => childrenOf(node, name));
  return takeEach(nodes, (each) =>
    takeEvidence(each, { list, kind: 'text', label: `${label}: ${titles[each.name]}` }),
  );
}

/** The account as its service describes it. An identifier without a service links nothing, so the platform stands in. */
function accountFrom(node: DocNode, { list, service, services, label }: PartyContext): Account | undefined {
  const restrictions = restrictionsOf(node);
  const [ownService, ...otherServices] = ['platform', 'espService'].flatMap(
    (name) => takeChild(node, name, 200) ?? [],
  );
  services.push(...otherServices);
  const account = present<Account>({
    accountId: takeChild(node, 'espIdentifier'),
    username: takeChild(node, 'screenName'),
    displayNames: takeEach(childrenOf(node, 'displayName'), (each) => take(each)),
    profileUrls: takeEach(childrenOf(node, 'profileUrl'), (each) =>
      takeEvidence(each, { list, kind: 'url', label: `${label}: profile address` }),
    ),
    compromised: answerAt(node, 'compromisedAccount'),
    disabled: disabledBy(restrictions),
    restrictions,
    thirdParty:
      answerAt(node, 'thirdPartyUserReported') ?? answerAt(child(node, 'platform'), '@thirdPartyUser'),
    priorReports: takeEach(
      [...childrenOf(node, 'priorCTReports'), ...childrenOf(node, 'priorCTReport')],
      (each) => take(each, 100),
    ),
    groupIdentifier: takeChild(node, 'groupIdentifier'),
    service: ownService,
  });
  if (Object.keys(account).length === 0) return undefined;
  return present<Account>({ ...account, service: account.service ?? service });
}

type Restriction = NonNullable<Account['restrictions']>[number];

function restrictionsOf(node: DocNode): Restriction[] | undefined {
  return someOf([
    ...(takeEach(childrenOf(node, 'accountTemporarilyDisabled'), (each) =>
      restrictionFrom(each, 'temporary'),
    ) ?? []),
    ...(takeEach(childrenOf(node, 'accountPermanentlyDisabled'), (each) =>
      restrictionFrom(each, 'permanent'),
    ) ?? []),
  ]);
}

function restrictionFrom(node: DocNode, kind: Restriction['kind']): Restriction | undefined {
  const imposed = takeAs(node, readAnswer);
  if (imposed === undefined) return undefined;
  return present<Restriction>({
    kind,
    imposed,
    at: momentAt(node, '@disabledDate'),
    userNotified: answerAt(node, '@userNotified'),
    notifiedAt: momentAt(node, '@userNotifiedDate'),
    liftedAt: momentAt(node, '@reenabledDate'),
  });
}

function disabledBy(restrictions: readonly Restriction[] | undefined): Account['disabled'] {
  if (!restrictions) return undefined;
  if (restrictions.some(({ imposed, liftedAt }) => imposed === 'yes' && liftedAt === undefined)) return 'yes';
  return restrictions.every(({ imposed }) => imposed === 'no') ? 'no' : undefined;
}

function someOf<T>(items: T[]): T[] | undefined {
  return items.length > 0 ? items : undefined;
}
