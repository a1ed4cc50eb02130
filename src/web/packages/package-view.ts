import { BANDS } from '../../assessment/index.ts';
import {
  CLOSURE_REASONS,
  NOT_KNOWN,
  namesOfUnits,
  OUTCOME_STATUSES,
  outcomesOf,
  PACKAGE_LIFE,
  PACKAGE_STATES,
  PURPOSES_OF_PACKAGE,
} from '../../dissemination/index.ts';
import type { OpenedPackage } from '../../flow/index.ts';
import {
  HANDLING_CODES,
  IDENTIFIER_KINDS,
  INCIDENT_TYPES,
  INFORMATION_GRADES,
  PARTY_ROLES,
  type Party,
  SOURCE_GRADES,
  THREATS,
} from '../../referral/index.ts';
import type { Desk } from '../frame/pages.ts';
import { bandTag } from '../frame/tags.ts';
import { type Terms, termsIn } from '../frame/terms.ts';
import { type Times, timesIn } from '../frame/times.ts';
import type { Words } from '../words.ts';

type Line = { key: string; value: string };

/** A package as its receiving officer reads it: what to do, how soon, who and where, and what nobody knows yet. */
export async function packageView({ store }: Desk, opened: OpenedPackage, words: Words) {
  const document = opened.document.open('to show it to its unit');
  const [terms, times] = [termsIn(words), timesIn(words)];
  const units = await namesOfUnits(store.db);
  const { header, assessment, content } = document;
  const outcomes = (await outcomesOf(store.db, opened.package.referralId)).filter(
    ({ packageId }) => packageId === opened.package.id,
  );
  const allowed = PACKAGE_LIFE[opened.package.state];
  return {
    id: opened.package.id,
    number: header.referral,
    marking: header.marking,
    state: terms.term(PACKAGE_STATES, opened.package.state),
    band: bandTag(assessment.band as keyof typeof BANDS, terms),
    decision: words.packages.decidedAs(terms.term(BANDS, assessment.band), assessment.deciderName),
    actWithin: words.packages.actWithin(assessment.actWithinDays),
    reasons: assessment.reasons.map(terms.say),
    summary: [
      { key: words.packages.purpose, value: terms.term(PURPOSES_OF_PACKAGE, header.purpose) },
      {
        key: words.packages.known,
        value: `${terms.term(THREATS, content.threat)}; ${terms.term(INCIDENT_TYPES, content.incidentType)}`,
      },
      { key: words.packages.sent, value: times.time(opened.package.sentAt) },
      { key: words.packages.acknowledged, value: times.time(opened.package.acknowledgedAt) },
      { key: words.packages.files, value: words.packages.fileCount(content.files.length) },
      {
        key: words.packages.links,
        value: words.packages.linksText(document.links.linkedReferrals, document.links.filesSeenBefore),
      },
      ...(document.links.unitsHolding.length > 0
        ? [
            {
              key: words.packages.unitsHolding,
              value: document.links.unitsHolding.map((id) => units.get(id) ?? id).join('; '),
            },
          ]
        : []),
      { key: words.packages.grading, value: gradingText(document.grading, terms) },
    ] satisfies Line[],
    parties: content.parties.map((party) => ({
      role: terms.term(PARTY_ROLES, party.role),
      lines: partyLines(party, terms, times),
    })),
    holders: document.holders.map((holder) => ({
      name: holder.heldBy ?? words.service.unknown,
      reference: holder.reference ?? words.service.unknown,
      until: times.day(holder.preservedUntil),
      files: holder.files,
    })),
    notKnown: document.notKnown.map((code) => terms.term(NOT_KNOWN, code)),
    evidence: document.evidence.length,
    sha256: opened.sha256,
    outcomes: outcomes.map((outcome) => ({
      at: times.time(outcome.recordedAt),
      text: [
        terms.term(OUTCOME_STATUSES, outcome.status),
        outcome.closureReason && terms.term(CLOSURE_REASONS, outcome.closureReason),
      ]
        .filter(Boolean)
        .join(': '),
    })),
    mayAcknowledge: 'acknowledge' in allowed,
    mayRefuse: 'refuse' in allowed,
    mayRecordOutcome: 'record-outcome' in allowed,
  };
}

function gradingText(
  grading: { source: string; information: string; handling: string; conditions: string | null },
  { term }: Terms,
): string {
  const parts = [
    term(SOURCE_GRADES, grading.source),
    term(INFORMATION_GRADES, grading.information),
    term(HANDLING_CODES, grading.handling),
  ];
  const codes = `${grading.source}${grading.information}${grading.handling}`;
  return `${codes}: ${parts.join('; ')}${grading.conditions ? ` (${grading.conditions})` : ''}`;
}

function partyLines(party: Party, { term }: Terms, times: Times): string[] {
  const accounts = (party.accounts ?? []).map(({ service, username, accountId }) =>
    [service, username ?? accountId].filter(Boolean).join(': '),
  );
  const identifiers = (party.identifiers ?? []).map(
    ({ kind, value }) => `${term(IDENTIFIER_KINDS, kind)}: ${value}`,
  );
  const connections = (party.connections ?? []).map(
    ({ ip, port, at }) => `IP ${ip}, ${port ?? '–'}, ${times.time(at?.utc)}`,
  );
  const places = (party.places ?? []).map(({ lines, city, region, postcode, country }) =>
    [...(lines ?? []), city, region, postcode, country].filter(Boolean).join(', '),
  );
  const age = party.age ? [`${party.age.from}–${party.age.to}`] : [];
  return [...(party.names ?? []), ...age, ...accounts, ...identifiers, ...connections, ...places].filter(
    (line) => line !== '',
  );
}
