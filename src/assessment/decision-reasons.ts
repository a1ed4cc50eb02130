// The vocabulary of decisions: why a person departs from a proposal, and why a referral is closed.

import type { Term } from '../referral/index.ts';

/** Stages of the National Decision Model. Source: College of Policing, Authorised Professional Practice. */
export const DECISION_STAGES = {
  information: { label: 'Information and intelligence' },
  'threat-and-risk': { label: 'Threat and risk' },
  'powers-and-policy': { label: 'Powers and policy' },
  options: { label: 'Options and contingencies' },
  review: { label: 'Action and review' },
} as const satisfies Record<string, Term>;

export const OVERRIDE_REASONS = {
  'more-is-known': { label: 'More is known than the referral states', stage: 'information' },
  'information-doubtful': { label: 'What the referral states is doubtful', stage: 'information' },
  'risk-is-higher': {
    label: 'The threat to a child is higher than the facts show',
    stage: 'threat-and-risk',
  },
  'risk-is-lower': { label: 'The threat to a child is lower than the facts show', stage: 'threat-and-risk' },
  'child-safeguarded': { label: 'The child is known to be safe already', stage: 'threat-and-risk' },
  'legal-limit': { label: 'A power or policy sets another pace', stage: 'powers-and-policy' },
  'other-unit-acts': { label: 'Another unit is acting on it already', stage: 'options' },
  'would-harm-operation': {
    label: 'Acting at once would endanger a child or an operation',
    stage: 'options',
  },
  'earlier-decision-wrong': { label: 'An earlier decision was wrong', stage: 'review' },
} as const satisfies Record<string, Term & { stage: keyof typeof DECISION_STAGES }>;
export type OverrideReason = keyof typeof OVERRIDE_REASONS;

/** `feedback`: the closure reason as it is told to the sender. Source: NCMEC CyberTipline feedback fields. */
export const CLOSURE_REASONS = {
  'cannot-locate': { label: 'Nobody can be located', feedback: 'cannot locate' },
  'no-crime': { label: 'No crime is disclosed', feedback: 'no crime' },
  adult: { label: 'The person shown is an adult', feedback: 'adult' },
  'age-undeterminable': { label: 'The age cannot be determined', feedback: 'age undeterminable' },
  'false-report': { label: 'The report is false', feedback: 'false' },
  unfounded: { label: 'The report is unfounded', feedback: 'unfounded' },
  'viral-without-intent': {
    label: 'Circulating content shared without sexual intent',
    feedback: 'circulating',
  },
  'too-little-information': { label: 'Too little information to act on', feedback: 'cannot locate' },
  'outside-jurisdiction': {
    label: 'No connection with this country; passed on elsewhere',
    feedback: 'referred',
  },
  'dealt-with': { label: 'Dealt with under another referral or operation', feedback: 'referred' },
} as const satisfies Record<string, Term & { feedback: string }>;

/** Never of a single referral: what is closed so rests on a sampled audit that the closure names. */
export const GROUP_CLOSURE = {
  circulation: {
    label: 'Circulating content, closed together after a sampled audit',
    feedback: 'circulating',
  },
} as const satisfies Record<string, Term & { feedback: string }>;
export type ClosureReason = keyof typeof CLOSURE_REASONS | keyof typeof GROUP_CLOSURE;

export function isOverrideReason(code: string | undefined): code is OverrideReason {
  return code !== undefined && Object.hasOwn(OVERRIDE_REASONS, code);
}

/** Whether one referral by itself may be closed so. */
export function isClosureReason(code: string): code is keyof typeof CLOSURE_REASONS {
  return Object.hasOwn(CLOSURE_REASONS, code);
}
