import type { Db, Store } from '../../shared/db.ts';
import { type EdgeRow, edgesAfter } from './edge-rows.ts';
import type { WholeRecord } from './link-from-scratch.ts';
import type { PersonLayer } from './person-link.ts';
import { recordsAfter } from './record-rows.ts';
import { openValues } from './sealed-values.ts';

const PAGE = 5_000;

export type LayeredRecord = WholeRecord & { layer: PersonLayer };

/** Every record that counts, opened, in the order of ids: some kilobytes of memory for each. */
export async function wholeRecords(store: Store, db: Db): Promise<LayeredRecord[]> {
  const all: LayeredRecord[] = [];
  for (let after = 0; ; ) {
    const page = await recordsAfter(db, after, PAGE);
    const values = await openValues(store, db, page);
    for (const { id, referralId, layer, keys, terms } of page) {
      const opened = values.get(id);
      if (opened) all.push({ id, referralId, layer, keys, terms, values: opened });
    }
    if (page.length < PAGE) return all;
    after = page.at(-1)!.id;
  }
}

const EDGES = 50_000;

/** Every stored pair, in order. */
export async function* storedEdges(db: Db): AsyncGenerator<EdgeRow> {
  for (let last = { a: 0, b: 0 }; ; ) {
    const page = await edgesAfter(db, last, EDGES);
    yield* page;
    if (page.length < EDGES) return;
    last = page.at(-1)!;
  }
}
