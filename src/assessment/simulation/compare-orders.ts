import { Dice } from '../../shared/dice.ts';
import type { Band } from '../axes.ts';
import type { Incoming } from './incoming.ts';
import { keysOf, ORDER_NAMES, ORDERS, type OrderName } from './orders.ts';
import { inScenario, type ScenarioName } from './scenarios.ts';
import { type BandWaits, type Waits, type Worked, waitsAmong, waitsByBand, waitsByDecile } from './waits.ts';
import { type Staff, staffHours, workOff } from './work-off.ts';

/** What is simulated. `minutesEach`: of one analyst for one referral, on average. */
export type SimulationRequest = {
  incoming: readonly Incoming[];
  scenario: ScenarioName;
  staff: Staff;
  minutesEach: number;
  seed: number;
  orders?: readonly OrderName[];
};

/** How one order did. `others`: every arrival that is not of the flood. */
export type OrderResult = {
  order: OrderName;
  all: Waits;
  byBand: Record<Band, BandWaits>;
  /** Ten of them, the most harm first; none where the true harm is not known. */
  byHarmDecile: Waits[];
  flood: Waits | null;
};

export type Simulation = {
  scenario: ScenarioName;
  staff: Staff;
  arrivals: number;
  flooding: number;
  /** Hours of work that came in for each hour of staff: above 1 the desk falls behind whatever the order. */
  load: number;
  results: OrderResult[];
};

/** Pure: the same arrivals, work and staff under each order; the same seed gives the same figures. */
export function compareOrders(request: SimulationRequest): Simulation {
  const incoming = inScenario(request.scenario, request.incoming, request.seed);
  const harmKnown = incoming.every(({ harm }) => harm !== null);
  const workMs = workOf(incoming.length, request);
  const orders = (request.orders ?? ORDER_NAMES).filter((order) => harmKnown || !ORDERS[order].needsHarm);
  const until = Math.ceil(((incoming.at(-1)?.receivedAt ?? 0) + 1) / DAY_MS) * DAY_MS;
  const arrivedAt = incoming.map(({ receivedAt }) => receivedAt);
  return {
    scenario: request.scenario,
    staff: request.staff,
    arrivals: incoming.length,
    flooding: incoming.filter(({ flood }) => flood).length,
    load: loadOf(workMs, { arrivedAt, until, staff: request.staff }),
    results: orders.map((order) => {
      const keys = keysOf(order, incoming, request.seed);
      const actedAt = workOff({ arrivedAt, keys, workMs }, request.staff, until);
      return resultOf(
        order,
        incoming.map((one, i) => ({ ...one, actedAt: actedAt[i]! })),
        until,
      );
    }),
  };
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Shape of the time that one referral takes: half of them under three quarters of the mean. Chosen. */
const SPREAD = 0.75;

/** Lognormal with the mean asked for; the same whatever the order. */
function workOf(count: number, { minutesEach, seed }: SimulationRequest): number[] {
  const dice = new Dice(seed).fork('work');
  const normal = () => Math.sqrt(-2 * Math.log(1 - dice.share())) * Math.cos(2 * Math.PI * dice.share());
  return Array.from(
    { length: count },
    () => minutesEach * MINUTE_MS * Math.exp(SPREAD * normal() - (SPREAD * SPREAD) / 2),
  );
}

function loadOf(
  workMs: readonly number[],
  { arrivedAt, until, staff }: { arrivedAt: readonly number[]; until: number; staff: Staff },
): number {
  const days = Math.max(1, (until - (arrivedAt[0] ?? until)) / DAY_MS);
  const workHours = workMs.reduce((sum, ms) => sum + ms, 0) / (60 * MINUTE_MS);
  return Math.round((workHours / (days * staffHours(staff))) * 1_000) / 1_000;
}

function resultOf(order: OrderName, worked: readonly Worked[], until: number): OrderResult {
  const others = worked.filter(({ flood }) => !flood);
  const flood = worked.filter((one) => one.flood);
  return {
    order,
    all: waitsAmong(others, until),
    byBand: waitsByBand(others, until),
    byHarmDecile: waitsByDecile(others, until),
    flood: flood.length === 0 ? null : waitsAmong(flood, until),
  };
}
