import type { GatheredLists, HiddenRefusal } from './hidden-run.ts';
import { FEWEST_LISTS } from './list-overlaps.ts';

/** A list with fewer people says nothing about the others. Chosen: each overlap that it could have is below chance. */
export const SMALLEST_LIST = 10;
/** People on more than one list, on whom everything rests. Chosen: with fewer, one wrong link moves the answer by a fifth. */
export const FEWEST_SHARED = 5;
/** Each resample draws so many anew. Source: read-overlaps.ts. */
const MOST_KNOWN = 1_000_000;

/** Every reason for which there is no estimate; none, and one is tried. Pure. */
export function refuseHidden({ lists, counts }: Pick<GatheredLists, 'lists' | 'counts'>): HiddenRefusal[] {
  const refusals: HiddenRefusal[] = [];
  const known = counts.reduce((sum, count) => sum + count, 0);
  const small = lists.filter((_, place) => sizeOf(counts, place) < SMALLEST_LIST);
  const shared = counts.reduce((sum, count, set) => sum + (isShared(set) ? count : 0), 0);
  if (lists.length < FEWEST_LISTS) refusals.push({ reason: 'too-few-lists', lists });
  if (small.length > 0) refusals.push({ reason: 'list-too-small', lists: small });
  if (shared < FEWEST_SHARED) refusals.push({ reason: 'too-little-overlap', lists: [] });
  if (known > MOST_KNOWN) refusals.push({ reason: 'too-many', lists: [] });
  return refusals;
}

/** How many are on a list, whatever others they are on. */
export function sizeOf(counts: readonly number[], place: number): number {
  return counts.reduce((sum, count, set) => sum + ((set >> place) & 1 ? count : 0), 0);
}

function isShared(set: number): boolean {
  return (set & (set - 1)) !== 0;
}
