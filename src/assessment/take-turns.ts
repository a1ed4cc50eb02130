import type { ReferralHeader } from '../referral/index.ts';
import type { Tx } from '../shared/db.ts';
import { CURRENT_POLICY } from './policies.ts';
import type { Fairness } from './policy.ts';
import { dayOf } from './preservation.ts';
import { allowanceOf, nextTurn } from './source-turn.ts';
import {
  addSent,
  addTurns,
  holdPaces,
  type Sent,
  type SourcePace,
  type Turn,
} from './source-turn-records.ts';

type Arrival = Pick<ReferralHeader, 'id' | 'sourceId' | 'receivedAt'>;

/**
 * Counts new reports without stated harm towards what their source may send, and keeps the turn of each that is beyond
 * it: computed once, as they come to be assessed, and never again. What was received long ago and is read only now keeps
 * its seniority and waits as long as others of its source. Sources one after another, so that two callers cannot wait
 * for each other.
 */
export async function takeTurns(tx: Tx, at: Date, arrivals: readonly Arrival[]): Promise<void> {
  const { fairness } = CURRENT_POLICY;
  if (fairness === null || arrivals.length === 0) return;
  const day = dayOf(at);
  const bySource = Map.groupBy(arrivals, ({ sourceId }) => sourceId);
  const paces = await holdPaces(tx, [...bySource.keys()], { day, days: fairness.overDays });
  const taken = paces.map((pace) =>
    turnsOfSource(pace, { at, arrivals: bySource.get(pace.sourceId)!, fairness }),
  );
  await addSent(
    tx,
    day,
    taken.map(({ sent }) => sent),
  );
  await addTurns(
    tx,
    taken.flatMap(({ turns }) => turns),
  );
}

type Arriving = { at: Date; arrivals: readonly Arrival[]; fairness: Fairness };

function turnsOfSource(
  { sourceId, filledUntil: before, sent, days }: SourcePace,
  { at, arrivals, fairness }: Arriving,
): { turns: Turn[]; sent: Sent } {
  const allowance = allowanceOf(sent, days, fairness);
  let filledUntil = before?.getTime() ?? null;
  const turns: Turn[] = [];
  for (const { id, receivedAt } of arrivals.toSorted(
    (a, b) => a.receivedAt.getTime() - b.receivedAt.getTime(),
  )) {
    const next = nextTurn(at.getTime(), { filledUntil, allowance, mostDaysBack: fairness.mostDaysBack });
    filledUntil = next.filledUntil;
    const waitMs = next.turnAt - at.getTime();
    const turnAt = new Date(receivedAt.getTime() + waitMs);
    if (waitMs > 0) turns.push({ referralId: id, sourceId, arrivedAt: receivedAt, turnAt });
  }
  return { turns, sent: { sourceId, filledUntil: new Date(filledUntil!), sent: arrivals.length } };
}
