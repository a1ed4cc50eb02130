import type { Db } from '../../shared/db.ts';
import { crowdedAmong } from './crowd-rows.ts';
import { reachedFrom } from './edge-rows.ts';
import { groupsIn } from './rearrange.ts';

/** Everything that may hang together with these records, themselves among it; ascending. */
export async function hangingTogether(db: Db, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  return (await reachedFrom(db, ids)).map(({ id }) => id);
}

/** How these records would be grouped if there were no others. Groups of two and more; `ids`: ascending. */
export async function groupsAmong(db: Db, ids: readonly number[]): Promise<number[][]> {
  return groupsIn(db, { ids: [...ids], crowded: await crowdedAmong(db, ids) });
}
