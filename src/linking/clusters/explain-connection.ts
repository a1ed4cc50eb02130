import type { JudgedPair, ScoredPair } from './cluster-records.ts';
import { DisjointSets } from './disjoint-sets.ts';
import type { RecordId } from './record-id.ts';
import { latestOfEachPair } from './settle-judgements.ts';

/** `bits` is null where a person's "same" holds the two together and no score is known. */
export type ConnectionStep<Id extends RecordId = RecordId> = {
  a: Id;
  b: Id;
  bits: number | null;
  confirmed: boolean;
};

export type Connection<Id extends RecordId = RecordId> = {
  /** From the first record to the second. */
  steps: ConnectionStep<Id>[];
  /** The step that the connection hangs on; null where every step is confirmed. */
  weakest: ConnectionStep<Id> | null;
  /** The score of the two themselves; null where they share no key and were never compared. */
  directBits: number | null;
};

/**
 * Why two records of a cluster stand together: of all ways over its pairs the one whose weakest step is the strongest,
 * of these the one with the fewest steps, then the lowest ids. What a person confirmed is stronger than any score; what
 * a person denied is no way. null: nothing joins the two.
 */
export function explainConnection<Id extends RecordId>(
  ends: { a: Id; b: Id },
  pairs: readonly ScoredPair<Id>[],
  judgements: readonly JudgedPair<Id>[],
): Connection<Id> | null {
  const steps = stepsOf(pairs, judgements);
  const way = shortestWay(ends, stepsAsStrongAs(steps, bottleneckOf(ends, steps)));
  if (!way) return null;
  const unconfirmed = way.filter(({ confirmed }) => !confirmed);
  const direct = pairs.find(({ a, b }) => keyOf(a, b) === keyOf(ends.a, ends.b));
  return {
    steps: way,
    weakest: unconfirmed.reduce<ConnectionStep<Id> | null>(
      (least, step) => (least === null || step.bits! < least.bits! ? step : least),
      null,
    ),
    directBits: direct?.bits ?? null,
  };
}

function keyOf(a: RecordId, b: RecordId): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function strengthOf<Id extends RecordId>({ bits, confirmed }: ConnectionStep<Id>): number {
  return confirmed ? Number.POSITIVE_INFINITY : bits!;
}

/** The strongest first, then by ids. */
function stepsOf<Id extends RecordId>(
  pairs: readonly ScoredPair<Id>[],
  judgements: readonly JudgedPair<Id>[],
): ConnectionStep<Id>[] {
  const steps = new Map<string, ConnectionStep<Id>>();
  for (const { a, b, bits } of pairs) steps.set(keyOf(a, b), { a, b, bits, confirmed: false });
  const latest = latestOfEachPair(judgements.map(({ a, b, verdict }) => ({ from: a, to: b, verdict })));
  for (const { from: a, to: b, verdict } of latest) {
    const bits = steps.get(keyOf(a, b))?.bits ?? null;
    if (verdict === 'same') steps.set(keyOf(a, b), { a, b, bits, confirmed: true });
    if (verdict === 'different') steps.delete(keyOf(a, b));
  }
  return [...steps.values()].sort((one, other) => strengthOf(other) - strengthOf(one) || byKey(one, other));
}

function byKey<Id extends RecordId>(one: ConnectionStep<Id>, other: ConnectionStep<Id>): number {
  return keyOf(one.a, one.b) < keyOf(other.a, other.b) ? -1 : 1;
}

/** The strength of the weakest step of the best way: strongest steps join first, until the ends meet. */
function bottleneckOf<Id extends RecordId>(
  ends: { a: Id; b: Id },
  steps: readonly ConnectionStep<Id>[],
): number {
  const sets = new DisjointSets(0);
  const numbers = new Map<Id, number>();
  const numberOf = (record: Id): number => {
    const number = numbers.get(record) ?? sets.add();
    numbers.set(record, number);
    return number;
  };
  const [start, end] = [numberOf(ends.a), numberOf(ends.b)];
  for (const step of steps) {
    sets.unite(numberOf(step.a), numberOf(step.b));
    if (sets.find(start) === sets.find(end)) return strengthOf(step);
  }
  return Number.POSITIVE_INFINITY;
}

function stepsAsStrongAs<Id extends RecordId>(
  steps: readonly ConnectionStep<Id>[],
  least: number,
): ConnectionStep<Id>[] {
  return steps.filter((step) => strengthOf(step) >= least);
}

function shortestWay<Id extends RecordId>(
  ends: { a: Id; b: Id },
  steps: readonly ConnectionStep<Id>[],
): ConnectionStep<Id>[] | undefined {
  const around = neighboursOf(steps);
  const ways = new Map<Id, ConnectionStep<Id>[]>([[ends.a, []]]);
  for (const [record, way] of ways) {
    if (record === ends.b) return way;
    for (const step of around.get(record) ?? []) if (!ways.has(step.b)) ways.set(step.b, [...way, step]);
  }
  return undefined;
}

/** Each step in both directions, by where it starts, the lowest end first. */
function neighboursOf<Id extends RecordId>(
  steps: readonly ConnectionStep<Id>[],
): Map<Id, ConnectionStep<Id>[]> {
  const directed = steps.flatMap((step) => [step, { ...step, a: step.b, b: step.a }]);
  const around = Map.groupBy(directed, ({ a }) => a);
  for (const leaving of around.values()) leaving.sort((one, other) => (one.b < other.b ? -1 : 1));
  return around;
}
