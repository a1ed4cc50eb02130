/** From ids to rows by open addressing: a Map of ten million numbers would take half a gigabyte. */
export type IdTable = {
  /** The row last set for the id; -1 if none. `idOf` tells the id of a row. */
  find(id: number, idOf: (row: number) => number): number;
  set(id: number, row: number, idOf: (row: number) => number): void;
};

const FIRST_PLACES = 1024;

/** 2^32 divided by the golden ratio: neighbouring ids go to places far apart (Knuth, volume 3, 6.4). */
const SPREAD = 0x9e3779b1;

export function newIdTable(): IdTable {
  /** Row + 1; 0 is free. */
  let places = new Int32Array(FIRST_PLACES);
  let used = 0;
  const placeOf = (id: number, idOf: (row: number) => number): number => {
    const last = places.length - 1;
    // The high bits of the product depend on every bit of the id.
    let place = Math.imul(id, SPREAD) >>> Math.clz32(last);
    while (places[place] !== 0 && idOf(places[place]! - 1) !== id) place = (place + 1) & last;
    return place;
  };
  const grow = (idOf: (row: number) => number) => {
    const old = places;
    places = new Int32Array(old.length * 4);
    for (const entry of old) if (entry !== 0) places[placeOf(idOf(entry - 1), idOf)] = entry;
  };
  return {
    find: (id, idOf) => places[placeOf(id, idOf)]! - 1,
    set(id, row, idOf) {
      if (used * 2 >= places.length) grow(idOf);
      const place = placeOf(id, idOf);
      if (places[place] === 0) used += 1;
      places[place] = row + 1;
    },
  };
}
