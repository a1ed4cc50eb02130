import type { AccountSignal, ReferenceCategory } from '../events/screen-event.ts';
import type { Action } from './decision.ts';

// What the screen remembers: plain JSON, of a bounded size each. A version is never changed once its event is done, so
// that an earlier version can be gone back to.

/** Bounds of one entity. Chosen: enough for every threshold of a rule, small enough for a flood. */
export const BOUNDS = { payments: 32, beneficiaries: 16, payers: 64, streams: 4, viewers: 64, events: 16 };

/** How a subject stands: what was decided last, and since when. */
export type Standing = {
  action: Action;
  protect: boolean;
  /** When it was first raised without having been lowered to allow since: names the incident. */
  startedAt: number;
  raisedAt: number;
};

export type PaymentSeen = {
  id: string;
  at: number;
  euros: number | null;
  small: boolean | null;
  even: boolean | null;
  corridor: boolean | null;
  /** Paid late at night, received by day. */
  nightDay: boolean | null;
  reference: ReferenceCategory;
  untraced: boolean;
  streamed: boolean;
  viewed: boolean;
  privately: boolean;
};

export type Pair = {
  payer: string;
  beneficiary: string;
  firstAt: number | null;
  payments: PaymentSeen[];
  seen: EventSeen[];
  standing: Standing | null;
};

export type EventSeen = { id: string; at: number };

/** The last payment to one beneficiary, and what is known of all of them. */
export type PaidTo = EventSeen & { account: string; corridor: boolean; streamed: boolean };
export type PaidBy = PaidTo & { country: string | null; small: boolean; burst: boolean; extorted: boolean };

export type Account = {
  signals: Partial<Record<AccountSignal, EventSeen>>;
  paid: PaidTo[];
  payers: PaidBy[];
  streams: (EventSeen & { stream: string })[];
  /** When a pattern last made it plausible that this is an extorted child. */
  protectedAt: number | null;
  standing: Standing | null;
};

export type Stream = {
  account: string | null;
  startedAt: number | null;
  private: boolean | null;
  endedAt: number | null;
  viewers: string[];
  paidViewers: string[];
  payers: { account: string; corridor: boolean }[];
  nearFrames: EventSeen[];
  knownFrames: (EventSeen & { list: string })[];
  seen: EventSeen[];
  standing: Standing | null;
};

export type Entities = { account: Account; pair: Pair; stream: Stream };
export type EntityKind = keyof Entities;

export function pairId(payer: string, beneficiary: string): string {
  return `${payer} ${beneficiary}`;
}

const EMPTY: { [Kind in EntityKind]: (id: string) => Entities[Kind] } = {
  account: () => ({ signals: {}, paid: [], payers: [], streams: [], protectedAt: null, standing: null }),
  pair: (id) => {
    const [payer, beneficiary] = id.split(' ');
    return {
      payer: payer!,
      beneficiary: beneficiary!,
      firstAt: null,
      payments: [],
      seen: [],
      standing: null,
    };
  },
  stream: () => ({
    account: null,
    startedAt: null,
    private: null,
    endedAt: null,
    viewers: [],
    paidViewers: [],
    payers: [],
    nearFrames: [],
    knownFrames: [],
    seen: [],
    standing: null,
  }),
};

export function emptyEntity<Kind extends EntityKind>(kind: Kind, id: string): Entities[Kind] {
  return EMPTY[kind](id);
}

/** The list with one item more, without the oldest where it would be too long. Never changes the list that is given. */
export function withItem<Item>(list: readonly Item[], item: Item, most: number): Item[] {
  return list.length < most ? [...list, item] : [...list.slice(list.length - most + 1), item];
}
