import type { Payment } from '../events/screen-event.ts';
import { sizeOf } from '../rules/money.ts';
import type { RuleSetDocument } from '../rules/rule-set.ts';
import {
  type Account,
  BOUNDS,
  type Pair,
  type PaymentSeen,
  pairId,
  type Stream,
  withItem,
} from './entities.ts';
import type { EntityStore } from './entity-store.ts';
import type { Judge } from './judge.ts';
import { mostWithin } from './pair-features.ts';
import { DAY_MS, HOUR_MS, isNightToDay } from './times.ts';

export type World = { store: EntityStore; judge: Judge; corridors: CorridorTest };

export type CorridorTest = (from: string | undefined, to: string | undefined) => boolean | null;

/** Methods that leave no bank behind. Source: FATF, 2025 (virtual assets, gift cards). */
const UNTRACED = new Set(['virtual-asset', 'gift-card']);

/** A burst: so many payments within two hours, between accounts that met so lately. Chosen, after published cases of days. */
const BURST = { payments: 3, knownMs: 3 * DAY_MS };

/** Whether a payment goes through a listed corridor; null where a country is not known. */
export function corridorTest({ corridors }: RuleSetDocument): CorridorTest {
  const listed = new Set(corridors.map(({ from, to }) => `${from} ${to}`));
  return (from, to) => {
    if (from === undefined || to === undefined) return null;
    return listed.has(`${from} ${to}`) || (from !== to && listed.has(`* ${to}`));
  };
}

export function applyPayment({ store, judge, corridors }: World, event: Payment, at: number): void {
  const seen = { id: event.id, at };
  const payer = store.write('account', event.payer.account);
  const beneficiary = store.write('account', event.beneficiary.account);
  const id = pairId(event.payer.account, event.beneficiary.account);
  const pair = store.write('pair', id);
  const payment = paymentSeen(event, at, corridors);
  addToPair(pair, payment);
  addToAccounts({ payer, beneficiary, pair, payment }, event);
  const stream = paidInto(store, event);
  if (stream) addToStream(stream, pair, payment);
  judge.judgePair(pair, seen, true);
  judge.judgeAccount(event.payer.account, payer, seen);
  judge.judgeAccount(event.beneficiary.account, beneficiary, seen);
  if (stream) judge.judgeStream(event.stream!, stream, seen);
}

function paymentSeen(event: Payment, at: number, corridors: CorridorTest): PaymentSeen {
  const { payer, beneficiary } = event;
  const { euros, small, even } = sizeOf(event.amountMinor, event.currency);
  return {
    id: event.id,
    at,
    euros,
    small,
    even,
    corridor: corridors(payer.country, beneficiary.country),
    nightDay: isNightToDay(at, payer.utcOffsetMinutes, beneficiary.utcOffsetMinutes),
    reference: event.reference ?? 'none',
    untraced: UNTRACED.has(event.method),
    streamed: false,
    viewed: false,
    privately: false,
  };
}

function addToPair(pair: Pair, payment: PaymentSeen): void {
  pair.firstAt ??= payment.at;
  pair.payments = withItem(pair.payments, payment, BOUNDS.payments);
}

type Sides = { payer: Account; beneficiary: Account; pair: Pair; payment: PaymentSeen };

function addToAccounts({ payer, beneficiary, pair, payment }: Sides, event: Payment): void {
  const { id, at } = payment;
  const corridor = payment.corridor === true;
  const to = payer.paid.find(({ account }) => account === pair.beneficiary);
  payer.paid = withItem(
    payer.paid.filter((paid) => paid !== to),
    { id, at, account: pair.beneficiary, corridor, streamed: to?.streamed ?? false },
    BOUNDS.beneficiaries,
  );
  const by = beneficiary.payers.find(({ account }) => account === pair.payer);
  beneficiary.payers = withItem(
    by ? beneficiary.payers.filter((known) => known !== by) : beneficiary.payers,
    {
      id,
      at,
      account: pair.payer,
      corridor,
      streamed: by?.streamed ?? false,
      country: event.payer.country ?? null,
      small: payment.small === true,
      burst: by?.burst === true || isBurst(pair, at),
      extorted: by?.extorted ?? false,
    },
    BOUNDS.payers,
  );
}

function isBurst(pair: Pair, at: number): boolean {
  return at - pair.firstAt! <= BURST.knownMs && mostWithin(pair.payments, 2 * HOUR_MS) >= BURST.payments;
}

/** The stream that a payment names, where the beneficiary streams it. */
function paidInto(store: EntityStore, event: Payment): Stream | undefined {
  const stream = event.stream === undefined ? undefined : store.write('stream', event.stream);
  return stream?.account === event.beneficiary.account ? stream : undefined;
}

function addToStream(stream: Stream, pair: Pair, payment: PaymentSeen): void {
  const { payer } = pair;
  stream.seen = withItem(stream.seen, { id: payment.id, at: payment.at }, BOUNDS.events);
  if (!stream.payers.some(({ account }) => account === payer))
    stream.payers = withItem(
      stream.payers,
      { account: payer, corridor: payment.corridor === true },
      BOUNDS.viewers,
    );
  if (!stream.viewers.includes(payer)) return;
  if (!stream.paidViewers.includes(payer))
    stream.paidViewers = withItem(stream.paidViewers, payer, BOUNDS.viewers);
  pair.payments = pair.payments.map((known) =>
    known === payment ? { ...known, viewed: true, privately: stream.private === true } : known,
  );
}
