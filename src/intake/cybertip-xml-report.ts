import { INCIDENT_TYPES, type ReferralContent, SCHEME_VERSION } from '../referral/index.ts';
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
import { readIncidentDetails } from './cybertip-xml-incident.ts';
import { agencyFrom, holderOf, partiesOf } from './cybertip-xml-parties.ts';
import { momentAt } from './cybertip-xml-parts.ts';
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
  const flags = flagsOf(submission, incident?.flags ?? []);
  const incidentType = incidentTypeAt(child(summary, 'incidentType'));
  const happened = momentAt(summary, 'incidentDateTime', 'incident');
  const content = present<ReferralContent>({
    scheme: SCHEME_VERSION,
    threat: INCIDENT_TYPES[incidentType].threat,
    incidentType,
    references: referencesOf(root, files),
    flags,
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

/** The details of a file alone say so: they belong to a report that came, or will come, apart. */
function flagsOf({ report }: Submission, ofIncident: readonly string[]): string[] {
  const annotations = takeFlags(descend(report, 'incidentSummary', 'reportAnnotations'));
  return [...new Set([...annotations, ...ofIncident, ...(report ? [] : ['fileDetailsOnly'])])];
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

function takeReportTexts(report: DocNode | undefined, list: EvidenceList): void {
  const description = descend(report, 'incidentSummary', 'incidentDateTimeDescription');
  takeEvidence(description, { list, kind: 'text', label: 'About the time of the incident' });
  takeEvidence(child(report, 'additionalInfo'), { list, kind: 'text', label: 'Additional information' });
}
