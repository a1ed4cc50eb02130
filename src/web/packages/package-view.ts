import { may, type PersonActor } from '../../access/index.ts';
import { BANDS } from '../../assessment/index.ts';
import {
  CLOSURE_REASONS,
  ENQUIRY_KINDS,
  ENQUIRY_RESULTS,
  type Enquired,
  NOT_KNOWN,
  OUTCOME_STATUSES,
  type Outcome,
  PACKAGE_LIFE,
  PACKAGE_STATES,
  type Package,
  type PackageAction,
  type PackageDocument,
  PURPOSES_OF_PACKAGE,
  REFUSALS_OF_PACKAGE,
} from '../../dissemination/index.ts';
import type { OpenedPackage } from '../../flow/index.ts';
import { FACTS, INCIDENT_TYPES, THREATS } from '../../referral/index.ts';
import { textOf } from '../enquiries/asked-text.ts';
import type { Reader } from '../frame/reader.ts';
import { bandTag, tag } from '../frame/tags.ts';

export type Units = ReadonlyMap<string, string>;
type Line = { key: string; value: string };

/** A package as its receiving officer reads it: what to do, how soon, why, and what nobody knows yet. */
export function packageView(opened: OpenedPackage, units: Units, reader: Reader) {
  const document = opened.document.open('to show it to its reader');
  const { assessment, header } = document;
  const { words, term } = reader;
  return {
    id: opened.package.id,
    number: header.referral,
    marking: header.marking,
    unit: header.to.name,
    state: tag(term(PACKAGE_STATES, opened.package.state), opened.package.state === 'sent' ? 'blue' : 'grey'),
    band: bandTag(assessment.band as keyof typeof BANDS, reader),
    decision: words.packages.decidedAs(term(BANDS, assessment.band), assessment.deciderName),
    actWithin: words.packages.actWithin(assessment.actWithinDays),
    reasons: assessment.reasons.map(reader.say),
    summary: summaryOf(document, opened.package, { units, reader }),
    notKnown: document.notKnown.map((code) => notKnownText(code, reader)),
    holders: document.holders.map(({ heldBy, reference, preservedUntil, files }) => ({
      name: heldBy ?? words.service.unknown,
      reference: reference ?? words.service.unknown,
      until: reader.day(preservedUntil),
      files,
    })),
    enquiries: document.enquiries.map((enquiry) => enquiryLines(enquiry, units, reader)),
    otherReports: document.otherReports.map(({ referral, source, receivedAt }) => ({
      number: referral,
      source: source ?? words.packages.aPerson,
      received: reader.time(receivedAt),
    })),
    sha256: opened.sha256,
  };
}

function summaryOf(
  { header, content, links, grading }: PackageDocument,
  { sentAt, acknowledgedAt, receiptDueAt, refusal }: Package,
  { units, reader: { words, term, time } }: { units: Units; reader: Reader },
): Line[] {
  const { packages } = words;
  const lines: [key: string, value: string | null][] = [
    [packages.purpose, term(PURPOSES_OF_PACKAGE, header.purpose)],
    [packages.about, `${term(THREATS, content.threat)}: ${term(INCIDENT_TYPES, content.incidentType)}`],
    [packages.sent, time(sentAt)],
    [packages.acknowledged, acknowledgedAt ? time(acknowledgedAt) : packages.dueBy(time(receiptDueAt))],
    [packages.refusal, refusal && term(REFUSALS_OF_PACKAGE, refusal)],
    [packages.operation, header.operation],
    [packages.links, packages.linksText(links.linkedReferrals, links.filesSeenBefore)],
    [packages.unitsHolding, links.unitsHolding.map((id) => units.get(id) ?? id).join('; ') || null],
    [packages.conditions, grading.conditions],
  ];
  return lines.flatMap(([key, value]) => (value ? [{ key, value }] : []));
}

function notKnownText(code: PackageDocument['notKnown'][number], { term }: Reader): string {
  return code.startsWith('fact:') ? term(FACTS, code.slice('fact:'.length)) : term(NOT_KNOWN, code);
}

/** What a provider was asked and said; the subscriber is why the unit was found. */
function enquiryLines(enquiry: Enquired, units: Units, { words, term, time }: Reader) {
  const { subscriber } = enquiry;
  const { packages, service } = words;
  const said = enquiry.result ? term(ENQUIRY_RESULTS, enquiry.result) : packages.noAnswer;
  const lines: [key: string, value: string][] = [
    [packages.asked, textOf(enquiry.asked)],
    [packages.provider, enquiry.provider],
    [packages.answer, [said, ...enquiry.forces.map((id) => units.get(id) ?? id)].join(', ')],
    [packages.answered, enquiry.answeredAt ? time(enquiry.answeredAt) : service.unknown],
    [packages.subscriber, subscriber?.names?.join(', ') ?? ''],
    [packages.address, [...(subscriber?.lines ?? []), subscriber?.postcode].filter(Boolean).join(', ')],
    [packages.providerReference, subscriber?.reference ?? ''],
  ];
  return {
    heading: term(ENQUIRY_KINDS, enquiry.kind),
    lines: lines.filter(([, value]) => value !== '').map(([key, value]) => ({ key, value })),
  };
}

/** Outcomes that a unit recorded on a package, the latest last. */
export function outcomeLines(outcomes: readonly Outcome[], { words, term, time }: Reader) {
  const { packages } = words;
  return outcomes.map((outcome) => {
    const counts: [text: (count: number) => string, count: number | null][] = [
      [packages.identifiedCount, outcome.victimsIdentified],
      [packages.safeguardedCount, outcome.victimsSafeguarded],
      [packages.devicesCount, outcome.devicesSeized],
    ];
    return {
      at: time(outcome.recordedAt),
      text: [
        term(OUTCOME_STATUSES, outcome.status),
        outcome.closureReason && term(CLOSURE_REASONS, outcome.closureReason),
      ]
        .filter(Boolean)
        .join(': '),
      counts: counts.flatMap(([text, count]) => (count === null ? [] : [text(count)])),
    };
  });
}

/** What this person may do with the package as it stands. */
export function actsOf(person: PersonActor, { state, unitId }: Package) {
  const allows = (action: PackageAction) => action in PACKAGE_LIFE[state];
  const isTheirs = person.compartment === unitId && may(person, 'receive-package');
  const isBureau = person.compartment === null && may(person, 'send-package');
  return {
    acknowledge: isTheirs && allows('acknowledge'),
    refuse: isTheirs && allows('refuse'),
    recordOutcome: isTheirs && allows('record-outcome') && may(person, 'record-outcome'),
    withdraw: isBureau && allows('withdraw'),
    reroute: isBureau && allows('re-route'),
    openEvidence: isTheirs || may(person, 'open-evidence'),
  };
}
