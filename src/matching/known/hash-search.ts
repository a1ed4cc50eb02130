import type { Found, IndexStatus } from '../../hashing/index.ts';

/** Hits among the listed PDQ values; the ids are those of the values. `revision`: of the lists, all of it counted. */
export type SearchAnswer = Found & { revision: number };

export type SearchStatus = IndexStatus & {
  /** Up to which revision of the lists the index stands. */
  revisionHeld: number;
  /** When it last stood level with the database, in seconds since 1970. */
  levelAt: number;
};

/** Searches the listed PDQ values. Whether they lie in this process or in another is its own business. */
export type HashSearch = {
  /** `queries`: 32 bytes each. Throws `matching.index-unavailable` where no answer comes in time. */
  search(queries: Uint8Array, options?: { radius?: number }): Promise<SearchAnswer>;
  status(): Promise<SearchStatus>;
  close(): Promise<void>;
};
