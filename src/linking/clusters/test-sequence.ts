import { Dice } from '../../shared/dice.ts';
import { assignClusters } from './assign-clusters.ts';
import { clusterRecords, type JudgedPair, type ScoredPair } from './cluster-records.ts';
import type { Verdict } from './edges.ts';
import {
  formerMemberships,
  type MembershipInterval,
  type PartitionStep,
  recordChange,
  replayPartitions,
} from './membership-history.ts';
import { reachFrom } from './reach.ts';

/** A toy of the whole: records hold values, a value says less the more hold it, and nothing once it is over-common. */
const VALUES = 9;
const OVER_COMMON_FROM = 5;
const PRIOR_BITS = -5;

type World = { records: Map<string, number[]>; judgements: JudgedPair<string>[] };
type State = { world: World; history: MembershipInterval<string>[]; steps: PartitionStep<string>[] };
type Change = { touched: string[]; world: World };

/** What kinds of change a sequence made, so that a test can say that each was tried. */
export type SequenceTally = Record<string, number>;

/** Makes random changes, re-clustering only what each touches; answers with what differs from a rebuild, or null. */
export function tryLinkSequence(seed: number, length: number, tally: SequenceTally): string | null {
  const dice = new Dice(seed);
  let state: State = { world: { records: new Map(), judgements: [] }, history: [], steps: [] };
  for (let step = 0; step < length; step += 1) {
    const [kind, change] = drawChange(dice, state, step);
    tally[kind] = (tally[kind] ?? 0) + 1;
    state = applyChange(state, change, new Date(Date.UTC(2026, 0, 1, 0, step)));
    const difference = differenceFromRebuild(state);
    if (difference) return `seed ${seed}, step ${step} (${kind}): ${difference}`;
  }
  return null;
}

function drawChange(dice: Dice, { world, history }: State, step: number): [kind: string, Change] {
  const records = [...world.records.keys()];
  if (records.length < 2 || dice.chance(0.35)) return addRecord(dice, world, step);
  if (dice.chance(0.12)) return withdraw(world, dice.pick(records));
  if (dice.chance(0.2)) return unmerge(dice, world, history) ?? addRecord(dice, world, step);
  const [a, b] = dice.shuffle(records) as [string, string];
  return judge(world, { a, b, verdict: dice.pick<Verdict>(['same', 'same', 'different', 'unsure']) });
}

function addRecord(dice: Dice, world: World, step: number): [string, Change] {
  const id = `${dice.hex(3)}-${step}`;
  const values = Array.from({ length: dice.int(1, 3) }, () =>
    Math.min(dice.int(0, VALUES), dice.int(0, VALUES)),
  );
  const records = new Map(world.records).set(id, [...new Set(values)]);
  return [
    turnsCommon(world, values) ? 'add, a value becomes over-common' : 'add',
    changed(world, { ...world, records }, [id]),
  ];
}

function withdraw(world: World, id: string): [string, Change] {
  const records = new Map(world.records);
  records.delete(id);
  return ['withdraw', changed(world, { ...world, records }, [id])];
}

/** "different" between two that stand in one cluster. */
function unmerge(
  dice: Dice,
  world: World,
  history: readonly MembershipInterval<string>[],
): [string, Change] | undefined {
  const current = history.filter(({ validTo }) => validTo === null);
  const groups = [...Map.groupBy(current, ({ clusterId }) => clusterId).values()].filter(
    ({ length }) => length > 1,
  );
  if (groups.length === 0) return undefined;
  const [a, b] = dice.shuffle(dice.pick(groups).map(({ recordId }) => recordId)) as [string, string];
  return ['un-merge', judge(world, { a, b, verdict: 'different' })[1]];
}

function judge(world: World, judged: JudgedPair<string>): [string, Change] {
  const after = { ...world, judgements: [...world.judgements, judged] };
  return [judged.verdict, changed(world, after, [judged.a, judged.b])];
}

function turnsCommon(world: World, values: readonly number[]): boolean {
  return values.some((value) => holdersOf(world, value).length === OVER_COMMON_FROM - 1);
}

/** The ends of every pair whose score changed, with the records named. */
function changed(before: World, after: World, named: readonly string[]): Change {
  const was = new Map(pairsOf(before).map((pair) => [`${pair.a} ${pair.b}`, pair]));
  const now = new Map(pairsOf(after).map((pair) => [`${pair.a} ${pair.b}`, pair]));
  const moved = [...was, ...now].filter(([key]) => was.get(key)?.bits !== now.get(key)?.bits);
  const seeds = [...named, ...moved.flatMap(([, { a, b }]) => [a, b])];
  const neighbours = new Map<string, Set<string>>();
  for (const [a, b] of holdsTogether(after)) connect(neighbours, a, b);
  return { touched: [...reachFrom(seeds, (record) => neighbours.get(record) ?? [])], world: after };
}

function connect(neighbours: Map<string, Set<string>>, a: string, b: string): void {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    neighbours.set(one, (neighbours.get(one) ?? new Set()).add(other));
}

function holdsTogether(world: World): [string, string][] {
  const scored = pairsOf(world).filter(({ bits }) => bits >= 0);
  const said = world.judgements.filter(({ verdict }) => verdict === 'same');
  return [...scored, ...said].map(({ a, b }) => [a, b]);
}

function pairsOf(world: World): ScoredPair<string>[] {
  const bits = new Map<string, ScoredPair<string>>();
  for (let value = 0; value <= VALUES; value += 1) {
    const holders = holdersOf(world, value);
    if (holders.length >= OVER_COMMON_FROM) continue;
    for (const a of holders)
      for (const b of holders) {
        if (a >= b) continue;
        const known = bits.get(`${a} ${b}`) ?? { a, b, bits: PRIOR_BITS };
        bits.set(`${a} ${b}`, {
          a,
          b,
          bits: known.bits + 9 - 2 * Math.floor(Math.log2(holders.length)) - value / 4,
        });
      }
  }
  return [...bits.values()];
}

function holdersOf(world: World, value: number): string[] {
  return [...world.records].filter(([, values]) => values.includes(value)).map(([id]) => id);
}

function applyChange({ world: before, history, steps }: State, { touched, world }: Change, at: Date): State {
  const here = new Set(touched);
  const inside = touched.filter((id) => world.records.has(id));
  const { clusters } = clusterRecords(inside, pairsOf(world), world.judgements);
  const assigned = assignClusters({
    before: history.filter(({ validTo, recordId }) => validTo === null && here.has(recordId)),
    former: formerMemberships(history).filter(({ recordId }) => here.has(recordId)),
    clusters,
    at,
  });
  if (before.records.size === 0 && world.records.size === 0) return { world, history, steps };
  return {
    world,
    history: recordChange(history, assigned, at),
    steps: [...steps, { at, clusters: rebuild(world) }],
  };
}

function rebuild(world: World): string[][] {
  return clusterRecords([...world.records.keys()], pairsOf(world), world.judgements).clusters;
}

function differenceFromRebuild({ history, steps }: State): string | null {
  const kept = intervalLines(history);
  const rebuilt = intervalLines(replayPartitions(steps));
  const differing = [
    ...kept.filter((line) => !rebuilt.includes(line)),
    ...rebuilt.filter((line) => !kept.includes(line)),
  ];
  return differing.length === 0 ? null : differing.slice(0, 3).join('; ');
}

function intervalLines(history: readonly MembershipInterval<string>[]): string[] {
  return history
    .map(
      ({ recordId, clusterId, validFrom, validTo }) =>
        `${recordId} ${clusterId} ${validFrom.toISOString()} ${validTo?.toISOString()}`,
    )
    .sort();
}
