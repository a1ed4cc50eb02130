import type { Agency, Party } from '../referral/index.ts';
import { child, childrenOf, type DocNode, takeChild, takeEach, takeEvidence } from './cybertip-tree.ts';
import type { IncidentDetails } from './cybertip-xml-incident.ts';
import { answerAt, takeCountry } from './cybertip-xml-parts.ts';
import { contactFrom, partiesFrom } from './cybertip-xml-people.ts';
import type { EvidenceList } from './evidence-list.ts';
import { present } from './making.ts';

// Everybody who stands in a report: who reports, who is reported, whom it was meant for, the child, and other agencies.

type PartyMaking = {
  list: EvidenceList;
  esp: string | undefined;
  platform: string | undefined;
  services: string[];
  incident: IncidentDetails | undefined;
};

export function partiesOf(
  report: DocNode,
  { list, esp, platform, services, incident }: PartyMaking,
): Party[] {
  // A name longer than an account's service may have stays the platform's only.
  const shared = {
    list,
    service: platform && platform.length <= LONGEST_SERVICE ? platform : undefined,
    services,
  };
  const suspects = childrenOf(report, 'personOrUserReported').flatMap((node) =>
    partiesFrom(node, 'personOrUserReportedPerson', { ...shared, role: 'suspect', label: 'Reported person' }),
  );
  return [
    ...reportersOf(report, list, esp),
    ...withConnections(suspects, incident?.connections ?? []),
    ...childrenOf(report, 'intendedRecipient').flatMap((node) =>
      partiesFrom(node, 'intendedRecipientPerson', {
        ...shared,
        role: 'recipient',
        label: 'Intended recipient',
      }),
    ),
    ...childrenOf(report, 'victim').flatMap((node) =>
      partiesFrom(node, 'victimPerson', { ...shared, role: 'victim', label: 'Child' }),
    ),
    ...(incident?.parties ?? []),
  ];
}

const LONGEST_SERVICE = 200;

/** Addresses on a peer-to-peer network are the reported person's, as NCMEC defines them; with several, nobody knows whose. */
function withConnections(suspects: Party[], connections: NonNullable<Party['connections']>): Party[] {
  if (connections.length === 0) return suspects;
  const reported = suspects.filter(({ role }) => role === 'suspect');
  if (reported.length > 1)
    return [...suspects, { role: 'unknown', relation: 'Peer-to-peer network', connections }];
  const [only = { role: 'suspect' } satisfies Party] = reported;
  const joined: Party = { ...only, connections: [...(only.connections ?? []), ...connections] };
  return [joined, ...suspects.filter((party) => party !== only)];
}

function reportersOf(report: DocNode, list: EvidenceList, esp: string | undefined): Party[] {
  const reporter = child(report, 'reporter');
  const persons = childrenOf(reporter, 'reportingPerson').map((node) =>
    contactFrom(node, { role: 'reporter' }),
  );
  const contacts = childrenOf(reporter, 'contactPerson').map((node) => ({
    ...contactFrom(node, { role: 'reporter' }),
    relation: 'contact',
  }));
  const notes = takeEach(
    [...childrenOf(reporter, 'companyTemplate'), ...childrenOf(reporter, 'termsOfService')],
    (node) =>
      takeEvidence(node, {
        list,
        kind: 'text',
        label: node.name === 'termsOfService' ? 'Terms of service' : 'Standing text of the company',
      }),
  );
  takeEvidence(child(reporter, 'legalURL'), { list, kind: 'url', label: 'Legal information of the company' });
  return [...persons, ...contacts].map((party, i) =>
    i === 0 ? present<Party>({ ...party, names: someNames([esp, ...(party.names ?? [])]), notes }) : party,
  );
}

function someNames(names: readonly (string | undefined)[]): string[] | undefined {
  const said = names.filter((name) => name !== undefined);
  return said.length > 0 ? said : undefined;
}

/** Who reports is who holds the content; the service of the reported account is the reporter's own. */
export function holderOf(parties: readonly Party[]): string | undefined {
  return parties
    .find(({ role }) => role === 'suspect')
    ?.accounts?.find(({ thirdParty }) => thirdParty !== 'yes')?.service;
}

export function agencyFrom(node: DocNode): Agency | undefined {
  const abroad = child(node, 'servedLegalProcessInternational');
  const contact = child(node, 'officerContact');
  const agency = present<Agency>({
    name: takeChild(node, 'agencyName', 300),
    caseReference: takeChild(node, 'caseNumber', 100),
    reported: answerAt(node, 'reportedToLe'),
    legalProcessAtHome: answerAt(node, 'servedLegalProcessDomestic'),
    legalProcessAbroad: answerAt(node, 'servedLegalProcessInternational'),
    legalProcessCountry: takeCountry(child(abroad, '@fleaCountry')),
    contact: contact && contactFrom(contact, { role: 'unknown' }),
  });
  return Object.keys(agency).length > 0 ? agency : undefined;
}
