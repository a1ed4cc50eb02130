import {
  type Agency,
  INCIDENT_TYPES,
  type Party,
  type ReferralContent,
  SCHEME_VERSION,
} from '../referral/index.ts';
import type { ReadingContext } from './adapter.ts';
import { KNOWN_SLIPS } from './cybertip-elements.ts';
import {
  child,
  childrenOf,
  type DocNode,
  descend,
  keepLeftovers,
  peek,
  takeChild,
  takeEach,
  takeEvidence,
} from './cybertip-tree.ts';
import { fileFrom, takeFlags } from './cybertip-xml-files.ts';
import { type IncidentDetails, readIncidentDetails } from './cybertip-xml-incident.ts';
import { answerAt, momentAt, takeCountry } from './cybertip-xml-parts.ts';
import { contactFrom, partiesFrom } from './cybertip-xml-people.ts';
import type { Submission } from './cybertip-xml-rules.ts';
import { type EvidenceList, evidenceList } from './evidence-list.ts';
import { lookUp } from './look-up.ts';
import { present } from './making.ts';

type IncidentType = ReferralContent['incidentType'];

/** The normalised referral of a submission that is valid. Facts are taken as stated; nothing is concluded from the type. */
export function cyberTipContent(
  root: DocNode,
  submission: Submission,
  context: ReadingContext,
): ReferralContent {
  const list = evidenceList();
  const { report, files } = submission;
  const summary = child(report, 'incidentSummary');
  const esp = takeChild(root, '@reportingEsp', 300);
  const platform = takeChild(summary, 'platform', 300);
  const incident = report && readIncidentDetails(report, list);
  const services = incident?.services ?? [];
  const parties = report ? partiesOf(report, { list, esp, platform, services, incident }) : [];
  const facts = files.map((file) => fileFrom(file, { list, heldBy: esp ?? holderOf(parties) ?? platform }));
  const flags = [
    ...takeFlags(child(summary, 'reportAnnotations')),
    ...(incident?.flags ?? []),
    ...(report ? [] : ['fileDetailsOnly']),
  ];
  const incidentType = incidentTypeAt(child(summary, 'incidentType'));
  const happened = momentAt(summary, 'incidentDateTime', 'incident');
  const content = present<ReferralContent>({
    scheme: SCHEME_VERSION,
    threat: INCIDENT_TYPES[incidentType].threat,
    incidentType,
    references: referencesOf(root, files),
    flags: [...new Set(flags)],
    urgencyClaim: urgencyOf(summary, list),
    batched: takeChild(child(report, 'batchedReport'), '@reason', 100),
    facts: statedFacts(flags, facts),
    times: happened ? [happened] : [],
    platform,
    services: services.length > 0 ? services : undefined,
    agencies: takeEach(childrenOf(report, 'lawEnforcement'), agencyFrom),
    parties,
    files: facts,
    places: incident?.places ?? [],
    sourceGrading: { source: context.reliability, information: 'D', handling: 'P' },
    evidence: list.evidence,
    kept: list.kept,
  });
  takeReportTexts(report, list);
  keepLeftovers(root, list);
  return content;
}

/** A slip that is widely made is read for what it means, and stays on record as it was written. */
function incidentTypeAt(node: DocNode | undefined): IncidentType {
  const stated = peek(node);
  if (node === undefined || stated === undefined) return 'other';
  const meant = lookUp(KNOWN_SLIPS['incidentType'], stated);
  const found = Object.entries(INCIDENT_TYPES).find(([, { cyberTip }]) => cyberTip === (meant ?? stated));
  node.taken = meant === undefined && found !== undefined;
  return (found?.[0] as IncidentType | undefined) ?? 'other';
}

function referencesOf(root: DocNode, files: readonly DocNode[]): ReferralContent['references'] {
  const scheme = takeChild(root, '@issuer', 60) ?? 'ncmec';
  const ids = [takeChild(root, '@reportId', 200), ...files.map((file) => takeChild(file, 'reportId', 200))];
  return [...new Set(ids.filter((id) => id !== undefined))].map((value) => ({ scheme, value }));
}

function urgencyOf(summary: DocNode | undefined, list: EvidenceList): ReferralContent['urgencyClaim'] {
  const node = child(summary, 'escalateToHighPriority');
  const reason = takeEvidence(node, { list, kind: 'text', label: 'Why the sender calls it urgent' });
  return reason === undefined ? undefined : { level: 'escalated', reason };
}

function statedFacts(flags: readonly string[], files: ReferralContent['files']): ReferralContent['facts'] {
  return {
    ...(flags.includes('sextortion') && { coercion: 'yes' as const }),
    ...(files.some(({ annotations }) => annotations.includes('liveStreaming')) && {
      liveStreaming: 'yes' as const,
    }),
  };
}

type PartyMaking = {
  list: EvidenceList;
  esp: string | undefined;
  platform: string | undefined;
  services: string[];
  incident: IncidentDetails | undefined;
};

function partiesOf(report: DocNode, { list, esp, platform, services, incident }: PartyMaking): Party[] {
  const shared = { list, service: platform, services };
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
function holderOf(parties: readonly Party[]): string | undefined {
  return parties
    .find(({ role }) => role === 'suspect')
    ?.accounts?.find(({ thirdParty }) => thirdParty !== 'yes')?.service;
}

function agencyFrom(node: DocNode): Agency | undefined {
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

function takeReportTexts(report: DocNode | undefined, list: EvidenceList): void {
  const description = descend(report, 'incidentSummary', 'incidentDateTimeDescription');
  takeEvidence(description, { list, kind: 'text', label: 'About the time of the incident' });
  takeEvidence(child(report, 'additionalInfo'), { list, kind: 'text', label: 'Additional information' });
}
