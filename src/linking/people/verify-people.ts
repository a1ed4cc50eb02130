import type { Db, Store } from '../../shared/db.ts';
import { allMemberships } from './cluster-rows.ts';
import type { EdgeRow } from './edge-rows.ts';
import { allJudged } from './judgement-rows.ts';
import { COMMON_FROM, commonTermsKept, compareKeys } from './key-rows.ts';
import { countAll, linkFromScratch, type WholeRecord } from './link-from-scratch.ts';
import { groupsOf } from './rearrange.ts';
import { commonTerms, rescorePair } from './score-pairs.ts';
import { currentScoring, type ScoringInForce } from './scoring-in-force.ts';
import { storedEdges, wholeRecords } from './whole-records.ts';

/** What is stored, and what a full rebuild comes to. `amiss`: how many of each do not agree. */
export type PeopleProof = {
  holds: boolean;
  records: number;
  keys: { stored: number; amiss: number };
  commonValues: { stored: number; amiss: number };
  /** `older`: scored by a model that is not in force any more, and right by that one. */
  pairs: { stored: number; amiss: number; older: number; awaiting: number };
  groups: { stored: number; amiss: number };
};

/** Links everything again from the records alone and holds what is stored against it. Changes nothing. */
export async function verifyPeople(store: Store, db: Db): Promise<PeopleProof> {
  const records = await wholeRecords(store, db);
  const inForce = await currentScoring(db);
  const keys = await verifyKeys(db, records);
  const commonValues = await verifyCommon(db, records);
  const { edges, ...pairs } = inForce
    ? await verifyPairs(db, inForce, records)
    : { edges: [], stored: 0, amiss: 0, older: 0, awaiting: 0 };
  const groups = await verifyGroups(db, records, edges);
  const amiss = keys.amiss + commonValues.amiss + pairs.amiss + groups.amiss;
  return { holds: amiss === 0, records: records.length, keys, commonValues, pairs, groups };
}

async function verifyKeys(db: Db, records: readonly WholeRecord[]): Promise<PeopleProof['keys']> {
  const wanted = records.flatMap(({ id, keys, terms }) => [...keys, ...terms].map((k) => `${k} ${id}`));
  return compareKeys(db, wanted);
}

async function verifyCommon(db: Db, records: readonly WholeRecord[]): Promise<PeopleProof['commonValues']> {
  const terms = new Set(records.flatMap((one) => one.terms));
  const counted = [...countAll(records)].filter(([k, count]) => terms.has(k) && count >= COMMON_FROM);
  const kept = await commonTermsKept(db);
  const wrong = counted.filter(([k, count]) => kept.get(k) !== count).length;
  const known = new Map(counted);
  return { stored: kept.size, amiss: wrong + [...kept.keys()].filter((k) => !known.has(k)).length };
}

/** Pairs that an older model scored are held against that model; what only the one in force would keep is awaiting. */
async function verifyPairs(
  db: Db,
  { scoring, scoringOf }: ScoringInForce,
  records: readonly WholeRecord[],
): Promise<PeopleProof['pairs'] & { edges: EdgeRow[] }> {
  const expected = new Map<string, EdgeRow>();
  for (const edge of linkFromScratch(scoring, records)) expected.set(`${edge.a} ${edge.b}`, edge);
  const byId = new Map(records.map((one) => [one.id, one]));
  const counts = countAll(records);
  const edges: EdgeRow[] = [];
  let [amiss, older] = [0, 0];
  for await (const edge of storedEdges(db)) {
    edges.push(edge);
    const [one, other] = [byId.get(edge.a), byId.get(edge.b)];
    const key = `${edge.a} ${edge.b}`;
    if (edge.activation !== scoring.activation) {
      older += 1;
      const right =
        one &&
        other &&
        rescorePair(await scoringOf(edge.activation), edge, commonTerms(one.terms, other.terms), counts);
      if (!right || !isSame(right, edge)) amiss += 1;
    } else if (!expected.has(key) || !isSame(expected.get(key)!, edge)) amiss += 1;
    expected.delete(key);
  }
  const awaiting = older > 0 ? expected.size : 0;
  return { edges, stored: edges.length, amiss: amiss + expected.size - awaiting, older, awaiting };
}

function isSame(one: EdgeRow, other: EdgeRow): boolean {
  return (
    one.bits === other.bits &&
    Buffer.compare(one.levels, other.levels) === 0 &&
    Buffer.compare(one.classes, other.classes) === 0
  );
}

async function verifyGroups(
  db: Db,
  records: readonly WholeRecord[],
  edges: readonly EdgeRow[],
): Promise<PeopleProof['groups']> {
  const expected = groupsOf(
    records.map(({ id }) => id),
    edges,
    await allJudged(db),
  ).map((members) => members.join(' '));
  const byGroup = Map.groupBy(await allMemberships(db), ({ clusterId }) => clusterId);
  const stored = [...byGroup.values()].map((members) =>
    members
      .map(({ record }) => record)
      .sort((a, b) => a - b)
      .join(' '),
  );
  const known = new Set(stored);
  const wanted = new Set(expected);
  const missing = expected.filter((group) => !known.has(group)).length;
  return { stored: stored.length, amiss: missing + stored.filter((group) => !wanted.has(group)).length };
}
