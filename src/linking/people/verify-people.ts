import type { Db, Store } from '../../shared/db.ts';
import { PERSON_SPEC } from '../model/person-spec.ts';
import { membershipsOf } from './cluster-rows.ts';
import { crowdedAmong } from './crowd-rows.ts';
import { type EdgeRow, edgesBetween } from './edge-rows.ts';
import { countingAmong } from './every-record.ts';
import { componentsInBatches } from './hanging-together.ts';
import { compareCommonTerms, countKeys, countStored } from './key-rows.ts';
import { type PageOfPairs, pairsInPages } from './pairs-in-pages.ts';
import { groupsIn } from './rearrange.ts';
import { countRecords, personKeysOf } from './record-rows.ts';
import { commonTerms, rescorePair, scorePair } from './score-pairs.ts';
import { currentScoring, type ScoringInForce } from './scoring-in-force.ts';
import type { Settled } from './settle-crowds.ts';

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

/** Told of long work: how many records of how many are done. */
export type OnRecords = (done: number, total: number) => void;

/**
 * Holds keys against the records, pairs against a new scoring of all who share a key, and groups against a new grouping of
 * the pairs. Changes nothing. To be run in one transaction; memory grows by a few bytes for each record.
 */
export async function verifyPeople(store: Store, db: Db, onRecords?: OnRecords): Promise<PeopleProof> {
  const inForce = await currentScoring(db);
  const total = await countRecords(db);
  const proof = emptyProof(total);
  const keys = { wanted: 0, right: 0 };
  let done = 0;
  for await (const page of pairsInPages(store, db, PERSON_SPEC)) {
    const wanted = page.records.flatMap(({ id, ...hashed }) =>
      [...new Set([...hashed.keys, ...hashed.terms])].map((k) => ({ k, record: id })),
    );
    keys.wanted += wanted.length;
    keys.right += await countStored(db, wanted);
    if (inForce) addUp(proof.pairs, await verifyPairs(db, inForce, page));
    done += page.records.length;
    onRecords?.(done, total);
  }
  proof.keys.stored = await countKeys(db);
  proof.keys.amiss = keys.wanted - keys.right + (proof.keys.stored - keys.right);
  addUp(proof.commonValues, await compareCommonTerms(db));
  for await (const settled of componentsInBatches(db)) addUp(proof.groups, await verifyGroups(db, settled));
  if (proof.pairs.older === 0) {
    proof.pairs.amiss += proof.pairs.awaiting;
    proof.pairs.awaiting = 0;
  }
  const { commonValues, pairs, groups } = proof;
  return { ...proof, holds: proof.keys.amiss + commonValues.amiss + pairs.amiss + groups.amiss === 0 };
}

function emptyProof(records: number): PeopleProof {
  return {
    holds: false,
    records,
    keys: { stored: 0, amiss: 0 },
    commonValues: { stored: 0, amiss: 0 },
    pairs: { stored: 0, amiss: 0, older: 0, awaiting: 0 },
    groups: { stored: 0, amiss: 0 },
  };
}

function addUp<Counts extends Record<string, number>>(sum: Counts, more: Counts): void {
  for (const name of Object.keys(sum) as (keyof Counts & string)[])
    (sum as Record<string, number>)[name]! += more[name]!;
}

/**
 * Pairs that an older model scored are held against that model. `awaiting`: what only the one in force would keep, which
 * is amiss where no older model has its pairs still.
 */
async function verifyPairs(
  db: Db,
  { scoring, scoringOf }: ScoringInForce,
  page: PageOfPairs,
): Promise<PeopleProof['pairs']> {
  const expected = new Map<string, EdgeRow>();
  for (const [one, other] of page.pairs) {
    const edge = scorePair(scoring, one, other, page.holders);
    if (edge) expected.set(`${edge.a} ${edge.b}`, edge);
  }
  const stored = await edgesBetween(db, page);
  const older = stored.filter(({ activation }) => activation !== scoring.activation);
  const terms = await personKeysOf(db, [...new Set(older.flatMap(({ a, b }) => [a, b]))]);
  const right = async (edge: EdgeRow): Promise<EdgeRow | undefined> => {
    if (edge.activation === scoring.activation) return expected.get(`${edge.a} ${edge.b}`);
    const [one, other] = [terms.get(edge.a), terms.get(edge.b)];
    if (!one || !other) return undefined;
    return rescorePair(
      await scoringOf(edge.activation),
      edge,
      commonTerms(one.terms, other.terms),
      page.holders,
    );
  };
  let amiss = 0;
  for (const edge of stored) {
    const wanted = await right(edge);
    if (!wanted || !isSameEdge(wanted, edge)) amiss += 1;
    expected.delete(`${edge.a} ${edge.b}`);
  }
  return { stored: stored.length, amiss, older: older.length, awaiting: expected.size };
}

/** Whether two scores of one pair are the same, and rest on the same. */
export function isSameEdge(one: EdgeRow, other: EdgeRow): boolean {
  return (
    one.bits === other.bits &&
    Buffer.compare(one.levels, other.levels) === 0 &&
    Buffer.compare(one.classes, other.classes) === 0
  );
}

async function verifyGroups(db: Db, { ids, crowded }: Settled): Promise<PeopleProof['groups']> {
  const marked = await crowdedAmong(db, ids);
  const groups = await groupsIn(db, { ids: await countingAmong(db, ids), crowded });
  const expected = new Set(groups.map((members) => members.join(' ')));
  const standing = Map.groupBy(await membershipsOf(db, ids), ({ clusterId }) => clusterId);
  const stored = [...standing.values()].map((members) => members.map(({ record }) => record).join(' '));
  const wrong = ids.filter((id) => marked.has(id) !== crowded.has(id)).length;
  const right = stored.filter((group) => expected.has(group)).length;
  return { stored: stored.length, amiss: stored.length - right + (expected.size - right) + wrong };
}
