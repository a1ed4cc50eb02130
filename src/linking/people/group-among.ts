import type { Db } from '../../shared/db.ts';
import { MOST_TOGETHER } from './crowd-rows.ts';
import { pairsHolding, reachedFrom } from './edge-rows.ts';
import { countingAmong } from './every-record.ts';
import { groupsIn } from './rearrange.ts';

/** Which of some records somebody may see. */
export type SeenAmong = (ids: readonly number[]) => Promise<number[]>;

type Seeing = { seenAmong: SeenAmong; most?: number };

/**
 * The groups of these records as they would be if there were only those that are seen. Groups of two and more. Crowds
 * are told anew among those: a mark may come of records that nobody is to learn of.
 */
export async function groupsAmongSeen(
  db: Db,
  ids: readonly number[],
  { seenAmong, most = MOST_TOGETHER }: Seeing,
): Promise<number[][]> {
  if (ids.length === 0) return [];
  const reached = await reachedFrom(db, ids);
  const seen = new Set(await seenAmong(reached.map(({ id }) => id)));
  const marked = reached.filter(({ id, isCrowded }) => isCrowded && seen.has(id)).map(({ id }) => id);
  const met = new Map<number, boolean>();
  for (const id of marked) {
    if (met.has(id)) continue;
    const together = await togetherSeen(db, id, { seenAmong, most });
    for (const one of together) met.set(one, together.size > most);
  }
  for (const [id, isCrowd] of met) if (!isCrowd) seen.add(id);
  const crowded = new Set(marked.filter((id) => met.get(id)));
  const groups = await groupsIn(db, { ids: [...seen].sort((a, b) => a - b), crowded });
  return groups.filter((members) => members.some((id) => ids.includes(id)));
}

/** Those that hang together with one record by way of what is seen alone; no more than tell that it is a crowd. */
async function togetherSeen(
  db: Db,
  seed: number,
  { seenAmong, most }: Required<Seeing>,
): Promise<Set<number>> {
  const together = new Set([seed]);
  for (let latest = [seed]; latest.length > 0 && together.size <= most; ) {
    const met = new Set((await pairsHolding(db, latest)).map(({ b }) => b));
    const next = [...met].filter((id) => !together.has(id));
    latest = await seenAmong(await countingAmong(db, next));
    for (const id of latest) together.add(id);
  }
  return together;
}
