// The one life of a received document. Buttons, rules, conservation and labels all read this table.

/** Where a receipt stands: it is always in exactly one of these. */
export const STATES = {
  quarantined: { label: 'In quarantine' },
  open: { label: 'Open' },
  folded: { label: 'Folded into another' },
  disseminated: { label: 'Disseminated' },
  closed: { label: 'Closed' },
  retracted: { label: 'Retracted by its sender' },
  disposed: { label: 'Disposed of' },
} as const;
export type State = keyof typeof STATES;

export type Action =
  | 'repair'
  | 'fold'
  | 'unfold'
  | 'disseminate'
  | 'close'
  | 'reopen'
  | 'retract'
  | 'dispose';

export const LIFE: Record<State, Partial<Record<Action, State>>> = {
  quarantined: { repair: 'open', retract: 'retracted', dispose: 'disposed' },
  open: { fold: 'folded', disseminate: 'disseminated', close: 'closed', retract: 'retracted' },
  folded: { unfold: 'open', retract: 'retracted' },
  // A further package may be sent; a refused one brings the referral back.
  disseminated: { disseminate: 'disseminated', reopen: 'open', close: 'closed', retract: 'retracted' },
  closed: { reopen: 'open', dispose: 'disposed' },
  retracted: { dispose: 'disposed' },
  disposed: {},
};

/** The state an action leads to, or undefined where it is not possible. */
export function nextState(state: State, action: Action): State | undefined {
  return LIFE[state][action];
}
