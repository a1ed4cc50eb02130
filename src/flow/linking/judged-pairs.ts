import { judgementHistory, type PersonJudgement, type Standing, standingOf } from '../../linking/index.ts';
import type { Db } from '../../shared/db.ts';

export type PairOfRecords = { a: number; b: number };

/** As many judgements as are read of a page's records. */
const MOST_JUDGEMENTS = 2_000;

/** What people said of these records, the latest first. */
export async function judgementsAbout(db: Db, recordIds: readonly number[]): Promise<PersonJudgement[]> {
  if (recordIds.length === 0) return [];
  return judgementHistory(db, { recordIds, limit: MOST_JUDGEMENTS });
}

/** The standing of each judged pair, by "a b". `judgements`: the latest first, as they are read. Pure. */
export function standingsOf(judgements: readonly PersonJudgement[]): Map<string, Standing> {
  const byPair = Map.groupBy(judgements.toReversed(), pairKey);
  return new Map([...byPair].map(([key, history]) => [key, standingOf(history)]));
}

export function pairKey({ a, b }: PairOfRecords): string {
  return `${a} ${b}`;
}

/** Records in the order in which pairs are stored. Pure. */
export function asPair(one: number, other: number): PairOfRecords {
  return one < other ? { a: one, b: other } : { a: other, b: one };
}

/** Where a pair stands of which nobody has said anything. */
const UNDECIDED: Standing = { verdict: null, decidedBy: null, at: null, disagree: [] };

export function standingOfPair(standings: ReadonlyMap<string, Standing>, key: string): Standing {
  return standings.get(key) ?? UNDECIDED;
}
