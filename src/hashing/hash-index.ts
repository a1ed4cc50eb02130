/** 32 bytes; byte 0 is the first two digits of the hex string. */
export type PdqHash = Uint8Array;

/** Bytes of one PDQ hash: 256 bits. */
export const HASH_BYTES = 32;

/** Hashes at this distance or nearer are taken for the same picture. Source: PDQ reference, ThreatExchange `pdq/README`. */
export const MATCH_RADIUS = 31;

/** Distances are held in a byte; only a hash and its exact opposite are 256 bits apart. */
export const LARGEST_RADIUS = 255;

/** 'index': by buckets, without reading every hash; 'scan': every hash was read. Both are exact. */
export type SearchMethod = 'index' | 'scan';

/** Parallel arrays, one place per hit, in the order of the queries, nearest first, then by id. */
export type Found = {
  /** The place of the query in the batch, from 0. */
  queries: Uint32Array;
  ids: Uint32Array;
  distances: Uint8Array;
  method: SearchMethod;
};

export type IndexStatus = {
  /** Hashes that a search can find. */
  size: number;
  /** Bytes held for them, all in. */
  bytes: number;
  /** Of these, how many are scanned because no build has taken them in yet. */
  delta: number;
  /** Removed or replaced hashes that still take room until the next build. */
  tombstones: number;
  /** Memories that the built part is divided over. */
  shards: number;
  /** True while a new built part is being made aside. */
  building: boolean;
  /** 0: searches run on the calling thread. */
  threads: number;
  /** Up to this radius the index answers by buckets; above it by a scan, exact but slower. -1: always by a scan. */
  indexedRadius: number;
  /** What the snapshot that the index was opened from stands for; null without a snapshot. */
  revision: number | null;
};

/** An exact index: every hash within the radius is found, and nothing else. */
export type HashIndex = {
  /** `queries` is n x 32 bytes. Throws 'hashing.invalid-search' if it is not, or if the radius is not 0 to 255. */
  search(queries: Uint8Array, options?: { radius?: number }): Promise<Found>;
  /** `hashes` is 32 bytes per id. Visible in the next search; a known id takes the new value. */
  put(ids: Uint32Array, hashes: Uint8Array): void;
  /** Ids that are not there are passed over. */
  remove(ids: Uint32Array): void;
  status(): IndexStatus;
  /** Resolves once all that was put before is built in and no thread is building. */
  settle(): Promise<void>;
  /** `revision` is the caller's own: up to where in its database the puts so far reach. */
  writeSnapshot(path: string, options?: { revision?: number }): Promise<void>;
  /** Ends the threads; searches in flight are answered first. */
  close(): Promise<void>;
};
