import type { Pair, PaymentSeen } from './entities.ts';
import { AT, type Known } from './known.ts';
import { DAY_MS, HOUR_MS } from './times.ts';

/** A share of the payments of which it is known; NaN where it is known of none. */
type Tally = { known: number; found: number };

/** What is known of a pair at the time `at`: of payments up to then, 30 days back at most. */
export function fillPair(known: Known, pair: Pair, at: number): void {
  const month = since(pair.payments, at - 30 * DAY_MS);
  const week = since(month, at - 7 * DAY_MS);
  known[AT.pair_payments_30d] = month.length;
  known[AT.pair_payments_7d] = week.length;
  known[AT.pair_payments_24h] = since(week, at - DAY_MS).length;
  known[AT.pair_known_hours] = pair.firstAt === null ? Number.NaN : (at - pair.firstAt) / HOUR_MS;
  fillLast(known, month.at(-1), at);
  fillShares(known, month);
  fillStreams(known, month);
  fillBurst(known, week);
}

function fillLast(known: Known, last: PaymentSeen | undefined, at: number): void {
  known[AT.pair_corridor] = last === undefined || last.corridor === null ? Number.NaN : Number(last.corridor);
  known[AT.pair_quiet_hours] = last === undefined ? Number.NaN : (at - last.at) / HOUR_MS;
}

function fillShares(known: Known, month: readonly PaymentSeen[]): void {
  const small: Tally = { known: 0, found: 0 };
  const even: Tally = { known: 0, found: 0 };
  const nightDay: Tally = { known: 0, found: 0 };
  let vague = 0;
  let family = 0;
  let handle = 0;
  let untraced = 0;
  for (const payment of month) {
    count(small, payment.small);
    count(even, payment.even);
    count(nightDay, payment.nightDay);
    const { reference } = payment;
    if (reference === 'accommodation' || reference === 'clothing' || reference === 'medical') vague += 1;
    else if (reference === 'family-support' || reference === 'education') family += 1;
    else if (reference === 'social-handle') handle += 1;
    if (payment.untraced) untraced += 1;
  }
  known[AT.pair_small_share] = small.found / small.known;
  known[AT.pair_even_share] = even.found / even.known;
  known[AT.pair_night_day_share] = nightDay.found / nightDay.known;
  known[AT.pair_vague_reference_share] = vague / month.length;
  known[AT.pair_family_reference_share] = family / month.length;
  known[AT.pair_handle_reference_share] = handle / month.length;
  known[AT.pair_untraced_share] = untraced / month.length;
}

function fillStreams(known: Known, month: readonly PaymentSeen[]): void {
  let streamed = 0;
  let viewed = 0;
  let privately = 0;
  for (const payment of month) {
    if (payment.streamed) streamed += 1;
    if (payment.viewed) viewed += 1;
    if (payment.privately) privately += 1;
  }
  known[AT.pair_streams_after_payment_30d] = streamed;
  known[AT.pair_views_after_payment_30d] = viewed;
  known[AT.pair_private_views_30d] = privately;
}

function fillBurst(known: Known, week: readonly PaymentSeen[]): void {
  let total = 0;
  let rises = 0;
  for (let i = 0; i < week.length; i += 1) {
    total += week[i]!.euros ?? Number.NaN;
    if (i > 0 && (week[i]!.euros ?? 0) > (week[i - 1]!.euros ?? 0)) rises += 1;
  }
  known[AT.pair_total_eur_7d] = total;
  known[AT.pair_first_eur] = week[0]?.euros ?? Number.NaN;
  known[AT.pair_rising_share] = week.length < 2 ? 0 : rises / (week.length - 1);
  known[AT.pair_most_in_2h] = mostWithin(week, 2 * HOUR_MS);
}

/** The most payments that lie within a stretch of time. Payments are in the order of their times. */
export function mostWithin(payments: readonly PaymentSeen[], stretchMs: number): number {
  let most = 0;
  for (let first = 0, last = 0; last < payments.length; last += 1) {
    while (payments[last]!.at - payments[first]!.at > stretchMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

function since(payments: readonly PaymentSeen[], from: number): readonly PaymentSeen[] {
  let first = 0;
  while (first < payments.length && payments[first]!.at <= from) first += 1;
  return first === 0 ? payments : payments.slice(first);
}

function count(tally: Tally, answer: boolean | null): void {
  if (answer === null) return;
  tally.known += 1;
  if (answer) tally.found += 1;
}
