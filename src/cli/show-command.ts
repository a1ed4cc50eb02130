import { BANDS, describeReason, orderReasons, type StoredAssessment } from '../assessment/index.ts';
import { openReferral, type ReferralPage } from '../flow/index.ts';
import { HELD_BACK, KNOWN_STATUSES, type KnownFile, type Listing } from '../matching/index.ts';
import {
  findReferral,
  formatNumber,
  INCIDENT_TYPES,
  type ReferralContent,
  STATES,
  THREATS,
} from '../referral/index.ts';
import type { Acting, Result } from './command.ts';

/** `everydot show NUMBER`: one referral, why it stands where it stands, what it shares; evidence stays sealed. */
export async function showCommand({ opened, person }: Acting, number: string): Promise<Result> {
  const id = await findReferral(opened.store.db, number);
  const page = await openReferral(opened.store, person, id, 'triage');
  const content = page.content?.open('to show it to the person who asked') ?? null;
  const decisions = page.assessed.decisions.map(({ note: _, ...decision }) => decision);
  const closures = page.assessed.closures.map(({ note: _, ...closure }) => closure);
  return {
    json: {
      ...page,
      number: formatNumber(page.header.number),
      content,
      assessed: { ...page.assessed, decisions, closures },
    },
    lines: [
      ...headLines(page),
      ...assessmentLines(page),
      ...(content ? contentLines(content) : []),
      ...sharedLines(page),
      ...sentLines(page),
    ],
  };
}

function headLines({ header }: ReferralPage): string[] {
  const { facts } = header;
  return [
    `${formatNumber(header.number)}  ${STATES[header.state].label}  received ${header.receivedAt.toISOString()} from ${header.sourceId}`,
    facts
      ? `${label(THREATS, facts.threat)}; ${label(INCIDENT_TYPES, facts.incidentType)}`
      : 'Not readable yet.',
  ];
}

function assessmentLines({ assessed }: ReferralPage): string[] {
  const { assessment, place, decisions } = assessed;
  if (!assessment) return ['Not assessed yet.'];
  const [decision] = decisions;
  return [
    '',
    `Proposed band: ${BANDS[assessment.result.band.level].label}${rangeOf(assessment)}`,
    ...assessment.result.band.reasons.map((reason) => `  because ${describeReason(reason)}`),
    ...(place ? orderReasons(assessment.result, place) : []).map(
      (reason) => `  order: ${describeReason(reason)}`,
    ),
    decision ? `Decided: ${BANDS[decision.band].label} (${decision.kind})` : 'Nobody has decided yet.',
    ...(place ? [`Act by ${place.actBy.toISOString()}`] : []),
  ];
}

function rangeOf({ result }: StoredAssessment): string {
  const { lowest, highest } = result.band;
  return lowest === highest
    ? ''
    : `; between ${BANDS[lowest].label} and ${BANDS[highest].label} while facts are unknown`;
}

function contentLines(content: Omit<ReferralContent, 'evidence'>): string[] {
  return [
    '',
    ...content.times.map(
      ({ utc, offset, meaning }) => `${meaning}: ${utc} (stated with offset ${offset ?? 'unknown'})`,
    ),
    ...content.parties.map(partyLine),
    `${content.files.length} files`,
  ];
}

function partyLine(party: ReferralContent['parties'][number]): string {
  const accounts = (party.accounts ?? []).map(
    ({ service, username, accountId }) =>
      `${service ?? 'service unknown'}: ${username ?? accountId ?? 'unnamed'}`,
  );
  const identifiers = (party.identifiers ?? []).map(({ kind, value }) => `${kind} ${value}`);
  const connections = (party.connections ?? []).map(
    ({ ip, port, at }) => `IP ${ip} port ${port ?? 'unknown'} at ${at?.utc ?? 'unknown time'}`,
  );
  return `${party.role}: ${[...accounts, ...identifiers, ...connections].join('; ') || 'nothing stated'}`;
}

/** What hash lists say of its files: counts, then each listed file with its lists. */
function knownLines({ joined }: ReferralPage): string[] {
  const { match, known } = joined;
  if (!match?.lists) return [];
  const { lists } = match;
  return [
    `Files: ${match.seenBefore} seen in other referrals before; by hash lists ${lists.known} known, ${lists.nearKnown} nearly known, ${lists.notOfConcern} not of concern, ` +
      `${lists.neverSeen} never seen, ${lists.uncompared} without a hash`,
    ...known.slice(0, LISTED_FILES_SHOWN).map(knownLine),
  ];
}

/** More are in --json. */
const LISTED_FILES_SHOWN = 20;

function knownLine({ position, status, distance, heldBack, hits }: KnownFile): string {
  const names = [...new Set(hits.flatMap(({ listings }) => listings).map(listingText))];
  const near = distance ? ` (${distance} of 256 bits differ)` : '';
  const held = heldBack ? [HELD_BACK[heldBack].label] : [];
  return `  file ${position + 1}: ${[`${label(KNOWN_STATUSES, status)}${near}`, ...held, ...names].join('; ')}`;
}

function listingText({ name, classification, scheme }: Listing): string {
  return classification === null ? name : `${name} ${classification} (${scheme})`;
}

function sharedLines(page: ReferralPage): string[] {
  const { joined, evidence } = page;
  return [
    '',
    ...knownLines(page),
    `Shares identifiers with ${joined.links.length} referrals; ${joined.hidden} hidden by permission`,
    `${evidence.length} sealed items, not opened`,
  ];
}

function sentLines({ sent }: ReferralPage): string[] {
  return sent.packages.map(({ id, unitId, state }) => `package ${id} for ${unitId}: ${state}`);
}

function label(terms: Record<string, { label: string }>, code: string): string {
  return terms[code]?.label ?? code;
}
