import { type Actor, actorRef, ensureMay, listPeople, type Role } from '../../access/index.ts';
import {
  type AxisCount,
  axesBetween,
  BAND_ORDER,
  type Band,
  type DecisionMade,
  decisionsBetween,
  type Flood,
  floodsNow,
  isWorse,
  type Workload,
  workloads,
} from '../../assessment/index.ts';
import { type Drift, findDrift } from '../../evaluation/index.ts';
import { record } from '../../ledger/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { type ForceClocks, forceClocks } from './force-clocks.ts';
import { LEAST_SHOWN, type Rate, rateOf } from './rates.ts';

/** Overrides of some decisions; `raised` and `lowered` against what was proposed. */
export type OverrideRate = { overridden: Rate; raised: number; lowered: number };

export type Overrides = {
  all: OverrideRate;
  byBand: { band: Band; rate: OverrideRate }[];
  /** Null where there are fewer decisions than can be shown: reasons would tell what the rates do not. */
  byReason: { reason: string; raised: number; lowered: number }[] | null;
  /** By role. Those of fewer decisions than can be shown are put together, under "several". */
  byTeam: { team: Role | 'several'; people: number; rate: OverrideRate }[];
  /** By name, never by rate; fewer decisions than can be shown are counted and have no rate. */
  byPerson: { personId: string; name: string; rate: OverrideRate }[];
};

export type OversightPage = {
  since: Date;
  until: Date;
  forces: ForceClocks;
  floods: Flood[];
  overrides: Overrides;
  workload: (Workload & { name: string })[];
  /** The last `lately` days against the `before` days ahead of them. */
  drift: { lately: number; before: number; axes: Drift[] };
};

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;
const LATELY_DAYS = 28;
const BEFORE_DAYS = 84;

/** How the desk grades and keeps up, over `days` up to now. One ledger entry; no referral is named. */
export async function readOversight(store: Store, actor: Actor, days = LATELY_DAYS): Promise<OversightPage> {
  ensureMay(actor, 'supervise');
  const until = store.clock.now();
  const since = new Date(
    until.getTime() - Math.min(Math.max(1, Math.floor(days) || LATELY_DAYS), MOST_DAYS) * DAY_MS,
  );
  return inTransaction(store, async (tx) => {
    const people = new Map((await listPeople(tx)).map((person) => [person.id, person]));
    const nameOf = (id: string) => people.get(id)?.name ?? '';
    const rolesOf = (id: string) => people.get(id)?.roles ?? [];
    const entry = { verb: 'consulted', action: 'read-oversight', purpose: 'supervision' } as const;
    await record(tx, [{ ...entry, actor: actorRef(actor), subjects: [] }]);
    return {
      since,
      until,
      forces: await forceClocks(tx, until),
      floods: await floodsNow(tx),
      overrides: overridesOf(await decisionsBetween(tx, since, until), { nameOf, rolesOf }),
      workload: (await workloads(tx, since))
        .map((one) => ({ ...one, name: nameOf(one.personId) }))
        .sort((a, b) => a.name.localeCompare(b.name)),
      drift: { lately: LATELY_DAYS, before: BEFORE_DAYS, axes: await driftNow(tx, until) },
    };
  });
}

type Who = { nameOf(id: string): string; rolesOf(id: string): readonly Role[] };

/** Pure. */
function overridesOf(decisions: readonly DecisionMade[], { nameOf, rolesOf }: Who): Overrides {
  const overridden = decisions.filter(({ kind }) => kind === 'override');
  const byPerson = Map.groupBy(decisions, ({ decidedBy }) => decidedBy);
  const teamOf = (id: string): Role | 'several' => (rolesOf(id).length === 1 ? rolesOf(id)[0]! : 'several');
  const decidedBy = (members: readonly string[]) => members.flatMap((id) => byPerson.get(id)!);
  const teams = Map.groupBy(byPerson.keys(), teamOf);
  const shownOf = (id: string) =>
    decidedBy(teams.get(teamOf(id))!).length >= LEAST_SHOWN ? teamOf(id) : 'several';
  const together = Map.groupBy(byPerson.keys(), shownOf);
  return {
    all: overrideRate(decisions),
    byBand: BAND_ORDER.map((band) => ({
      band,
      rate: overrideRate(decisions.filter(({ proposedBand }) => proposedBand === band)),
    })),
    byReason: decisions.length < LEAST_SHOWN ? null : reasonsOf(overridden),
    byTeam: [...together].map(([team, members]) => ({
      team,
      people: members.length,
      rate: overrideRate(decidedBy(members)),
    })),
    byPerson: [...byPerson]
      .map(([personId, own]) => ({ personId, name: nameOf(personId), rate: overrideRate(own) }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

function reasonsOf(overridden: readonly DecisionMade[]): NonNullable<Overrides['byReason']> {
  return [...Map.groupBy(overridden, ({ reasonCode }) => reasonCode ?? '')]
    .map(([reason, some]) => ({ reason, ...directions(some) }))
    .sort((a, b) => b.raised + b.lowered - a.raised - a.lowered);
}

function overrideRate(decisions: readonly DecisionMade[]): OverrideRate {
  const overridden = rateOf(decisions.filter(({ kind }) => kind === 'override').length, decisions.length);
  const shown = decisions.length >= LEAST_SHOWN;
  return { overridden, ...(shown ? directions(decisions) : { raised: 0, lowered: 0 }) };
}

function directions(decisions: readonly DecisionMade[]): { raised: number; lowered: number } {
  return {
    raised: decisions.filter(({ band, proposedBand }) => isWorse(BAND_ORDER, band, proposedBand)).length,
    lowered: decisions.filter(({ band, proposedBand }) => isWorse(BAND_ORDER, proposedBand, band)).length,
  };
}

async function driftNow(db: Db, until: Date): Promise<Drift[]> {
  const middle = new Date(until.getTime() - LATELY_DAYS * DAY_MS);
  const first = new Date(middle.getTime() - BEFORE_DAYS * DAY_MS);
  const [before, lately] = [await axesBetween(db, first, middle), await axesBetween(db, middle, until)];
  const axes = [...new Set([...before, ...lately].map(({ axis }) => axis))];
  return findDrift(
    axes.map((axis) => {
      const of = (counts: readonly AxisCount[]) =>
        new Map(counts.filter((one) => one.axis === axis).map(({ level, count }) => [level, count]));
      const [was, is] = [of(before), of(lately)];
      const categories = [...new Set([...was.keys(), ...is.keys()])];
      const counts = (from: ReadonlyMap<string, number>) => categories.map((level) => from.get(level) ?? 0);
      return { name: axis, categories, before: counts(was), lately: counts(is) };
    }),
  );
}
