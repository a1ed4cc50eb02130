import type { Tx } from '../../shared/db.ts';
import { DisjointSets } from '../clusters/disjoint-sets.ts';
import { type Pair, pairsHolding, type Reached, reachedWithin } from './edge-rows.ts';

/** `crowded`: those of `ids` that are of a crowd. */
export type Settled = { ids: number[]; crowded: Set<number> };

/**
 * Which of the records that were reached are of a crowd now. Of a crowd that stands only so many records are looked at
 * as tell that it still is one; a crowd that is none any more is reached in full. `most`: so many are none yet.
 */
export async function settleCrowds(tx: Tx, reached: readonly Reached[], most: number): Promise<Settled> {
  if (reached.length <= most && reached.every(({ isCrowded }) => !isCrowded))
    return { ids: reached.map(({ id }) => id), crowded: new Set() };
  const wasCrowded = new Set(reached.filter(({ isCrowded }) => isCrowded).map(({ id }) => id));
  const ids = new Set(reached.map(({ id }) => id));
  const crowded = new Set<number>();
  const held = await pairsHolding(
    tx,
    [...ids].filter((id) => !wasCrowded.has(id)),
  );
  for (const members of componentsOf([...ids], held)) {
    const formerly = members.find((id) => wasCrowded.has(id));
    const whole = formerly === undefined ? members : await reachedWithin(tx, formerly, most + 1);
    const isCrowd = whole.length > most;
    for (const id of isCrowd ? members : whole) {
      ids.add(id);
      if (isCrowd) crowded.add(id);
    }
  }
  return { ids: [...ids].sort((a, b) => a - b), crowded };
}

function componentsOf(ids: readonly number[], pairs: readonly Pair[]): number[][] {
  const node = new Map(ids.map((id, i) => [id, i]));
  const sets = new DisjointSets(ids.length);
  for (const { a, b } of pairs) {
    const other = node.get(b);
    if (other !== undefined) sets.unite(node.get(a)!, other);
  }
  return [...Map.groupBy(ids, (_, i) => sets.find(i)).values()];
}
