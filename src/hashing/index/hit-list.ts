/** Hits of a few queries, parallel arrays; what threads send back. */
export type Hits = { queries: Uint32Array; ids: Uint32Array; distances: Uint8Array };

/** Collects one query's hits at a time and puts them in order. */
export type HitList = {
  add(id: number, distance: number): void;
  /** Ends a query. With `mayDouble` an id that was replaced meanwhile is kept once, as it was found last. */
  endQuery(query: number, mayDouble: boolean): void;
  /** Everything since the last call. */
  take(): Hits;
};

const FIRST_ROOM = 1024;

/** Above every id: a distance times this, plus the id, sorts by distance and then by id. */
const ID_SPAN = 2 ** 32;

export function newHitList(): HitList {
  let hits = emptyHits(FIRST_ROOM);
  let keys = new Float64Array(FIRST_ROOM);
  let count = 0;
  let waiting = 0;
  const closeQuery = (query: number, found: number) => {
    if (found > 1) keys.subarray(0, found).sort();
    while (count + found > hits.ids.length) hits = enlarged(hits);
    for (let place = 0; place < found; place += 1) {
      const key = keys[place]!;
      const distance = Math.floor(key / ID_SPAN);
      hits.queries[count] = query;
      hits.ids[count] = key - distance * ID_SPAN;
      hits.distances[count] = distance;
      count += 1;
    }
  };
  return {
    add(id, distance) {
      if (waiting === keys.length) {
        const wider = new Float64Array(keys.length * 2);
        wider.set(keys);
        keys = wider;
      }
      keys[waiting] = distance * ID_SPAN + id;
      waiting += 1;
    },
    endQuery(query, mayDouble) {
      closeQuery(query, mayDouble ? keepLast(keys, waiting) : waiting);
      waiting = 0;
    },
    take() {
      const taken = {
        queries: hits.queries.slice(0, count),
        ids: hits.ids.slice(0, count),
        distances: hits.distances.slice(0, count),
      };
      count = 0;
      return taken;
    },
  };
}

/** Leaves the last key of each id at the front of `keys`, and says how many they are. */
function keepLast(keys: Float64Array, count: number): number {
  const last = new Map<number, number>();
  for (const key of keys.subarray(0, count)) last.set(key % ID_SPAN, key);
  keys.set([...last.values()]);
  return last.size;
}

function emptyHits(room: number): Hits {
  return { queries: new Uint32Array(room), ids: new Uint32Array(room), distances: new Uint8Array(room) };
}

function enlarged(hits: Hits): Hits {
  const wider = emptyHits(hits.ids.length * 2);
  wider.queries.set(hits.queries);
  wider.ids.set(hits.ids);
  wider.distances.set(hits.distances);
  return wider;
}

/** One list from the answers of the slices of a batch; `offsets` are the places of their first queries. */
export function joinHits(slices: readonly Hits[], offsets: readonly number[]): Hits {
  const total = slices.reduce((sum, { ids }) => sum + ids.length, 0);
  const all = emptyHits(total);
  let at = 0;
  for (const [place, slice] of slices.entries()) {
    const offset = offsets[place]!;
    slice.queries.forEach((query, hit) => {
      all.queries[at + hit] = query + offset;
    });
    all.ids.set(slice.ids, at);
    all.distances.set(slice.distances, at);
    at += slice.ids.length;
  }
  return all;
}
