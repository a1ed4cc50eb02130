/** Digests of one length, each with the ids it was put under: found again only if every byte is the same. */
export type ExactIndex = {
  /** Each id is put once. */
  put(id: number, digest: Uint8Array): void;
  remove(id: number): void;
  find(digest: Uint8Array): number[];
  readonly size: number;
};

/** At most half of the places are taken, so that a search ends after a step or two. */
const PLACES_PER_DIGEST = 2;
const FEWEST_PLACES = 1_024;

/**
 * Open addressing over packed bytes: about 12 bytes a digest beside its own, where a Map of strings takes over 100.
 * A digest is as good as random, so that its first four bytes serve as its own hash; whoever chooses digests to
 * collide must have put them on a signed list.
 */
export function exactIndex(digestBytes: number): ExactIndex {
  let ids = new Uint32Array(FEWEST_PLACES / PLACES_PER_DIGEST);
  let bytes = new Uint8Array(ids.length * digestBytes);
  /** Row + 1; 0 is free. */
  let places = new Uint32Array(FEWEST_PLACES);
  let rows = 0;
  const rowOfId = new Map<number, number>();
  const gone = new Set<number>();

  const enter = (row: number): void => {
    let place = firstPlace(bytes.subarray(row * digestBytes), places.length);
    while (places[place] !== 0) place = (place + 1) % places.length;
    places[place] = row + 1;
  };
  const makeRoom = (): void => {
    const kept = Array.from({ length: rows }, (_, row) => row).filter((row) => !gone.has(row));
    const old = { ids, bytes };
    ids = new Uint32Array(Math.max(kept.length * 2, FEWEST_PLACES / PLACES_PER_DIGEST));
    bytes = new Uint8Array(ids.length * digestBytes);
    places = new Uint32Array(ids.length * PLACES_PER_DIGEST);
    gone.clear();
    rowOfId.clear();
    rows = 0;
    for (const row of kept) add(old.ids[row]!, digestAt(old.bytes, row));
  };
  const digestAt = (from: Uint8Array, row: number): Uint8Array =>
    from.subarray(row * digestBytes, (row + 1) * digestBytes);
  const add = (id: number, digest: Uint8Array): void => {
    ids[rows] = id;
    bytes.set(digest, rows * digestBytes);
    enter(rows);
    rowOfId.set(id, rows);
    rows += 1;
  };
  return {
    put(id, digest) {
      if (digest.length !== digestBytes) throw new TypeError(`a digest here has ${digestBytes} bytes`);
      if (rows === ids.length) makeRoom();
      add(id, digest);
    },
    remove(id) {
      const row = rowOfId.get(id);
      if (row !== undefined) gone.add(row);
      rowOfId.delete(id);
    },
    find(digest) {
      if (digest.length !== digestBytes) return [];
      const found: number[] = [];
      for (
        let place = firstPlace(digest, places.length);
        places[place] !== 0;
        place = (place + 1) % places.length
      ) {
        const row = places[place]! - 1;
        if (!gone.has(row) && sameBytes(digestAt(bytes, row), digest)) found.push(ids[row]!);
      }
      return found;
    },
    get size() {
      return rows - gone.size;
    },
  };
}

function firstPlace(digest: Uint8Array, places: number): number {
  return (((digest[0]! << 24) | (digest[1]! << 16) | (digest[2]! << 8) | digest[3]!) >>> 0) % places;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}
