import type { Db } from '../../shared/db.ts';
import { DisjointSets } from '../clusters/disjoint-sets.ts';
import { standingGroups } from './cluster-rows.ts';
import { everyCrowded, MOST_TOGETHER } from './crowd-rows.ts';
import { pairsThatHold } from './edge-rows.ts';
import { highestRecord } from './every-record.ts';
import { pairsSaidSame } from './judgement-rows.ts';
import type { Settled } from './settle-crowds.ts';

/** Records grouped together. Chosen: one component is seldom larger, and a thousand small ones cost no more than one. */
const TOGETHER = 5_000;

/**
 * Everything that hangs together by scores, judgements or a group that stands, in batches of whole components: each
 * can be grouped by itself. Memory: 14 bytes for each record that there ever was. `most`: more are a crowd.
 */
export async function* componentsInBatches(db: Db, most = MOST_TOGETHER): AsyncGenerator<Settled> {
  const count = (await highestRecord(db)) + 1;
  const sets = new DisjointSets(count);
  const isIn = new Uint8Array(count);
  const unite = (a: number, b: number): void => {
    sets.unite(a, b);
    isIn[a] = 1;
    isIn[b] = 1;
  };
  for await (const { a, b } of pairsThatHold(db)) unite(a, b);
  for (const { a, b } of await pairsSaidSame(db)) unite(a, b);
  const isCrowded = Uint8Array.from({ length: count }, (_, id) => (sets.sizeOf(id) > most ? 1 : 0));
  for (const one of await everyCrowded(db)) isIn[one] = 1;
  for await (const members of standingGroups(db)) for (const one of members) unite(members[0]!, one);
  for (const ids of batchesOf(sets, isIn))
    yield { ids, crowded: new Set(ids.filter((id) => isCrowded[id] === 1)) };
}

function* batchesOf(sets: DisjointSets, isIn: Uint8Array): Generator<number[]> {
  const order = bySet(sets, isIn);
  for (let from = 0; from < order.length; ) {
    let end = Math.min(order.length, from + TOGETHER);
    while (end < order.length && sets.find(order[end]!) === sets.find(order[end - 1]!)) end += 1;
    yield [...order.subarray(from, end)].sort((a, b) => a - b);
    from = end;
  }
}

/** The records in sets, those of one set side by side. */
function bySet(sets: DisjointSets, isIn: Uint8Array): Int32Array {
  const places = new Int32Array(isIn.length + 1);
  for (let id = 0; id < isIn.length; id += 1) if (isIn[id] === 1) places[sets.find(id) + 1]! += 1;
  for (let id = 0; id < isIn.length; id += 1) places[id + 1]! += places[id]!;
  const order = new Int32Array(places[isIn.length]!);
  for (let id = 0; id < isIn.length; id += 1)
    if (isIn[id] === 1) {
      const root = sets.find(id);
      order[places[root]!] = id;
      places[root]! += 1;
    }
  return order;
}
