import type { PersonActor } from '../../access/index.ts';
import type { Db } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { asPair } from './judged-pairs.ts';
import { type ShownRecord, visibleRecords } from './visible-records.ts';

/** Two records as pages name them, in either order. */
export type AskedPair = { one: number; other: number };

/** In the order in which pairs are stored. */
export type FoundPair = { a: ShownRecord; b: ShownRecord };

/**
 * Two records of one layer, both of which the person may see. Throws `linking.unknown-record`, also where one is
 * hidden, so that nobody learns what exists; `linking.layers-differ`.
 */
export async function findPair(db: Db, actor: PersonActor, { one, other }: AskedPair): Promise<FoundPair> {
  const ids = [one, other].filter((id) => Number.isSafeInteger(id) && id > 0);
  const { records } = await visibleRecords(db, actor, ids);
  const pair = asPair(one, other);
  const [a, b] = [records.get(pair.a), records.get(pair.b)];
  if (!a || !b || a.id === b.id) throw new Problem('linking.unknown-record');
  if (a.layer !== b.layer) throw new Problem('linking.layers-differ');
  return { a, b };
}
