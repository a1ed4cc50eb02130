import type { Tx } from '../../shared/db.ts';
import { DisjointSets } from '../clusters/disjoint-sets.ts';
import { type Pair, pairsHolding, pairsHoldingAmong, type Reached, reachedWithin } from './edge-rows.ts';

/** `crowded`: those of `ids` that are of a crowd. */
export type Settled = { ids: number[]; crowded: Set<number> };

/**
 * Which of the records that were reached are of a crowd now. Of a crowd that stands only so many records are looked at
 * as tell that it still is one; a crowd that is none any more is reached in full. `most`: so many are none yet.
 */
export async function settleCrowds(tx: Tx, reached: readonly Reached[], most: number): Promise<Settled> {
  if (reached.length <= most && reached.every(({ isCrowded }) => !isCrowded))
    return { ids: reached.map(({ id }) => id), crowded: new Set() };
  const ids = reached.map(({ id }) => id);
  const wasCrowded = new Set(reached.filter(({ isCrowded }) => isCrowded).map(({ id }) => id));
  const held = await pairsHolding(
    tx,
    ids.filter((id) => !wasCrowded.has(id)),
  );
  const heldInCrowds = await pairsHoldingAmong(tx, [...wasCrowded]);
  /** Everybody who was met, and whether in a crowd: it is not looked at again from each of its records. */
  const met = new Map<number, boolean>();
  for (const members of componentsOf(ids, [...held, ...heldInCrowds])) {
    const known = members.find((id) => met.has(id));
    const formerly = members.find((id) => wasCrowded.has(id));
    const isWhole = known !== undefined || formerly === undefined;
    const whole = isWhole ? members : await reachedWithin(tx, formerly, most + 1);
    const isCrowd = known === undefined ? whole.length > most : met.get(known)!;
    for (const id of [...members, ...whole]) met.set(id, isCrowd);
  }
  const ofNone = [...met].filter(([, isCrowd]) => !isCrowd).map(([id]) => id);
  return {
    ids: [...new Set([...ids, ...ofNone])].sort((a, b) => a - b),
    crowded: new Set(ids.filter((id) => met.get(id))),
  };
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
