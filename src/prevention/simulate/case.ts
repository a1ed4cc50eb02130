import type { Dice } from '../../shared/dice.ts';
import type {
  AccountSignal,
  KnownHit,
  Payment,
  ReferenceCategory,
  ScreenEvent,
} from '../events/screen-event.ts';
import type { Role } from '../screen/decision.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../screen/times.ts';

/** Somebody invented: an account, where its payments are paid in or out, and its local clock. */
export type Person = { account: string; country: string; offsetMinutes: number };

/** What a case is in truth. A victim's case is abuse too: of the payer, who is the child. */
export type Truth = 'ordinary' | 'abuse' | 'extortion';

export type Case = {
  pattern: string;
  truth: Truth;
  /** True roles of those who have one. */
  roles: Map<string, Exclude<Role, 'unknown'>>;
  accounts: Set<string>;
  streams: Set<string>;
  events: ScreenEvent[];
  /** When abuse or extortion began; for an ordinary case, its first event. */
  startedAt: number;
};

/** Local hours of everybody: minutes ahead of UTC. Chosen: one for each country, without summer time. */
const OFFSETS: Readonly<Record<string, number>> = {
  GB: 0,
  DE: 60,
  US: -300,
  CA: -300,
  AU: 600,
  JP: 540,
  KR: 540,
  PH: 480,
  NG: 60,
};

const START_MS = Date.parse('2026-01-05T00:00:00Z');
/** The world is watched for so long. */
export const WORLD_DAYS = 42;

export type Paying = {
  from: Person;
  to: Person;
  amount: number;
  currency?: string;
  reference?: ReferenceCategory;
  method?: Payment['method'];
  stream?: string;
};

/** Writes the events of one case. Money is given in whole units, which all currencies used here split into hundredths. */
export class CaseWriter {
  readonly dice: Dice;
  readonly case: Case;
  readonly #name: string;
  #people = 0;
  #made = 0;

  constructor(name: string, pattern: string, truth: Truth, dice: Dice) {
    this.#name = name;
    this.dice = dice;
    this.case = {
      pattern,
      truth,
      roles: new Map(),
      accounts: new Set(),
      streams: new Set(),
      events: [],
      startedAt: Number.POSITIVE_INFINITY,
    };
  }

  person(country: string, role?: Exclude<Role, 'unknown'>): Person {
    const account = `${this.#name}-a${this.#people}`;
    this.#people += 1;
    this.case.accounts.add(account);
    if (role) this.case.roles.set(account, role);
    return { account, country, offsetMinutes: OFFSETS[country]! };
  }

  /** A moment of a day of the world (0 is the first), by somebody's local clock. */
  at(day: number, localHour: number, person: Person): number {
    const utcHour = localHour - person.offsetMinutes / 60;
    return Math.round(START_MS + day * DAY_MS + utcHour * HOUR_MS + this.dice.between(0, 50) * MINUTE_MS);
  }

  pay(at: number, { from, to, amount, currency, reference, method, stream }: Paying): void {
    this.#add(at, {
      type: 'payment',
      amountMinor: Math.max(1, Math.round(amount * 100)),
      currency: currency ?? CURRENCY_OF[from.country] ?? 'EUR',
      method: method ?? 'remittance',
      payer: { account: from.account, country: from.country, utcOffsetMinutes: from.offsetMinutes },
      beneficiary: { account: to.account, country: to.country, utcOffsetMinutes: to.offsetMinutes },
      reference: reference ?? 'none',
      ...(stream === undefined ? {} : { stream }),
    });
  }

  /** Starts a stream; gives its name. */
  stream(at: number, who: Person, visibility: 'public' | 'private'): string {
    const stream = `${this.#name}-s${this.case.streams.size}`;
    this.case.streams.add(stream);
    this.#add(at, { type: 'stream.started', stream, account: who.account, visibility });
    return stream;
  }

  view(at: number, stream: string, who: Person): void {
    this.#add(at, { type: 'viewer.joined', stream, account: who.account });
  }

  frame(at: number, stream: string, hits: KnownHit[]): void {
    const pdq = Array.from({ length: 8 }, () =>
      this.dice.int(0, 0xff_ff_ff).toString(16).padStart(8, '0'),
    ).join('');
    this.#add(at, { type: 'frame.hashed', stream, pdq, quality: this.dice.int(40, 100), hits });
  }

  end(at: number, stream: string): void {
    this.#add(at, { type: 'stream.ended', stream });
  }

  signal(at: number, who: Person, signal: AccountSignal, probability = 1): void {
    if (this.dice.chance(probability))
      this.#add(at, { type: 'account.signal', account: who.account, signal });
  }

  /** Abuse, or extortion, begins no later than this. */
  begins(at: number): void {
    this.case.startedAt = Math.min(this.case.startedAt, at);
  }

  #add(at: number, body: DistributedOmit<ScreenEvent, 'id' | 'time' | 'source'>): void {
    const id = `${this.#name}-e${this.#made}`;
    this.#made += 1;
    this.case.events.push({
      id,
      time: new Date(at).toISOString(),
      source: 'simulation',
      ...body,
    } as ScreenEvent);
    if (this.case.truth === 'ordinary') this.begins(at);
  }
}

type DistributedOmit<Type, Key extends PropertyKey> = Type extends unknown ? Omit<Type, Key> : never;

const CURRENCY_OF: Readonly<Record<string, string>> = {
  GB: 'GBP',
  DE: 'EUR',
  US: 'USD',
  CA: 'CAD',
  AU: 'AUD',
  PH: 'PHP',
};
