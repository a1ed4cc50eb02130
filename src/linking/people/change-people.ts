import type { Tx } from '../../shared/db.ts';
import type { LinkRecord } from '../model/link-record.ts';
import {
  dropEdges,
  dropEdgesOf,
  type EdgeRow,
  edgesAmong,
  edgesSharing,
  type Pair,
  putEdges,
} from './edge-rows.ts';
import { askTurns, type KeyChanges, openAmong, pairsAmong, turnsOfKeys } from './key-holders.ts';
import {
  countHolders,
  dropPersonKeys,
  farEnough,
  findHolders,
  type TermChange,
  tallyTerms,
} from './key-rows.ts';
import {
  addRecords,
  leaveRecords,
  type NewRecord,
  personKeysOf,
  type RecordRow,
  renewRecords,
  type SealedRecord,
  sealedRecords,
} from './record-rows.ts';
import {
  areComparable,
  type Comparable,
  classOf,
  commonTerms,
  rescorePair,
  type Scoring,
  scorePair,
} from './score-pairs.ts';

// What a change of records does to keys, pairs and scores. Whatever the order of changes, the pairs that stand at the end
// are those that share a key which is not over-common, each scored with the number of records that have its values.

/** A party that counts from now on; `id` where it is a record already. */
export type ComingRecord = NewRecord & { id: number | null; values: LinkRecord };

/** `before`: records as they counted until now; they come again with other values, or are leaving. */
export type PeopleChange = {
  coming: readonly ComingRecord[];
  before: readonly RecordRow[];
  leaving: readonly number[];
};

export type ChangeContext = {
  tx: Tx;
  at: Date;
  /** With what new pairs are scored. */
  scoring: Scoring;
  /** With what a pair was scored. */
  scoringOf: (activation: number) => Promise<Scoring>;
  openValues: (records: readonly SealedRecord[]) => Promise<Map<number, LinkRecord>>;
};

/** `touched`: records whose group may have changed. */
export type PeopleChanged = { touched: Set<number>; linked: number; unlinked: number };

/** Makes the change; the caller re-arranges what it touched. */
export async function changePeople(context: ChangeContext, change: PeopleChange): Promise<PeopleChanged> {
  const { tx, scoring } = context;
  const gone = change.before.map(({ id }) => id);
  await dropPersonKeys(tx, change.before.flatMap(keyed));
  const unlinked = await dropEdgesOf(tx, gone);
  await leaveRecords(tx, change.leaving, context.at);
  const arrived = await store(tx, change.coming);
  const changedKeys = changesOf(arrived, change.before, ({ keys }) => keys);
  const changedTerms = netChanges(changesOf(arrived, change.before, ({ terms }) => terms));
  const held = await findHolders(tx, {
    keys: askTurns(scoring.spec, changedKeys),
    terms: new Map([...changedTerms].map(([k, by]) => [k, farEnough(by)])),
  });
  const turns = turnsOfKeys(scoring.spec, held.keys, changedKeys);
  const tallied = await tallyTerms(tx, held.terms, changedTerms);
  const frozen = await unlinkFrozen(context, turns.frozen);
  const candidates = [...pairsWith(arrived, turns.open), ...(await newPairs(tx, turns.thawed))];
  const linked = await scoreCandidates(context, { candidates, arrived, tallied });
  await putEdges(tx, linked);
  const rescored = await rescoreTurned(context, tallied, linked);
  const touched = [...unlinked, ...frozen, ...linked, ...rescored].flatMap(({ a, b }) => [a, b]);
  return {
    touched: new Set([...touched, ...gone, ...arrived.map(({ id }) => id)]),
    linked: linked.length,
    unlinked: unlinked.length + frozen.length,
  };
}

type Arrived = ComingRecord & { id: number };

async function store(tx: Tx, coming: readonly ComingRecord[]): Promise<Arrived[]> {
  const known = coming.filter((one): one is Arrived => one.id !== null);
  await renewRecords(tx, known);
  const added = coming.filter(({ id }) => id === null);
  const ids = await addRecords(tx, added);
  return [...known, ...added.map((one, i) => ({ ...one, id: ids[i]! }))];
}

function keyed({ id, keys, terms }: { id: number; keys: readonly string[]; terms: readonly string[] }) {
  return [...keys, ...terms].map((k) => ({ record: id, k }));
}

type Hashed = Pick<RecordRow, 'keys' | 'terms'>;

function changesOf(
  arrived: readonly Hashed[],
  gone: readonly Hashed[],
  of: (one: Hashed) => readonly string[],
): KeyChanges {
  return { added: countEach(arrived.flatMap(of)), dropped: countEach(gone.flatMap(of)) };
}

function countEach(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function netChanges({ added, dropped }: KeyChanges): Map<string, number> {
  return new Map(
    [...new Set([...added.keys(), ...dropped.keys()])].map((k) => [
      k,
      (added.get(k) ?? 0) - (dropped.get(k) ?? 0),
    ]),
  );
}

function pairsWith(arrived: readonly Arrived[], open: ReadonlyMap<string, readonly number[]>): Pair[] {
  return arrived.flatMap(({ id, keys }) =>
    keys.flatMap((k) => open.get(k) ?? []).flatMap((other) => (other === id ? [] : [pairOf(id, other)])),
  );
}

function pairOf(one: number, other: number): Pair {
  return one < other ? { a: one, b: other } : { a: other, b: one };
}

function keyOfPair({ a, b }: Pair): string {
  return `${a} ${b}`;
}

/** Pairs under keys that are not over-common any more, without those that are linked by others. */
async function newPairs(tx: Tx, thawed: readonly (readonly number[])[]): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const holders of thawed) {
    const known = new Set((await edgesAmong(tx, holders)).map(keyOfPair));
    pairs.push(...pairsAmong(holders).filter((pair) => !known.has(keyOfPair(pair))));
  }
  return pairs;
}

/** A value has become over-common: pairs that rest on nothing else are links no more. */
async function unlinkFrozen(
  { tx, scoring }: ChangeContext,
  frozen: readonly (readonly number[])[],
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const holders of frozen) pairs.push(...(await edgesAmong(tx, holders)));
  if (pairs.length === 0) return [];
  const keys = await personKeysOf(tx, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]);
  const common = pairs.map(({ a, b }) => commonTerms(keys.get(a)?.keys ?? [], keys.get(b)?.keys ?? []));
  const open = await openAmong(tx, scoring.spec, [...new Set(common.flat())]);
  const resting = pairs.filter((_, i) => !common[i]!.some((k) => open.has(k)));
  await dropEdges(tx, resting);
  return resting;
}

type Candidates = {
  candidates: readonly Pair[];
  arrived: readonly Arrived[];
  tallied: readonly TermChange[];
};

async function scoreCandidates(context: ChangeContext, of: Candidates): Promise<EdgeRow[]> {
  const pairs = [...new Map(of.candidates.map((pair) => [keyOfPair(pair), pair])).values()];
  if (pairs.length === 0) return [];
  const records = await openComparables(context, pairs, of.arrived);
  const comparable = pairs.flatMap(({ a, b }) => {
    const [one, other] = [records.get(a), records.get(b)];
    return one && other && areComparable(one, other) ? [{ one, other }] : [];
  });
  const holders = await holdersAmong(
    context,
    comparable.flatMap(({ one, other }) => commonTerms(one.terms, other.terms)),
    of.tallied,
  );
  return comparable.flatMap(({ one, other }) => scorePair(context.scoring, one, other, holders) ?? []);
}

async function openComparables(
  { tx, openValues }: ChangeContext,
  pairs: readonly Pair[],
  arrived: readonly Arrived[],
): Promise<Map<number, Comparable>> {
  const known = new Map<number, Comparable>(arrived.map((one) => [one.id, one]));
  const wanted = new Set(pairs.flatMap(({ a, b }) => [a, b]).filter((id) => !known.has(id)));
  const others = await sealedRecords(tx, [...wanted]);
  const values = await openValues(others);
  for (const { id, referralId, terms } of others) {
    const opened = values.get(id);
    if (opened) known.set(id, { id, referralId, terms, values: opened });
  }
  return known;
}

async function holdersAmong(
  { tx }: ChangeContext,
  terms: readonly string[],
  tallied: readonly TermChange[],
): Promise<Map<string, number>> {
  const holders = new Map(tallied.map(({ k, after }) => [k, after]));
  const others = [...new Set(terms)].filter((term) => !holders.has(term));
  for (const [k, count] of await countHolders(tx, others)) holders.set(k, count);
  return holders;
}

/** Values that became twice as common, or half: the pairs that agree in them are scored again, by their own model. */
async function rescoreTurned(
  context: ChangeContext,
  tallied: readonly TermChange[],
  fresh: readonly Pair[],
): Promise<EdgeRow[]> {
  const { tx, scoringOf } = context;
  const turned = tallied.filter(({ before, after }) => before > 0 && classOf(before) !== classOf(after));
  const scoredNow = new Set(fresh.map(keyOfPair));
  const edges = (
    await edgesSharing(
      tx,
      turned.map(({ k }) => k),
    )
  ).filter((edge) => !scoredNow.has(keyOfPair(edge)));
  if (edges.length === 0) return [];
  const keys = await personKeysOf(tx, [...new Set(edges.flatMap(({ a, b }) => [a, b]))]);
  const common = edges.map(({ a, b }) => commonTerms(keys.get(a)?.terms ?? [], keys.get(b)?.terms ?? []));
  const holders = await holdersAmong(context, common.flat(), tallied);
  const changed: EdgeRow[] = [];
  for (const [i, edge] of edges.entries()) {
    const again = rescorePair(await scoringOf(edge.activation), edge, common[i]!, holders);
    if (again.bits !== edge.bits || Buffer.compare(again.classes, edge.classes) !== 0) changed.push(again);
  }
  await putEdges(tx, changed);
  return changed;
}
