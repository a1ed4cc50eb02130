import { Problem } from '../shared/problem.ts';

// The life of a return, as a table: what may be done in each state, and where it leads.

const RETURN_STATES = {
  proposed: { label: 'To be confirmed' },
  accepted: { label: 'Accepted' },
  withdrawn: { label: 'Withdrawn' },
  erased: { label: 'File erased' },
} as const satisfies Record<string, { label: string }>;
export type ReturnState = keyof typeof RETURN_STATES;

const RETURN_ACTS = {
  upload: { label: 'Uploaded' },
  map: { label: 'Mapping changed' },
  confirm: { label: 'Mapping confirmed' },
  withdraw: { label: 'Withdrawn' },
  open: { label: 'Original opened' },
  erase: { label: 'File erased' },
} as const satisfies Record<string, { label: string }>;
export type ReturnAct = keyof typeof RETURN_ACTS;

/** A withdrawn return can be confirmed again; an erased file cannot be read again, and its answers stay. */
const LIFE: Record<ReturnState, Partial<Record<ReturnAct, ReturnState>>> = {
  proposed: {
    map: 'proposed',
    confirm: 'accepted',
    withdraw: 'withdrawn',
    open: 'proposed',
    erase: 'erased',
  },
  accepted: {
    map: 'accepted',
    confirm: 'accepted',
    withdraw: 'withdrawn',
    open: 'accepted',
    erase: 'erased',
  },
  withdrawn: {
    map: 'withdrawn',
    confirm: 'accepted',
    withdraw: 'withdrawn',
    open: 'withdrawn',
    erase: 'erased',
  },
  erased: { withdraw: 'erased' },
};

/** Where an act leads; throws `returns.not-now`. */
export function stateAfter(state: ReturnState, act: ReturnAct): ReturnState {
  const next = LIFE[state][act];
  if (!next) throw new Problem('returns.not-now', { detail: `${act} while ${state}` });
  return next;
}

/** What became of a force's part of a return. */
const PART_STATES = {
  accepted: { label: 'Counts' },
  superseded: { label: 'Replaced by a later one' },
  withdrawn: { label: 'Withdrawn' },
} as const satisfies Record<string, { label: string }>;
export type PartState = keyof typeof PART_STATES;

/** Why a return is taken back. */
export const WITHDRAWAL_REASONS = {
  'wrong-file': { label: 'The wrong file was sent' },
  'wrong-period': { label: 'It is for another period' },
  'wrong-force': { label: 'It is of another force' },
  'figures-wrong': { label: 'Its figures are wrong' },
  'holds-too-much': { label: 'It holds personal data that was not asked for' },
} as const satisfies Record<string, { label: string }>;
export type WithdrawalReason = keyof typeof WITHDRAWAL_REASONS;
