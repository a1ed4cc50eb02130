import type { Db } from '../../shared/db.ts';
import { DEFAULT_CUT_BITS } from '../clusters/cluster-nodes.ts';
import { reachedFrom, scoresAmong } from './edge-rows.ts';
import { judgedAmong } from './judgement-rows.ts';
import { groupsOf } from './rearrange.ts';

/** Everything that may hang together with these records, themselves among it; ascending. */
export async function hangingTogether(db: Db, ids: readonly number[]): Promise<number[]> {
  return ids.length === 0 ? [] : reachedFrom(db, ids, DEFAULT_CUT_BITS);
}

/** How these records would be grouped if there were no others. Groups of two and more; `ids`: ascending. */
export async function groupsAmong(db: Db, ids: readonly number[]): Promise<number[][]> {
  return groupsOf(ids, await scoresAmong(db, ids), await judgedAmong(db, ids));
}
