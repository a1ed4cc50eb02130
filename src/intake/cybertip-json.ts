import { INCIDENT_TYPES, type Party, type ReferralContent, SCHEME_VERSION } from '../referral/index.ts';
import type { Adapter, Reading, ReadingContext } from './adapter.ts';
import { KNOWN_SLIPS } from './cybertip-elements.ts';
import { uploadedFileFrom } from './cybertip-json-files.ts';
import { incidentFrom } from './cybertip-json-incident.ts';
import { jsonTree, takeMoment, takeTexts, wrapped } from './cybertip-json-parts.ts';
import { personFrom, statedOf } from './cybertip-json-people.ts';
import { ensureNotOverfull } from './cybertip-limits.ts';
import {
  child,
  type DocNode,
  descend,
  keepLeftovers,
  peek,
  takeChild,
  takeEvidence,
} from './cybertip-tree.ts';
import { takeFlags } from './cybertip-xml-files.ts';
import { type EvidenceList, evidenceList } from './evidence-list.ts';
import { invalid, type JsonDocument, jsonArrayParts, readJson } from './json-text.ts';
import { present } from './making.ts';

/** A byte order mark or none, an object or a list of them, and the one key that all public readers start from. */
const OPENS_AS_CYBERTIP = /^(?:\xEF\xBB\xBF)?\s*[[{][\s\S]*"reportedInformation"\s*:/;

/**
 * A CyberTip as police receive it. There is no published schema: the shape is what public programs that read it expect.
 * So only what makes it a CyberTip is required, and everything else is taken or kept.
 */
export const cyberTipJson: Adapter = {
  name: 'cybertip-json',
  label: 'CyberTip as delivered to police (JSON)',
  // application/json says nothing about the format.
  mediaTypes: [],
  recognises: (raw) => OPENS_AS_CYBERTIP.test(raw.toString('latin1', 0, 16_384)),
  split: (raw) => jsonArrayParts(raw) ?? [raw],
  read,
};

function read(raw: Buffer, context: ReadingContext): Reading {
  const document = readJson(raw);
  ensureCyberTip(document);
  const root = jsonTree(document.value);
  const content = contentOf(root, context);
  ensureNotOverfull(content);
  return { content, stripped: document.stripped, ...(document.raw && { raw: document.raw }) };
}

function ensureCyberTip({ value, lineOf }: JsonDocument): void {
  const root = (value !== null && typeof value === 'object' ? value : {}) as Record<string, unknown>;
  const { reportId, reportedInformation } = root;
  const numbered = typeof reportId === 'number' || (typeof reportId === 'string' && reportId.trim() !== '');
  const informed =
    reportedInformation !== null &&
    typeof reportedInformation === 'object' &&
    !Array.isArray(reportedInformation);
  const fault = (path: string, reason: string) => {
    const line = lineOf(path) ?? lineOf('');
    return { path, reason, ...(line !== undefined && { line }) };
  };
  const faults = [
    ...(numbered ? [] : [fault('/reportId', 'is missing, or is no number')]),
    ...(informed ? [] : [fault('/reportedInformation', 'is missing, or is no object')]),
  ];
  if (faults.length > 0) throw invalid(faults);
}

const LONGEST_SERVICE = 200;

function contentOf(root: DocNode, context: ReadingContext): ReferralContent {
  const list = evidenceList();
  const information = child(root, 'reportedInformation');
  const summary = child(information, 'incidentSummary');
  const esp = takeChild(child(information, 'reportingEsp'), 'espName', 300);
  const persons = wrapped(child(information, 'reportedPeople'), 'reportedPersons').filter(isObject);
  const incident = incidentFrom(information, list);
  const incidentType = incidentTypeAt(child(summary, 'incidentType'));
  const reportId = takeChild(root, 'reportId', 200);
  const times = [
    takeMoment(summary, 'incidentDateTime', 'incident'),
    takeMoment(root, 'dateReceived', 'reported'),
  ];
  const content = present<ReferralContent>({
    scheme: SCHEME_VERSION,
    threat: INCIDENT_TYPES[incidentType].threat,
    incidentType,
    references: reportId === undefined ? [] : [{ scheme: 'ncmec', value: reportId }],
    flags: takeFlags(child(summary, 'reportAnnotations')),
    urgencyClaim: urgencyOf(summary, list),
    facts: statedOf(persons),
    times: times.filter((moment) => moment !== undefined),
    platform: takeChild(summary, 'platform', 300) ?? esp,
    services: incident.services.length > 0 ? incident.services : undefined,
    parties: [...partiesOf(information, persons, { list, esp }), ...incident.parties],
    files: wrapped(information, 'uploadedFiles')
      .filter(isObject)
      .map((file) => uploadedFileFrom(file, { list, heldBy: esp })),
    places: [],
    sourceGrading: { source: context.reliability, information: 'D', handling: 'P' },
    evidence: list.evidence,
    kept: list.kept,
  });
  takeTexts(summary, ['incidentDateTimeDescription'], { list, label: 'About the time of the incident' });
  takeTexts(information, ['additionalInformations'], { list, label: 'Additional information' });
  keepLeftovers(root, list);
  return content;
}

type Making = { list: EvidenceList; esp: string | undefined };

function partiesOf(
  information: DocNode | undefined,
  persons: readonly DocNode[],
  { list, esp }: Making,
): Party[] {
  // A name longer than an account's service may have stays the platform's only.
  const shared = { list, service: esp && esp.length <= LONGEST_SERVICE ? esp : undefined };
  const reporter = child(information, 'reportingEsp');
  const named = reporter && personFrom(reporter, { ...shared, role: 'reporter', label: 'Reporter' });
  const recipients = wrapped(information, 'intendedRecipients').filter(isObject);
  const children = ['victims', 'childVictims'].flatMap((name) => wrapped(information, name)).filter(isObject);
  return [
    ...(named
      ? [present<Party>({ ...named, names: [...(esp === undefined ? [] : [esp]), ...(named.names ?? [])] })]
      : []),
    ...persons.map((node) => personFrom(node, { ...shared, role: 'suspect', label: 'Reported person' })),
    ...recipients.map((node) =>
      personFrom(node, { ...shared, role: 'recipient', label: 'Intended recipient' }),
    ),
    ...children.map((node) => personFrom(node, { ...shared, role: 'victim', label: 'Child' })),
  ];
}

/** An entry of a list that says something; a list that is null or "N/A" has none. */
function isObject(node: DocNode): boolean {
  return node.children.length > 0;
}

/** A type that is not known here stays on record as it was written. */
function incidentTypeAt(node: DocNode | undefined): ReferralContent['incidentType'] {
  const stated = peek(node)?.toLowerCase();
  if (node === undefined || stated === undefined) return 'other';
  const slips = Object.entries(KNOWN_SLIPS['incidentType'] ?? {});
  const meant = slips.find(([slip]) => slip.toLowerCase() === stated)?.[1].toLowerCase();
  const found = Object.entries(INCIDENT_TYPES).find(
    ([, { cyberTip }]) => cyberTip?.toLowerCase() === (meant ?? stated),
  );
  node.taken = meant === undefined && found !== undefined;
  return (found?.[0] as ReferralContent['incidentType'] | undefined) ?? 'other';
}

function urgencyOf(summary: DocNode | undefined, list: EvidenceList): ReferralContent['urgencyClaim'] {
  const node = descend(summary, 'escalateToHighPriority');
  const reason = takeEvidence(node, { list, kind: 'text', label: 'Why the sender calls it urgent' });
  return reason === undefined ? undefined : { level: 'escalated', reason };
}
