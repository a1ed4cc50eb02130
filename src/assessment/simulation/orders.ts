import { Dice } from '../../shared/dice.ts';
import { BAND_ORDER } from '../axes.ts';
import { CURRENT_POLICY } from '../policies.ts';
import type { Policy } from '../policy.ts';
import { POLICY_2026_11 } from '../policy-2026-11.ts';
import { dayOf } from '../preservation.ts';
import { propose, standingOf } from '../proposal.ts';
import { MS_PER_DAY, orderKey } from '../queue-key.ts';
import { allowanceOf, nextTurn, statesHarm } from '../source-turn.ts';
import type { Incoming } from './incoming.ts';

/** In which order a simulated desk works. `needsHarm`: only where the true harm is known, as in an example. */
export const ORDERS = {
  policy: { label: 'The policy in force', needsHarm: false },
  'policy-unfair': { label: 'The policy without turns of sources', needsHarm: false },
  'first-policy': { label: 'The first policy (2026-11)', needsHarm: false },
  'oldest-first': { label: 'Oldest first', needsHarm: false },
  'severity-only': { label: 'By band only, then oldest', needsHarm: false },
  random: { label: 'At random', needsHarm: false },
  oracle: { label: 'By the true harm, which nobody knows', needsHarm: true },
} as const;
export type OrderName = keyof typeof ORDERS;
export const ORDER_NAMES = Object.keys(ORDERS) as OrderName[];

/** One key for each arrival, smallest first; arrivals in the order of their receipt. */
export function keysOf(order: OrderName, incoming: readonly Incoming[], seed: number): number[] {
  switch (order) {
    case 'policy':
      return policyKeys(incoming, CURRENT_POLICY);
    case 'policy-unfair':
      return policyKeys(incoming, { ...CURRENT_POLICY, fairness: null });
    case 'first-policy':
      return policyKeys(incoming, POLICY_2026_11);
    case 'oldest-first':
      return incoming.map(({ receivedAt }) => receivedAt);
    case 'severity-only':
      return incoming.map(
        ({ assessment, receivedAt }) => BAND_ORDER.indexOf(assessment.band.level) * 1e14 + receivedAt,
      );
    case 'random': {
      const dice = new Dice(seed).fork('random');
      return incoming.map(() => dice.share());
    }
    case 'oracle':
      return incoming.map(({ harm, receivedAt }) => (100 - (harm ?? 0)) * 1e14 + receivedAt);
    default:
      return order satisfies never;
  }
}

/** The very key that the queue would store. */
function policyKeys(incoming: readonly Incoming[], policy: Policy): number[] {
  const turns = turnsOfArrivals(incoming, policy);
  return incoming.map(({ receivedAt, assessment }, i) => {
    const received = new Date(receivedAt);
    const turnAt = turns[i] === null ? null : new Date(turns[i]!);
    const proposal = propose([{ receivedAt: received, turnAt, assessment }], policy);
    return orderKey(standingOf(proposal, { decision: null, receivedAt: received, policy }), policy);
  });
}

type Sender = { filledUntil: number | null; sent: Map<string, number>; day: string; allowance: number };

/** The turn of each arrival that has to wait for one, by the same rule as the queue's; null for the others. */
function turnsOfArrivals(incoming: readonly Incoming[], policy: Policy): (number | null)[] {
  const { fairness } = policy;
  if (fairness === null) return incoming.map(() => null);
  const senders = new Map<string, Sender>();
  return incoming.map(({ sourceId, receivedAt, assessment }) => {
    if (statesHarm(assessment, policy)) return null;
    const sender = senders.get(sourceId) ?? { filledUntil: null, sent: new Map(), day: '', allowance: 0 };
    senders.set(sourceId, sender);
    const day = dayOf(new Date(receivedAt));
    if (day !== sender.day) {
      const before = Array.from({ length: fairness.overDays }, (_, i) =>
        dayOf(new Date(receivedAt - (i + 1) * MS_PER_DAY)),
      );
      const days = Math.floor(receivedAt / MS_PER_DAY) - Math.floor(incoming[0]!.receivedAt / MS_PER_DAY);
      sender.allowance = allowanceOf(
        before.map((one) => sender.sent.get(one) ?? 0),
        days,
        fairness,
      );
      sender.day = day;
    }
    sender.sent.set(day, (sender.sent.get(day) ?? 0) + 1);
    const next = nextTurn(receivedAt, { ...sender, mostDaysBack: fairness.mostDaysBack });
    sender.filledUntil = next.filledUntil;
    return next.turnAt > receivedAt ? next.turnAt : null;
  });
}
