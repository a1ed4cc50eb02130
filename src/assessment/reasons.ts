import { FACTS } from '../referral/index.ts';
import { NEEDED_FIELDS } from './axes.ts';
import { FLOORS } from './floors.ts';

type Axis = 'imminence' | 'suspect-risk' | 'solvability' | 'completeness' | 'novelty';

/** Why an axis, the band or the place is what it is: a code and what it is about, so that it can be shown in any language. */
export type Reason = {
  axis: Axis | 'band' | 'floor' | 'order';
  code: ReasonCode;
  params: Readonly<Record<string, string | number>>;
};

/** `{name}` stands for a parameter. */
const REASONS = {
  floor: { label: 'Floor: {floor}' },
  rule: { label: '{rule}' },
  'rule-possible': { label: 'Not known whether: {rule}' },
  'risk-item': { label: '{fact} ({points} points)' },
  'risk-item-unknown': { label: 'Not known: {fact} (up to {points} points)' },
  'risk-total': { label: '{points} points as stated; up to {most} if every unknown were yes' },
  'risk-graded': { label: '{band} by the instrument {instrument} {version}, accepted by an officer' },
  'risk-graded-by-judgement': {
    label: '{band} by an officer’s judgement, departing from the instrument {instrument} {version}',
  },
  'risk-grading-out-of-date': {
    label: 'What has come in since would change an answer: the assessment waits to be looked at again',
  },
  'child-suspect': {
    label: 'The suspect is or may be under 18: outside the population that such instruments are made for',
  },
  'named-with-place': { label: 'A name and a place are stated' },
  'force-stated': { label: 'The sender states a police force' },
  'port-and-time': { label: '{count} network addresses with port and time' },
  'network-address': { label: '{count} network addresses without port or time' },
  identifiers: { label: '{count} identifiers' },
  accounts: { label: '{count} accounts' },
  'shared-identifiers': { label: '{count} identifiers shared with {referrals} other referrals' },
  'nothing-to-locate-by': { label: 'Nothing is stated by which anybody could be located' },
  'field-missing': { label: 'Missing: {field}' },
  'first-seen': { label: 'None of the files was seen before' },
  'never-seen': { label: '{count} of {files} hashed files were never seen and are on no list' },
  known: { label: '{count} of {files} hashed files are on hash lists, {near} of them nearly' },
  'not-of-concern': { label: 'Hash lists hold all of the files to be harmless' },
  'partly-compared': { label: '{count} files have no hash to compare' },
  'held-back': {
    label: '{count} files match a listing that is disputed or held back (not used for the order)',
  },
  'seen-before': { label: '{count} of {files} hashed files were seen before' },
  'no-hashes': { label: 'No hashes to compare' },
  'not-matched': { label: 'Not yet compared with other referrals' },
  circulating: { label: 'Reported by {reporters} senders: {virality}' },
  'sender-flags-viral': { label: 'The sender flags it as circulating (not used for the order)' },
  'band-by-imminence': { label: 'Imminence {level} proposes at least {band}' },
  'band-by-risk': { label: 'Suspect risk as stated proposes {band}' },
  'band-while-unknown': { label: 'Unknown answers could make the risk {highest}: not below {band}' },
  'viral-with-no-harm-stated': {
    label: 'Circulating content with no harm fact stated: unknown answers do not raise the band',
  },
  'order-waits': { label: 'Band {band}: stands {days} days after receipt' },
  'head-start': { label: '{days} days sooner: {of}' },
  'source-turn': {
    label: '{days} days later: no harm is stated, and its source sent far more than it ordinarily does',
  },
} as const;
export type ReasonCode = keyof typeof REASONS;

const TERMS: Readonly<Record<string, Readonly<Record<string, { label: string }>>>> = {
  fact: FACTS,
  field: NEEDED_FIELDS,
  floor: FLOORS,
};

/** A reason in words. `say`: turns an English label into the reader's language. */
export function describeReason(reason: Reason, say: (label: string) => string = (label) => label): string {
  return say(REASONS[reason.code].label).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = reason.params[name] ?? '';
    return say(TERMS[name]?.[value]?.label ?? String(value));
  });
}
