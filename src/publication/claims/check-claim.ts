import { isDay } from '../../shared/period.ts';
import type { RegisteredClaim } from './claim-version.ts';
import { CLAIM_TOPICS, KNOWN_FROM } from './claim-vocabulary.ts';

/** Why a claim is refused: codes, which pages put into words. */
export const CLAIM_FAULTS = {
  missing: 'it must be said',
  'too-long': 'it is longer than is shown',
  'not-a-date': 'YYYY, YYYY-MM or YYYY-MM-DD is needed',
  'not-a-number': 'it must be a number',
  'not-a-share': 'a share lies between 0 and 1',
  'not-known': 'it is not one of those known here',
  'groups-need-coverage': 'a claim about groups of people must say who was counted',
  'groups-need-share': 'a claim about groups of people must say for which share it was not recorded',
  'of-itself': 'a claim cannot contradict itself',
} as const satisfies Record<string, string>;
export type ClaimFaultCode = keyof typeof CLAIM_FAULTS;
export type ClaimFault = { field: keyof RegisteredClaim; code: ClaimFaultCode };

/** Longest text. Chosen: each stands on one page with its history. */
const LONGEST = 1_000;
const MOST_CAVEATS = 20;
/** YYYY, YYYY-MM or YYYY-MM-DD. */
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

const NEEDED = ['statement', 'unit', 'saidBy', 'saidOn', 'document', 'method'] as const;
const TEXTS = [...NEEDED, 'contradiction'] as const;

/** What is amiss with a claim; nothing where it may enter the register. `others`: ids of the other claims there. */
export function checkClaim(claim: RegisteredClaim, others: ReadonlySet<string>): ClaimFault[] {
  return [
    ...NEEDED.filter((field) => claim[field].trim() === '').map(faultIn('missing')),
    ...TEXTS.filter((field) => claim[field].length > LONGEST).map(faultIn('too-long')),
    ...when(claim.saidOn !== '' && !isDate(claim.saidOn), 'saidOn', 'not-a-date'),
    ...when(claim.period !== null && !isPeriod(claim.period), 'period', 'not-a-date'),
    ...when(claim.value !== null && !Number.isFinite(claim.value), 'value', 'not-a-number'),
    ...when(!Object.hasOwn(CLAIM_TOPICS, claim.topic), 'topic', 'not-known'),
    ...when(!Object.hasOwn(KNOWN_FROM, claim.knownFrom), 'knownFrom', 'not-known'),
    ...when(areTooMuch(claim.caveats), 'caveats', 'too-long'),
    ...faultsOfGroups(claim),
    ...faultsOfContradictions(claim, others),
  ];
}

function faultIn(code: ClaimFaultCode) {
  return (field: keyof RegisteredClaim): ClaimFault => ({ field, code });
}

function when(isAmiss: boolean, field: keyof RegisteredClaim, code: ClaimFaultCode): ClaimFault[] {
  return isAmiss ? [{ field, code }] : [];
}

/** A year, a month or a day that there is: 31 June is none. */
export function isDate(text: string): boolean {
  return DATE.test(text) && (text.length < 'YYYY-MM-DD'.length || isDay(text));
}

/** One date, or two with a slash between (ISO 8601). */
export function isPeriod(text: string): boolean {
  const parts = text.split('/');
  return parts.length <= 2 && parts.every(isDate) && parts[0]! <= (parts[1] ?? '9');
}

function areTooMuch(caveats: readonly string[]): boolean {
  return caveats.length > MOST_CAVEATS || caveats.some((caveat) => caveat.length > LONGEST);
}

/** Of groups of people nothing is taken in without who was counted and how many were not recorded. */
function faultsOfGroups({ topic, coverage, shareNotRecorded: share }: RegisteredClaim): ClaimFault[] {
  const isOfGroups = Object.hasOwn(CLAIM_TOPICS, topic) && CLAIM_TOPICS[topic].aboutGroups;
  return [
    ...when(isOfGroups && (coverage ?? '').trim() === '', 'coverage', 'groups-need-coverage'),
    ...when(isOfGroups && share === null, 'shareNotRecorded', 'groups-need-share'),
    ...when(share !== null && !(share >= 0 && share <= 1), 'shareNotRecorded', 'not-a-share'),
    ...when((coverage ?? '').length > LONGEST, 'coverage', 'too-long'),
  ];
}

function faultsOfContradictions(claim: RegisteredClaim, others: ReadonlySet<string>): ClaimFault[] {
  const { id, contradicts, contradiction } = claim;
  return [
    ...when(contradicts.includes(id), 'contradicts', 'of-itself'),
    ...when(
      contradicts.some((other) => other !== id && !others.has(other)),
      'contradicts',
      'not-known',
    ),
    ...when(contradicts.length > 0 && contradiction.trim() === '', 'contradiction', 'missing'),
  ];
}
