import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import {
  arrivedBetween,
  compareOrders,
  type Incoming,
  SCENARIOS,
  type ScenarioName,
  type Simulation,
} from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { referralHeaders } from '../../referral/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { Dice } from '../../shared/dice.ts';

/** What a supervisor asks: so many arrivals a day like those of the last weeks, so many analysts. */
export type OwnSimulation = {
  /** Null: as many as came in. */
  arrivalsPerDay: number | null;
  byDay: number;
  byNight: number;
  minutesEach: number;
  scenario: ScenarioName;
};

export type SimulatedOwn = {
  /** Referrals of the last weeks that the arrivals are drawn from, and what came in each day. */
  from: number;
  perDay: number;
  asked: OwnSimulation;
  /** Null where nothing has come in. */
  simulation: Simulation | null;
};

const DAY_MS = 86_400_000;
const LOOKED_BACK_DAYS = 28;
const SIMULATED_DAYS = 84;
/** So that a page answers within seconds on one core; more are simulated from the command line. */
const MOST_DRAWN_FROM = 5_000;
const MOST_SIMULATED = 20_000;
/** The same every time, so that two settings differ by the settings alone. */
const SEED = 1;
const MOST_ANALYSTS = 200;

/** Twelve weeks like the last four, worked off under each order. One ledger entry; no referral is named. */
export async function simulateOwn(store: Store, actor: Actor, asked: OwnSimulation): Promise<SimulatedOwn> {
  ensureMay(actor, 'supervise');
  return inTransaction(store, async (tx) => {
    const entry = { verb: 'consulted', action: 'simulate-queue', purpose: 'supervision' } as const;
    await record(tx, [{ ...entry, actor: actorRef(actor), subjects: [] }]);
    const { incoming, perDay } = await lately(tx, store.clock.now());
    const wanted = held(asked, perDay);
    const drawn = drawArrivals(incoming, {
      perDay: wanted.arrivalsPerDay ?? perDay,
      until: store.clock.now(),
    });
    const { byDay, byNight, minutesEach, scenario } = wanted;
    return {
      from: incoming.length,
      perDay,
      asked: wanted,
      simulation:
        drawn.length === 0
          ? null
          : compareOrders({ incoming: drawn, scenario, staff: { byDay, byNight }, minutesEach, seed: SEED }),
    };
  });
}

/** Within what a page can answer. */
function held(asked: OwnSimulation, perDay: number): OwnSimulation {
  const within = (value: number, least: number, most: number) =>
    Math.min(Math.max(Number.isFinite(value) ? value : least, least), most);
  return {
    arrivalsPerDay: within(
      asked.arrivalsPerDay ?? perDay,
      0,
      Math.floor(MOST_SIMULATED / SIMULATED_DAYS / 2),
    ),
    byDay: within(Math.round(asked.byDay), 1, MOST_ANALYSTS),
    byNight: within(Math.round(asked.byNight), 0, MOST_ANALYSTS),
    minutesEach: within(asked.minutesEach, 1, 24 * 60),
    scenario: Object.hasOwn(SCENARIOS, asked.scenario) ? asked.scenario : 'ordinary',
  };
}

async function lately(db: Db, until: Date): Promise<{ incoming: Incoming[]; perDay: number }> {
  const since = new Date(until.getTime() - LOOKED_BACK_DAYS * DAY_MS);
  const arrived = await arrivedBetween(db, since, until, MOST_DRAWN_FROM);
  const headers = await referralHeaders(
    db,
    arrived.map(({ referralId }) => referralId),
  );
  const sources = new Map(headers.map(({ id, sourceId }) => [id, sourceId]));
  const first = arrived[0]?.assessedAt ?? since;
  const days =
    arrived.length < MOST_DRAWN_FROM ? LOOKED_BACK_DAYS : (until.getTime() - first.getTime()) / DAY_MS;
  return {
    perDay: Math.round((arrived.length / days) * 10) / 10,
    incoming: arrived.map(({ assessedAt, referralId, result }) => ({
      receivedAt: assessedAt.getTime(),
      sourceId: sources.get(referralId) ?? '',
      assessment: result,
      harm: null,
    })),
  };
}

/** So many a day, each like one that came in, at its time of day. */
function drawArrivals(
  incoming: readonly Incoming[],
  { perDay, until }: { perDay: number; until: Date },
): Incoming[] {
  if (incoming.length === 0) return [];
  const dice = new Dice(SEED).fork('own-arrivals');
  const from = Math.floor(until.getTime() / DAY_MS) * DAY_MS;
  return Array.from({ length: Math.round(perDay * SIMULATED_DAYS) }, () => {
    const like = dice.pick(incoming);
    return {
      ...like,
      receivedAt: from + dice.int(0, SIMULATED_DAYS - 1) * DAY_MS + (like.receivedAt % DAY_MS),
    };
  }).sort((a, b) => a.receivedAt - b.receivedAt);
}
